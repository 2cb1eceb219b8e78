"""Carrying out a plan in a database: row by row, each only while it is what the plan saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from answerback.guard.stored import Mac
from answerback.scanning.apply import Line, Outcome
from answerback.scanning.ledger import Ledger
from answerback.scanning.pieces import Edit, Json, applied
from answerback.scanning.rows.plan import digest

ROWS_A_TRANSACTION = 20
"""Beside a running server on SQLite nobody may hold the only writer for longer than a moment."""


class Rows(Protocol):
    """A database whose rows can be read again and written. `row`: its table and key, as the plan has them."""

    def column(self, row: Json, name: str) -> str:
        """The column that the plan calls so; the name itself unless a secret is in it."""

    def read(self, row: Json, columns: Sequence[str]) -> Mapping[str, str] | None:
        """Those cells as they stand now; None when the row is gone."""

    def write(self, row: Json, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
        """Compare and set, all of them at once."""

    def together(self) -> AbstractContextManager[Any]:
        """One small transaction."""


class RowHands:
    """Some rows in each transaction."""

    together = ROWS_A_TRANSACTION

    def __init__(self, rows: Rows, mac: Mac) -> None:
        self.rows, self.mac = rows, mac

    def carry_out(self, lines: list[Line], ledger: Ledger) -> list[Outcome]:
        """What became of each."""
        with self.rows.together():
            return [self._one(line.what) for line in lines]

    def _one(self, what: Json) -> Outcome:
        if "kept" in what:
            return Outcome.KEPT
        edits = defaultdict[str, list[Edit[str]]](list)
        for name, start, end, into in what["edits"]:
            edits[self.rows.column(what["row"], name)].append(Edit(start, end, into))
        old = self.rows.read(what["row"], list(edits))
        if old is None:
            return Outcome.GONE
        now = digest(old, self.mac)
        if now == what["after"]:
            return Outcome.ALREADY
        new = {column: applied(old[column], edits[column]) for column in old}
        if now != what["before"] or digest(new, self.mac) != what["after"]:
            return Outcome.CHANGED
        return Outcome.DONE if self.rows.write(what["row"], old, new) else Outcome.REFUSED
