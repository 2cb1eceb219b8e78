"""Identifiers: UUID version 7 (RFC 9562 section 5.7), strictly rising within one process.

The first 48 bits are milliseconds since 1970, so new rows land at the end of an index; the next 12 bits are
the fraction of the millisecond (section 6.2, method 3); the other 62 are random.
"""

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last_tick = 0


def new_id() -> uuid.UUID:
    """A new primary key. Later calls in one process sort after earlier ones, also when the clock steps back.

    >>> a, b = new_id(), new_id()
    >>> a < b, a.version, a.variant == uuid.RFC_4122
    (True, 7, True)
    """
    milliseconds, fraction = divmod(_next_tick(), 4096)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def _next_tick() -> int:
    """Time in units of 1/4096 millisecond, never the same twice."""
    global _last_tick
    with _lock:
        _last_tick = max(_last_tick + 1, time.time_ns() * 4096 // 1_000_000)
        return _last_tick
