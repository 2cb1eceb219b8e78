"""Which tables of any database hold text, how a row is found again, how its cells are read and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

POSTGRESQL_TABLES = """
SELECT n.nspname, c.relname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%%'
AND n.nspname <> 'information_schema' ORDER BY 1, 2
"""
POSTGRESQL_COLUMNS = """
SELECT a.attname, t.typname, CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""
POSTGRESQL_KEY = """
SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
WHERE i.indrelid = %s AND i.indisprimary AND a.attnum = ANY(i.indkey) ORDER BY array_position(i.indkey, a.attnum)
"""
SQLITE_TABLES = "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' ORDER BY name"
AS_TEXT = {"text", "varchar", "bpchar", "citext", "name", "xml", "json", "jsonb", "hstore"}
ARRAYS = {"_text": "text", "_varchar": "varchar"}


@dataclass(frozen=True)
class Column:
    """A column with text. `read` gives text; `write` takes it, with one hole; `same` compares with one."""

    name: str
    read: str
    write: str = "%s"
    room: int | None = None

    @property
    def label(self) -> str:
        """As people know it."""
        return self.name[1:-1].replace('""', '"').replace("%%", "%")

    @property
    def same(self) -> str:
        """True while the cell is as it was read."""
        return f"{self.read} = %s"


@dataclass(frozen=True)
class Table:
    """`key`: columns (or the database's own row number) with the type to cast their text to, or ''."""

    name: str
    quoted: str
    key: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]

    @property
    def order(self) -> str:
        """The key, for ORDER BY and for comparing."""
        return ", ".join(name for name, _type in self.key)

    @property
    def read_key(self) -> str:
        """The key as plain data."""
        return ", ".join(f"{name}::text" if kind else name for name, kind in self.key)

    @property
    def holes(self) -> str:
        """Holes for a key."""
        return ", ".join(f"%s::{kind}" if kind else "%s" for _name, kind in self.key)


def tables(database: BaseDatabaseWrapper) -> list[Table]:
    """Every table with text, in the order of their names."""
    found = _sqlite(database) if database.vendor == "sqlite" else _postgresql(database)
    return sorted((one for one in found if one.columns), key=lambda one: one.name)


def rows(database: BaseDatabaseWrapper, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with database.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _postgresql(database: BaseDatabaseWrapper) -> list[Table]:
    quote, found = quoted_name, []
    for schema, name, oid in rows(database, POSTGRESQL_TABLES):
        key = tuple((quote(one), kind) for one, kind in rows(database, POSTGRESQL_KEY, oid))
        columns = [
            _postgresql_column(quote(one), *rest) for one, *rest in rows(database, POSTGRESQL_COLUMNS, oid)
        ]
        whole = name if schema == "public" else f"{schema}.{name}"
        quoted = f"{quote(schema)}.{quote(name)}"
        texts = tuple(one for one in columns if one is not None)
        found.append(Table(whole, quoted, key or (("ctid", "tid"),), texts))
    return found


def _postgresql_column(name: str, kind: str, room: int | None) -> Column | None:
    if kind in AS_TEXT:
        return Column(name, f"{name}::text", f"%s::{kind}", room)
    if kind in ARRAYS:
        items = f"(SELECT array_agg(x)::{ARRAYS[kind]}[] FROM json_array_elements_text(%s::json) AS x)"  # noqa: S608  quoted names
        return Column(name, f"array_to_json({name})::text", items)
    return None


def _sqlite(database: BaseDatabaseWrapper) -> list[Table]:
    """Any column may hold text here, whatever its type says. The index of a search table is not a table."""
    return [
        _sqlite_table(database, name, without_rowid=bool(without_rowid))
        for name, kind, without_rowid in rows(database, SQLITE_TABLES)
        if (kind == "table" and not name.startswith("sqlite_"))
        or (kind == "virtual" and holds_its_text(database, name))
    ]


def _sqlite_table(database: BaseDatabaseWrapper, name: str, *, without_rowid: bool) -> Table:
    """A table that SQLite cannot describe (a module is missing) stays in the list, to be told of when it is read."""
    try:
        described = rows(database, "SELECT name, pk FROM pragma_table_xinfo(%s) WHERE hidden = 0", name)
    except DatabaseError:
        return Table(name, quoted_name(name), (("rowid", ""),), (_sqlite_column("NULL"),))
    keys = sorted((place, one) for one, place in described if place)
    key = tuple((quoted_name(one), "") for _place, one in keys) if without_rowid else (("rowid", ""),)
    return Table(
        name, quoted_name(name), key, tuple(_sqlite_column(quoted_name(one)) for one, _ in described)
    )


def quoted_name(name: str) -> str:
    """Whatever is in it: Django's own quoting is for the names of its models."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def _sqlite_column(name: str) -> Column:
    """As octets: text that is not UTF-8 exists, and must come back as it was."""
    read = f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) END"
    return Column(name, read, "CAST(%s AS TEXT)")


def holds_its_text(database: BaseDatabaseWrapper, name: str) -> bool:
    """Whether a virtual table is a search table (FTS) with text of its own, not of another table."""
    made = str(rows(database, "SELECT sql FROM sqlite_master WHERE name = %s", name)[0][0]).lower()
    return "fts" in made and "content=" not in made.replace(" ", "")


def search_tables(database: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """SQLite's FTS5 tables and the command after which their index holds no word that the text no longer has."""
    made = "SELECT name FROM sqlite_master WHERE type = 'table' AND lower(sql) LIKE 'create virtual table%%fts5%%'"
    if database.vendor != "sqlite":
        return []
    return [
        (name, "optimize" if holds_its_text(database, name) else "rebuild")
        for (name,) in rows(database, made)
    ]
