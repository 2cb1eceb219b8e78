"""What a table is here: how a row of it is found again, and how its cells are read and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST_OCTETS = 4 << 20
"""Octets in one cell beyond this are told of and not read."""

OCTETS, TOO_LONG = "x", "l"
"""How a cell of octets comes: as `x` and hexadecimal digits, or as `l` alone."""


@dataclass(frozen=True)
class Column:
    """`read` gives the cell, `write` takes what is put in (one hole each). `kind` is what its type is for."""

    name: str
    read: str
    write: str = "%s"
    room: int | None = None
    is_key: bool = False
    is_unique: bool = False
    is_number: bool = False
    is_octets: bool = False

    @property
    def label(self) -> str:
        """As people know it."""
        return self.name[1:-1].replace('""', '"').replace("%%", "%")


@dataclass(frozen=True)
class Table:
    """`key`: columns (or the database's own row number) with the type to cast their text to, or ''.

    `unread`: columns of types that may hold words and are not read. `sql`: what it was made with.
    """

    name: str
    quoted: str
    key: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    unread: tuple[str, ...] = ()
    sql: str = ""

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

    @property
    def key_labels(self) -> list[str]:
        """What the parts of the key are called."""
        return [name.strip('"').replace('""', '"').replace("%%", "%") for name, _type in self.key]


def rows(database: BaseDatabaseWrapper, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with database.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def quoted_name(name: str) -> str:
    """Whatever is in it: Django's own quoting is for the names of its models."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'
