"""Carrying out a plan in a database: cell by cell, each only while it is what the plan saw."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.apply import Line, Outcome
from answerback.scanning.ledger import Ledger
from answerback.scanning.pieces import Json, Unit
from answerback.scanning.plan import digest
from answerback.scanning.search import rewritten

CELLS_A_TRANSACTION = 20
"""Beside a running server on SQLite nobody may hold the only writer for longer than a moment."""


class Cells(Protocol):
    """A database whose cells can be read again and written."""

    def read(self, cell: Json) -> Unit[str] | None:
        """One cell as it stands now."""

    def write(self, cell: Json, old: str, new: str) -> bool:
        """Compare and set."""

    def together(self) -> AbstractContextManager[Any]:
        """One small transaction."""

    def can_write(self, cell: Json) -> bool:
        """Whether anything may be changed there at all."""


class CellHands:
    """Some cells in each transaction."""

    together = CELLS_A_TRANSACTION

    def __init__(self, cells: Cells, policy: Policy, mac: Mac) -> None:
        self.cells, self.policy, self.mac = cells, policy, mac

    def carry_out(self, lines: list[Line], ledger: Ledger) -> list[Outcome]:
        """What became of each."""
        with self.cells.together():
            return [self._one(line.what) for line in lines]

    def _one(self, what: Json) -> Outcome:
        cell = what["cell"]
        if not self.cells.can_write(cell):
            return Outcome.KEPT
        unit = self.cells.read(cell)
        if unit is None:
            return Outcome.GONE
        now = digest(unit.raw, self.mac)
        if now == what["after"]:
            return Outcome.ALREADY
        new, _changes = rewritten(unit, self.policy)
        if now != what["before"] or digest(new, self.mac) != what["after"]:
            return Outcome.CHANGED
        return Outcome.DONE if self.cells.write(cell, unit.raw, new) else Outcome.REFUSED
