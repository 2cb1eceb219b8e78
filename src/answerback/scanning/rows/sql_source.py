"""Source: any SQLite or PostgreSQL database by URL, table by table, in the order of its keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler, DatabaseError

from answerback.scanning.pieces import Fault, Json, Place, Unit
from answerback.scanning.rows.cells import cell_unit, nothing, standing
from answerback.scanning.rows.sql_tables import Column, Table, quoted_name, rows, search_tables, tables
from answerback.storage.urls import database_from_url

ROWS_A_PAGE = 200
UNREADABLE = "table_not_readable"
SQLITE_ENCODINGS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}


class SqlSource:
    """A database. Only `fix --apply` opens it for writing."""

    unit = "rows"

    def __init__(self, url: str, *, may_write: bool = False) -> None:
        """Raises ValueError for a URL of another kind."""
        self.settings, self.may_write = _settings(url, may_write=may_write), may_write

    def identity(self) -> Json:
        """Where the database is; never its password."""
        named = ("HOST", "PORT", "NAME", "USER")
        return ["sql", *(str(self.settings.get(one, "")).partition("?")[0] for one in named)]

    @cached_property
    def database(self) -> BaseDatabaseWrapper:
        """The connection."""
        database: BaseDatabaseWrapper = ConnectionHandler({"default": self.settings})["default"]
        if database.vendor == "sqlite":
            rows(database, "PRAGMA secure_delete = ON")  # what is overwritten is gone from the file, too
        elif not self.may_write:
            rows(database, "SELECT set_config('default_transaction_read_only', 'on', false)")
        return database

    @cached_property
    def tables(self) -> dict[str, Table]:
        """By name, in order."""
        return {one.name: one for one in tables(self.database)}

    def size(self) -> int:
        """Rows."""
        return sum(self._count(one) for one in self.tables.values())

    def _count(self, table: Table) -> int:
        try:
            return int(rows(self.database, f"SELECT count(*) FROM {table.quoted}")[0][0])  # noqa: S608  quoted names
        except DatabaseError:
            return 0

    def units(self, after: Json) -> Iterator[Unit[str]]:
        """`after`: table, key and count of rows."""
        name, key, done = after or ["", None, 0]
        for table in self.tables.values():
            if table.name >= name:
                for unit in self._table(table, key if table.name == name else None, done):
                    done = unit.done
                    yield unit

    def _table(self, table: Table, key: Json, done: int) -> Iterator[Unit[str]]:
        """A table that the database cannot read is told of; the others are read nevertheless."""
        while True:
            try:
                page = self._page(table, key)
            except DatabaseError:
                yield _unreadable(table, key, done)
                return
            if not page:
                return
            for row in page:
                key, done = [_plain(one) for one in row[: len(table.key)]], done + 1
                after = [table.name, key, done]
                yield from _whole_row(self._row(table, key, row[len(table.key) :]), after, done)

    def _page(self, table: Table, key: Json) -> list[tuple[Any, ...]]:
        """The next rows, by their key."""
        read = ", ".join([table.read_key, *(one.read for one in table.columns)])
        behind = f"WHERE ({table.order}) > ({table.holes})" if key else ""
        query = f"SELECT {read} FROM {table.quoted} {behind} ORDER BY {table.order} LIMIT {ROWS_A_PAGE}"  # noqa: S608  quoted names
        return rows(self.database, query, *_values(key or ()))

    def _row(self, table: Table, key: Json, values: Sequence[Any]) -> list[Unit[str]]:
        return [
            self._unit(table, column, key, self._text(value))
            for column, value in zip(table.columns, values, strict=True)
            if value
        ]

    def _unit(self, table: Table, column: Column, key: Json, text: str) -> Unit[str]:
        name = column.label
        place = Place(table.name, ",".join(map(str, key)), name)
        return cell_unit(text, place, cell=[table.name, key, column.name], name=name, room=column.room)

    def read(self, cell: Json) -> Unit[str] | None:
        """One cell as it stands now; None when it is gone."""
        table, column, key = self._found(cell)
        query = f"SELECT {column.read} FROM {table.quoted} WHERE ({table.order}) = ({table.holes})"  # noqa: S608  quoted names
        found = rows(self.database, query, *_values(key))
        return self._unit(table, column, key, self._text(found[0][0])) if found and found[0][0] else None

    def can_write(self, cell: Json) -> bool:
        """Every cell."""
        return cell[0] in self.tables

    def write(self, cell: Json, old: str, new: str) -> bool:
        """Put `new` where `old` stands; False when the database refuses it or something else stands there."""
        table, column, key = self._found(cell)
        query = (
            f"UPDATE {table.quoted} SET {column.name} = {column.write}"  # noqa: S608  quoted names
            f" WHERE ({table.order}) = ({table.holes}) AND {column.same}"
        )
        values = [self._stored(new), *_values(key), self._stored(old)]
        try:
            with self._savepoint(), self.database.cursor() as cursor:
                cursor.execute(query, values)
                return bool(cursor.rowcount)
        except DatabaseError:
            return False

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """A row that a constraint or trigger refuses undoes nothing but itself."""
        name = str(self.database.savepoint())
        try:
            yield
        except DatabaseError:
            self.database.savepoint_rollback(name)
            raise
        self.database.savepoint_commit(name)

    @contextmanager
    def together(self) -> Iterator[None]:
        """One small transaction."""
        self.database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        try:
            yield
            self.database.commit()
        finally:  # after a trouble there is something to roll back, else nothing
            self.database.rollback()
            self.database.set_autocommit(True)

    def finish(self) -> None:
        """Search indexes forget what was taken out."""
        for name, command in search_tables(self.database):
            quoted = quoted_name(name)
            rows(self.database, f"INSERT INTO {quoted}({quoted}) VALUES (%s)", command)  # noqa: S608  quoted names

    def _found(self, cell: Json) -> tuple[Table, Column, Json]:
        name, key, column = cell
        table = self.tables[name]
        return table, next(one for one in table.columns if one.name == column), key

    @cached_property
    def _encoding(self) -> str:
        if self.database.vendor != "sqlite":
            return ""
        return SQLITE_ENCODINGS[rows(self.database, "PRAGMA encoding")[0][0]]

    def _text(self, value: Any) -> str:
        """SQLite's text comes as octets."""
        return bytes(value).decode(self._encoding, "surrogateescape") if self._encoding else str(value)

    def _stored(self, text: str) -> Any:
        return text.encode(self._encoding, "surrogateescape") if self._encoding else text


def _whole_row(units: Sequence[Unit[str]], after: Json, done: int) -> list[Unit[str]]:
    return standing(units or [nothing()], after, done)


def _unreadable(table: Table, key: Json, done: int) -> Unit[str]:
    """Nobody goes on behind it: the next run tries the table again from where it broke."""
    fault = Fault(Place(table.name, ",".join(map(str, key or ()))), UNREADABLE, unread=True)
    return replace(nothing(faults=(fault,)), done=done)


def _plain(value: Any) -> Json:
    return {"hex": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value


def _values(key: Json) -> list[Any]:
    return [bytes.fromhex(one["hex"]) if isinstance(one, dict) else one for one in key]


def _settings(url: str, *, may_write: bool) -> dict[str, Any]:
    """SQLite with Django's own engine: somebody else's file keeps its journal mode and is read as read-only."""
    settings = database_from_url(url)
    if settings["ENGINE"].endswith("postgresql"):
        return settings
    mode = "rw" if may_write else "ro"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(str(settings['NAME']))}?mode={mode}",
        "OPTIONS": {"uri": True, "timeout": 20, "transaction_mode": "IMMEDIATE" if may_write else "DEFERRED"},
    }
