"""uvicorn's HTTP/1.1 protocol, impatient with connections on which no request comes.

uvicorn times idle connections only after their first request: one that sends half a header stays for ever.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

IDLE_SECONDS = 20.0


class ImpatientProtocol(H11Protocol):
    """Closes a connection that has had no request under way at two looks, `idle_seconds` apart."""

    idle_seconds = IDLE_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look."""
        super().connection_made(transport)
        self._idle_since: Any = self
        self._look_timer = self.loop.call_later(self.idle_seconds, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._look_timer.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        cycle: Any = self.cycle  # None until the first request
        idle = cycle is None or cycle.response_complete
        if idle and self._idle_since is cycle:
            self.transport.close()
            return
        # The last answered request, none yet, or (while one is under way) nothing that could be met again.
        self._idle_since = cycle if idle else self
        self._look_timer = self.loop.call_later(self.idle_seconds, self._look)
