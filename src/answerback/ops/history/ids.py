"""Identifiers of the past: UUID version 7 whose time is when the thing happened, and the rest comes from the seed.

The same seed gives the same ids, so that an interrupted run goes on where it stopped. Entries at one millisecond
keep their order by the twelve bits behind the time (RFC 9562 section 6.2, method 1: a counter).
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

ORDERS = 4096


def id_at(at: datetime, name: str, *, order: int = 0) -> uuid.UUID:
    """The id of the thing called `name`, which came to be at this time.

    >>> from datetime import UTC
    >>> id_at(datetime(2026, 5, 3, tzinfo=UTC), "7/lanyue/1/callback").version
    7
    """
    milliseconds = int(at.timestamp() * 1000)
    rest = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 2
    value = milliseconds << 80 | 0x7 << 76 | (order % ORDERS) << 64 | 0b10 << 62 | rest
    return uuid.UUID(int=value)
