"""Times as machines write them: RFC 3339 with an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime

RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)",
    re.ASCII,
)


def read_moment(text: str) -> datetime | None:
    """The instant in UTC; `None` for anything else, a time without an offset included.

    >>> read_moment("2026-11-23T12:00:00+08:00").isoformat()
    '2026-11-23T04:00:00+00:00'
    """
    if RFC_3339.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(_microseconds(text.upper().replace("Z", "+00:00"))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _microseconds(text: str) -> str:
    """Python reads at most six digits of a second."""
    return re.sub(r"(\.\d{6})\d+", r"\1", text)
