"""Source: any SQLite or PostgreSQL database by URL, table by table, in the order of its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

from answerback.guard.stored import Mac
from answerback.scanning.pieces import Fault, Json, Place, Unit
from answerback.scanning.rows import postgresql, sqlite
from answerback.scanning.rows.cells import Read, Value, nothing, units_of
from answerback.scanning.rows.connection import connection, forget, settings_of
from answerback.scanning.rows.keys import code_of, is_harmless, shown
from answerback.scanning.rows.names import names_of
from answerback.scanning.rows.tables import Column, Table, rows
from answerback.scanning.rows.values import Text, text_of
from answerback.scanning.search import code_for, harmless

ROWS_A_PAGE = 200
UNREADABLE, NOT_TEXT, OTHER_TYPE = "table_not_readable", "octets_not_text", "type_not_read"
SQLITE_ENCODINGS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}


class SqlSource:
    """A database. Only `fix --apply` opens it for writing. `mac`: of the codes for keys that must not be told."""

    unit = "rows"

    def __init__(self, url: str, mac: Mac, *, may_write: bool = False) -> None:
        """Raises ValueError for a URL of another kind."""
        self.settings, self.mac, self.may_write = settings_of(url, may_write=may_write), mac, may_write
        self.keys = dict[tuple[str, str], Json]()

    def identity(self) -> Json:
        """Where the database is; never its password."""
        named = ("HOST", "PORT", "NAME", "USER")
        return ["sql", *(str(self.settings.get(one, "")).partition("?")[0] for one in named)]

    @cached_property
    def database(self) -> BaseDatabaseWrapper:
        """The connection."""
        return connection(self.settings, may_write=self.may_write)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """By the name that may be written down, in the order of their own."""
        is_sqlite = self.database.vendor == "sqlite"
        found = sqlite.tables(self.database) if is_sqlite else postgresql.tables(self.database)
        return {harmless(one.name, self.mac): one for one in sorted(found, key=lambda one: one.name)}

    def size(self) -> int:
        """Rows."""
        return sum(self._count(one) for one in self.tables.values())

    def _count(self, table: Table) -> int:
        try:
            return int(rows(self.database, f"SELECT count(*) FROM {table.quoted}")[0][0])  # noqa: S608  quoted names
        except DatabaseError:
            return 0

    def units(self, after: Json) -> Iterator[Unit[str]]:
        """`after`: table, key (or its code) and count of rows. What things are called comes first."""
        name, key, done = after or ["", None, 0]
        if not after:
            yield from names_of(self.database, self.tables.values(), self.mac)
        names = list(self.tables)
        for one in names[names.index(name) if name in names else 0 :]:
            table = self.tables[one]
            begins = self._key(one, key) if one == name else None
            if begins is None:
                yield from _unread(table)
            for unit in units_of(self._rows(one, table, begins, done)):
                done = max(done, unit.done)
                yield unit

    def _rows(self, name: str, table: Table, key: Json, done: int) -> Iterator[Read]:
        """A table that the database cannot read is told of; the others are read nevertheless."""
        while True:
            try:
                page = self._page(table, key)
            except DatabaseError:
                yield self._broken(table, done)
                return
            if not page or not table.columns:
                return
            for row in page:
                key, done = [_plain(one) for one in row[: len(table.key)]], done + 1
                yield self._read(name, table, key, row[len(table.key) :], done)

    def _page(self, table: Table, key: Json) -> list[tuple[Any, ...]]:
        """The next rows, by their key."""
        read = ", ".join([table.read_key, *(one.read for one in table.columns)])
        behind = f"WHERE ({table.order}) > ({table.holes})" if key else ""
        query = f"SELECT {read} FROM {table.quoted} {behind} ORDER BY {table.order} LIMIT {ROWS_A_PAGE}"  # noqa: S608  quoted names
        return rows(self.database, query, *_values(key or ()))

    def _read(self, name: str, table: Table, key: list[Json], found: Sequence[Any], done: int) -> Read:
        code = partial(code_of, table.name, key, self.mac)
        is_told = is_harmless(table.key_labels, key)
        row = shown(key) if is_told else code_for(shown(key), self.mac)
        values, faults = list[Value](), list[Fault]()
        for column, raw in zip(table.columns, found, strict=True):
            text = text_of(raw, column, self._encoding)
            if text is None:
                faults.append(Fault(Place(table.name, row, column.label), NOT_TEXT, unread=True))
            elif text.text:
                values.append(_value(column, text))
        after = [name, key if is_told else {"code": code()}, done]
        return Read(
            table.name, row, key if is_told else None, code, tuple(values), after, done, faults=tuple(faults)
        )

    def _broken(self, table: Table, done: int) -> Read:
        """Nobody goes on behind it: the next run tries the table again from where it broke."""
        fault = Fault(Place(table.name, ""), UNREADABLE, unread=True)
        return Read(table.name, "", None, str, (), None, done, faults=(fault,))

    def locate(self, wanted: Iterable[Json]) -> None:
        """Learn the keys of rows that are known by a code: each table that has some is gone through once."""
        codes = defaultdict[str, set[str]](set)
        for name, key in wanted:
            if isinstance(key, dict) and name in self.tables:
                codes[name].add(key["code"])
        for name, ours in codes.items():
            for key in self._all_keys(self.tables[name]):
                if (code := code_of(self.tables[name].name, key, self.mac)) in ours:
                    self.keys[name, code] = key

    def _all_keys(self, table: Table) -> Iterator[list[Json]]:
        key: list[Json] = []
        while True:
            behind = f"WHERE ({table.order}) > ({table.holes})" if key else ""
            query = f"SELECT {table.read_key} FROM {table.quoted} {behind} ORDER BY {table.order} LIMIT {ROWS_A_PAGE}"  # noqa: S608  quoted names
            page = rows(self.database, query, *_values(key))
            if not page:
                return
            for row in page:
                key = [_plain(one) for one in row]
                yield key

    def _key(self, name: str, key: Json) -> Json:
        if not isinstance(key, dict):
            return key
        if (name, key["code"]) not in self.keys:
            self.locate([[name, key]])
        return self.keys.get((name, key["code"]))

    def column(self, row: Json, name: str) -> str:
        """The column that a plan calls so."""
        columns = self.tables[row[0]].columns if row[0] in self.tables else ()
        return next((one.label for one in columns if harmless(one.label, self.mac) == name), name)

    def read(self, row: Json, columns: Sequence[str]) -> Mapping[str, str] | None:
        """Those cells as they stand now; None when the row or one of its columns is gone."""
        found = self._texts(row, columns)
        return {name: text.text for name, text in found.items()} if found else None

    def _texts(self, row: Json, columns: Sequence[str]) -> dict[str, Text]:
        table, key = self.tables.get(row[0]), self._key(*row)
        ours = [one for one in table.columns if one.label in columns] if table else []
        if table is None or key is None or len(ours) < len(columns):
            return {}
        read = ", ".join(one.read for one in ours)
        query = f"SELECT {read} FROM {table.quoted} WHERE ({table.order}) = ({table.holes})"  # noqa: S608  quoted names
        found = rows(self.database, query, *_values(key))
        texts = {
            one.label: text_of(raw, one, self._encoding)
            for row_found in found
            for one, raw in zip(ours, row_found, strict=True)
        }
        return {label: text for label, text in texts.items() if text is not None}

    def write(self, row: Json, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
        """All columns at once; False when the database refuses it or something else stands there."""
        table, texts = self.tables[row[0]], self._texts(row, list(old))
        if {name: text.text for name, text in texts.items()} != old:
            return False
        ours = [one for one in table.columns if one.label in texts]
        put = ", ".join(f"{one.name} = {_put(one, texts[one.label])}" for one in ours)
        same = " AND ".join(_same(one) for one in ours)
        query = f"UPDATE {table.quoted} SET {put} WHERE ({table.order}) = ({table.holes}) AND {same}"  # noqa: S608  quoted names
        stored = [texts[one.label].stored(new[one.label]) for one in ours]
        values = [*stored, *_values(self._key(*row)), *(texts[one.label].raw for one in ours)]
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

    def finish(self) -> bool:
        """Nothing else keeps the words; False while another program makes it keep them."""
        return forget(self.database)

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

    @cached_property
    def _encoding(self) -> str:
        if self.database.vendor != "sqlite":
            return ""
        return SQLITE_ENCODINGS[rows(self.database, "PRAGMA encoding")[0][0]]


def _value(column: Column, text: Text) -> Value:
    return Value(
        column.label,
        text.text,
        room=column.room,
        is_key=column.is_key,
        is_unique=column.is_unique,
        is_number=text.is_number,
    )


def _put(column: Column, text: Text) -> str:
    """What takes the new value: words as the column's type wants them, octets and nothing as they are."""
    return "CAST(%s AS TEXT)" if text.encoding and isinstance(text.raw, bytes) else column.write


def _same(column: Column) -> str:
    """True while the cell is as it was read."""
    return f"({column.read}) = %s"


def _unread(table: Table) -> Iterator[Unit[str]]:
    faults = tuple(Fault(Place(table.name, "", one), OTHER_TYPE, unread=True) for one in table.unread)
    if faults:
        yield nothing(faults=faults)


def _plain(value: Any) -> Json:
    return {"hex": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value


def _values(key: Json) -> list[Any]:
    return [bytes.fromhex(one["hex"]) if isinstance(one, dict) else one for one in key]
