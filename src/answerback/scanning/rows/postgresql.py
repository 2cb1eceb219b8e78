"""PostgreSQL: which types hold words, and how each is read as text and written back."""

from __future__ import annotations

from dataclasses import replace

from django.db.backends.base.base import BaseDatabaseWrapper

from answerback.scanning.rows.tables import LONGEST_OCTETS, Column, Table, quoted_name, rows

TABLES = """
SELECT n.nspname, c.relname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%%'
AND n.nspname <> 'information_schema' ORDER BY 1, 2
"""
COLUMNS = """
SELECT a.attname, coalesce(b.typname, t.typname), t.typtype,
CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY(i.indkey))
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""
KEY = """
SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
WHERE i.indrelid = %s AND i.indisprimary AND a.attnum = ANY(i.indkey) ORDER BY array_position(i.indkey, a.attnum)
"""
AS_TEXT = {"text", "varchar", "bpchar", "citext", "name", "xml", "json", "jsonb", "hstore"}
ARRAYS = {"_text": "text", "_varchar": "varchar"}
NUMBERS = {"int2", "int4", "int8", "numeric", "float4", "float8"}
WORDLESS = {
    *("bool", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "inet", "cidr"),
    *(
        "macaddr",
        "macaddr8",
        "oid",
        "xid",
        "pg_lsn",
        "money",
        "point",
        "line",
        "lseg",
        "box",
        "path",
        "polygon",
    ),
    *("circle", "bit", "varbit", "char", "tsquery"),
}
"""Types in which nobody can write a phrase, a key or a code. An enumeration's words are its maker's."""


def tables(database: BaseDatabaseWrapper) -> list[Table]:
    """Every table that is not the server's own."""
    found = []
    for schema, name, oid in rows(database, TABLES):
        key = tuple((quoted_name(one), kind) for one, kind in rows(database, KEY, oid))
        named = {one for one, _kind in key}
        described = [(one, _column(quoted_name(one), *rest)) for one, *rest in rows(database, COLUMNS, oid)]
        columns = tuple(
            replace(column, is_key=column.name in named) for _name, column in described if column is not None
        )
        unread = [one for one, *rest in rows(database, COLUMNS, oid) if _is_unread(*rest[:2])]
        whole = name if schema == "public" else f"{schema}.{name}"
        quoted = f"{quoted_name(schema)}.{quoted_name(name)}"
        found.append(Table(whole, quoted, key or (("ctid", "tid"),), columns, tuple(unread)))
    return found


def _column(name: str, kind: str, _sort: str, room: int | None, is_unique: bool) -> Column | None:
    if kind in AS_TEXT:
        return Column(name, f"{name}::text", f"%s::{kind}", room, is_unique=is_unique)
    if kind in ARRAYS:
        items = f"(SELECT array_agg(x)::{ARRAYS[kind]}[] FROM json_array_elements_text(%s::json) AS x)"  # noqa: S608  quoted names
        return Column(name, f"array_to_json({name})::text", items)
    if kind in NUMBERS:
        return Column(name, f"{name}::text", is_number=True)
    if kind == "bytea":
        octets = f"CASE WHEN octet_length({name}) <= {LONGEST_OCTETS} THEN 'x' || encode({name}, 'hex') ELSE 'l' END"
        return Column(
            name, f"CASE WHEN {name} IS NOT NULL THEN {octets} END", is_unique=is_unique, is_octets=True
        )
    return None


def _is_unread(kind: str, sort: str) -> bool:
    """Types that may hold words, and that are not read: vectors of search words, composites, ranges, other arrays."""
    return kind not in AS_TEXT | ARRAYS.keys() | NUMBERS | WORDLESS | {"bytea"} and sort != "e"
