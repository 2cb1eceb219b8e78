"""SQLite: any column may hold anything, whatever its type says."""

from __future__ import annotations

from dataclasses import replace

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

from answerback.scanning.rows.tables import LONGEST_OCTETS, Column, Table, quoted_name, rows

TABLES = "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' ORDER BY name"
COLUMNS = "SELECT name, pk FROM pragma_table_xinfo(%s) WHERE hidden = 0"
UNIQUE = """
SELECT i.name FROM pragma_index_list(%s) AS l, pragma_index_info(l.name) AS i WHERE l."unique" AND i.name IS NOT NULL
"""
MADE = "SELECT sql FROM sqlite_master WHERE name = %s"
OTHERS = (
    "SELECT name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') AND sql IS NOT NULL ORDER BY name"
)
SEARCHES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND lower(sql) LIKE 'create virtual table%%fts5%%'"
)


def tables(database: BaseDatabaseWrapper) -> list[Table]:
    """The index of a search table is not a table."""
    return [
        _table(database, name, without_rowid=bool(without_rowid))
        for name, kind, without_rowid in rows(database, TABLES)
        if (kind == "table" and not name.startswith("sqlite_"))
        or (kind == "virtual" and holds_its_text(database, name))
    ]


def _table(database: BaseDatabaseWrapper, name: str, *, without_rowid: bool) -> Table:
    """A table that SQLite cannot describe (a module is missing) stays in the list, to be told of when it is read."""
    made = str(rows(database, MADE, name)[0][0] or "")
    try:
        described = rows(database, COLUMNS, name)
        unique = {one for (one,) in rows(database, UNIQUE, name)}
    except DatabaseError:
        return Table(name, quoted_name(name), (("rowid", ""),), (_column("NULL"),), sql=made)
    keys = sorted((place, one) for one, place in described if place)
    key = tuple((quoted_name(one), "") for _place, one in keys) if without_rowid else (("rowid", ""),)
    columns = tuple(
        replace(
            _column(quoted_name(one)),
            is_key=bool(place) and without_rowid,
            is_unique=bool(place) or one in unique,
        )
        for one, place in described
    )
    return Table(name, quoted_name(name), key, columns, sql=made)


def _column(name: str) -> Column:
    """Text comes as octets (what is not UTF-8 exists, and must come back as it was), octets as `tables.OCTETS`."""
    octets = f"CASE WHEN length({name}) <= {LONGEST_OCTETS} THEN 'x' || hex({name}) ELSE 'l' END"
    read = (
        f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) WHEN 'blob' THEN {octets} ELSE {name} END"
    )
    return Column(name, read)


def holds_its_text(database: BaseDatabaseWrapper, name: str) -> bool:
    """Whether a virtual table is a search table (FTS) with text of its own, not of another table."""
    made = str(rows(database, MADE, name)[0][0]).lower()
    return "fts" in made and "content=" not in made.replace(" ", "")


def searches(database: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """FTS5 tables and the command after which their index holds no word that the text no longer has."""
    return [
        (name, "optimize" if holds_its_text(database, name) else "rebuild")
        for (name,) in rows(database, SEARCHES)
    ]
