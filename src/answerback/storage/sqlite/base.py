"""The database wrapper Django loads: SQLite with the measured settings and a fair queue of writers.

Settings (the measurements behind them stand in docs/benchmarks): WAL, `BEGIN IMMEDIATE`, 20 s busy timeout,
`synchronous=FULL` (NORMAL may lose the last commits on a power cut), 256 MiB memory map, 64 MiB page cache.
"""

import weakref
from functools import partial
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.utils import OperationalError

from answerback.storage.sqlite.cursor import WaitingCursor
from answerback.storage.sqlite.operations import DatabaseOperations
from answerback.storage.turns import Turns, turns_for

BUSY_TIMEOUT_SECONDS = 20
TURN_TIMEOUT_SECONDS = 60
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA mmap_size = 268435456",
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA temp_store = MEMORY",
)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """One connection. It holds the file's turn from its first write until commit, rollback or close."""

    ops_class = DatabaseOperations

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._holder = object()
        self._turns: Turns | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters with ours as defaults; the transaction mode is not open to choice."""
        parameters: dict[str, Any] = super().get_connection_params()
        parameters.setdefault("timeout", BUSY_TIMEOUT_SECONDS)
        self._turn_timeout_seconds = float(parameters.pop("turn_timeout", TURN_TIMEOUT_SECONDS))
        self.transaction_mode = "IMMEDIATE"
        self.init_commands: list[str] = [*PRAGMAS, *self.init_commands]
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file. A wrapper that is collected with an open transaction gives its turn back."""
        turns = turns_for(str(conn_params["database"]))
        if self._turns is not turns:
            self._turns = turns
            weakref.finalize(self, turns.give_back, self._holder)
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that waits for its turn before it writes."""
        return self.connection.cursor(
            factory=partial(WaitingCursor, wait=self.wait_for_turn, leave=self.leave_turn)
        )

    def wait_for_turn(self) -> None:
        """Queue behind the other connections of this process; holding the turn already is enough."""
        if self._turns is None or self._turns.take(self._holder, timeout_seconds=self._turn_timeout_seconds):
            return
        raise OperationalError(
            "database is locked: another connection of this process kept its transaction open"
        )

    def leave_turn(self) -> None:
        """Give the turn back once no transaction is open."""
        if self._turns is not None and not (self.connection and self.connection.in_transaction):
            self._turns.give_back(self._holder)

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self.leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_turn()

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]
        finally:
            self.leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turns is not None:
                self._turns.give_back(self._holder)
