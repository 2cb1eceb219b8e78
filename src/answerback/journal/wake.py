"""Waking those who wait for the journal: within the process by events, between processes by PostgreSQL.

Two bells: `written` (there is something to seal) and `sealed` (there is something to read). A bell carries
nothing; who hears it reads the journal.
"""

import threading
from collections.abc import Callable
from enum import StrEnum
from functools import partial

from django.db import connection, transaction


class Bell(StrEnum):
    """The bells; the values are PostgreSQL's channel names."""

    WRITTEN = "answerback_written"
    SEALED = "answerback_sealed"


_lock = threading.Lock()
_hearers: dict[Bell, tuple[Callable[[], object], ...]] = dict.fromkeys(Bell, ())


def subscribe(bell: Bell = Bell.SEALED) -> threading.Event:
    """An event set at every ring: wait(timeout), clear(), then read the journal. `unsubscribe` ends it."""
    event = threading.Event()
    listen(event.set, bell=bell)
    return event


def unsubscribe(event: threading.Event, *, bell: Bell = Bell.SEALED) -> None:
    """Set this event no more."""
    _stop(event.set, bell)


def listen(hearer: Callable[[], object], *, bell: Bell = Bell.SEALED) -> Callable[[], None]:
    """Call the hearer at every ring, in the ringing thread; it must return at once. Returns what stops it."""
    with _lock:
        _hearers[bell] = (*_hearers[bell], hearer)
    return partial(_stop, hearer, bell)


def ring(bell: Bell) -> None:
    """Ring in this process, now."""
    for hearer in _hearers[bell]:
        hearer()


def written() -> None:
    """When this transaction commits, wake the sealer."""
    _after_commit(Bell.WRITTEN)


def sealed() -> None:
    """When this transaction commits, wake the readers."""
    _after_commit(Bell.SEALED)


def _stop(hearer: Callable[[], object], bell: Bell) -> None:
    with _lock:
        _hearers[bell] = tuple(one for one in _hearers[bell] if one != hearer)


_RINGS = {bell: partial(ring, bell) for bell in Bell}


def _after_commit(bell: Bell) -> None:
    """Once per transaction, however many entries it writes."""
    if any(hook[1] is _RINGS[bell] for hook in connection.run_on_commit):
        return
    transaction.on_commit(_RINGS[bell], robust=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [bell.value])
