"""The loops of the running system: each calls one step again and again, woken by a bell or by the clock.

On SQLite all of them run as threads of the one process; on PostgreSQL `work` and `line` run theirs apart.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from django.db import close_old_connections, connection

from answerback.journal.listening import listen_until
from answerback.journal.wake import Bell, subscribe, unsubscribe

log = structlog.get_logger("answerback.loops")
LONGEST_BACKOFF_SECONDS = 30.0


def now() -> datetime:
    """The one clock that the processes hand to the verbs."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Loop:
    """`step(at)` says how much it did. `every` seconds without a ring of `bell` at the most."""

    name: str
    step: Callable[[datetime], int]
    every: float
    bell: Bell | None = None


class Running:
    """Loops as threads, started and stopped together."""

    def __init__(self, loops: Sequence[Loop]) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(loop,), name=loop.name, daemon=True) for loop in loops
        ]
        # On PostgreSQL the other processes' bells ring here too; on SQLite this one ends at once.
        self._threads.append(
            threading.Thread(target=listen_until, args=(self._stop,), name="bells", daemon=True)
        )

    def start(self) -> None:
        """Start every loop."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Ask every loop to end, and wait for them together."""
        self._stop.set()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _run(self, loop: Loop) -> None:
        woken = subscribe(loop.bell) if loop.bell else threading.Event()
        failures = 0
        while not self._stop.is_set():
            woken.clear()
            failures = 0 if self._try(loop) else failures + 1
            pause = (
                min(loop.every * 2 ** min(failures, 10), LONGEST_BACKOFF_SECONDS) if failures else loop.every
            )
            self._wait(woken, pause)
        if loop.bell:
            unsubscribe(woken, bell=loop.bell)
        connection.close()

    def _wait(self, woken: threading.Event, seconds: float) -> None:
        """Until a ring, the time, or the stop; a stop is noticed within a fifth of a second."""
        until = time.monotonic() + seconds
        while not self._stop.is_set() and not woken.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return
            woken.wait(min(left, 0.2))

    def _try(self, loop: Loop) -> bool:
        close_old_connections()
        try:
            while loop.step(now()) and not self._stop.is_set():
                pass
        except Exception as trouble:  # a loop must outlive one bad step; it is logged by type and tried again
            log.error("loop_failed", loop=loop.name, error=type(trouble).__name__, exc_info=True)
            return False
        return True
