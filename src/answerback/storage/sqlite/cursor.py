"""The cursor that queues before a write, so that writers of one process never fight over the file."""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

_READS = re.compile(r"\s*(select|pragma|explain|values)\b", re.IGNORECASE)


class WaitingCursor(SQLiteCursorWrapper):
    """Outside a transaction, anything but a read takes the turn first; it ends with the transaction."""

    def __init__(self, connection: Any, *, wait: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(connection)
        self._wait = wait
        self._leave = leave

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement, in turn if it may write."""
        return self._in_turn(query, lambda: super(WaitingCursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for many parameters, in turn if it may write."""
        return self._in_turn(query, lambda: super(WaitingCursor, self).executemany(query, param_list))

    def _in_turn(self, query: str, run: Callable[[], Any]) -> Any:
        if not self.connection.in_transaction and _READS.match(query):
            return run()
        self._wait()
        try:
            return run()
        finally:
            self._leave()
