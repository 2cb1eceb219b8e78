"""Waking those who wait for the journal: within the process by events, between processes by PostgreSQL.

Two bells: `written` (there is something to seal) and `sealed` (there is something to read). A bell carries nothing;
who hears it reads the journal.
"""

import threading
from collections.abc import Callable
from enum import StrEnum

from django.db import connection, transaction


class Bell(StrEnum):
    """The bells; the values are PostgreSQL's channel names."""

    WRITTEN = "answerback_written"
    SEALED = "answerback_sealed"


_lock = threading.Lock()
_hearers: dict[Bell, list[Callable[[], object]]] = {bell: [] for bell in Bell}


def subscribe(bell: Bell = Bell.SEALED) -> threading.Event:
    """An event set at every ring: wait(timeout), clear(), then read. It is heard until `unsubscribe`."""
    event = threading.Event()
    listen(event.set, bell=bell)
    return event


def unsubscribe(event: threading.Event, *, bell: Bell = Bell.SEALED) -> None:
    """Stop setting this event."""
    with _lock:
        _hearers[bell] = [one for one in _hearers[bell] if one != event.set]


def listen(hearer: Callable[[], object], *, bell: Bell = Bell.SEALED) -> Callable[[], None]:
    """Call the hearer at every ring, in the ringing thread; it must return at once. Returns what stops it."""
    with _lock:
        _hearers[bell] = [*_hearers[bell], hearer]

    def stop() -> None:
        with _lock:
            _hearers[bell] = [one for one in _hearers[bell] if one is not hearer]

    return stop


def ring(bell: Bell) -> None:
    """Ring in this process, now."""
    for hearer in _hearers[bell]:
        hearer()


def written() -> None:
    """After this transaction commits, wake the sealer."""
    _after_commit(Bell.WRITTEN)


def sealed() -> None:
    """After this transaction commits, wake the readers."""
    _after_commit(Bell.SEALED)


def _after_commit(bell: Bell) -> None:
    transaction.on_commit(lambda: ring(bell))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [bell.value])
