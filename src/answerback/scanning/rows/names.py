"""What tables, columns, views and triggers are called and made with: a secret there is told of, and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from answerback.guard.policy import KEYS
from answerback.guard.stored import Mac
from answerback.scanning.layers import straight
from answerback.scanning.pieces import Cell, Piece, Place, Row, Unit
from answerback.scanning.rows.sqlite import OTHERS
from answerback.scanning.rows.tables import Table, rows
from answerback.scanning.search import harmless

NAMES, MADE_WITH = "names", "made with"
KEYS_TO_MONEY = frozenset(KEYS)
"""Columns are called `password` and `code` in every database."""


def names_of(database: BaseDatabaseWrapper, tables: Iterable[Table], mac: Mac) -> Iterator[Unit[str]]:
    """A unit for each table, view and trigger."""
    for table in tables:
        names = "\n".join([table.name, *(one.label for one in table.columns), *table.unread])
        yield _unit(table.name, [(NAMES, names), (MADE_WITH, table.sql)], mac)
    for name, sql in rows(database, OTHERS) if database.vendor == "sqlite" else ():
        yield _unit(str(name), [(MADE_WITH, str(sql))], mac)


def _unit(name: str, texts: Sequence[tuple[str, str]], mac: Mac) -> Unit[str]:
    shown, at, pieces, cells = harmless(name, mac), 0, list[Piece[str]](), list[Cell]()
    for part, text in texts:
        pieces.append(Piece(Place(shown, "", part), text, straight(text, at).lower, only=KEYS_TO_MONEY))
        cells.append(Cell(part, at, at + len(text), may_change=False))
        at += len(text) + 1
    row = Row(name, None, lambda: "", tuple(cells))
    return Unit("\n".join(text for _part, text in texts), pieces, None, 0, rows=(row,))
