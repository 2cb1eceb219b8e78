"""The last thing before a line of the log is written: the guard takes out what slipped in, whatever field it is in.

It never raises and reads a bounded length: a log that fails or waits would take the system with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID

import structlog

from answerback.guard import DEFAULT
from answerback.guard.redact import redacted
from answerback.scanning.search import named

LONGEST, OVERLAP = 4096, 8192
"""Characters kept of one value; so many more are read, so that nothing cut in two is overlooked."""

DEEPEST, MOST_ITEMS = 6, 100
HARMLESS = (bool, UUID, date, datetime)


def guarded(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A processor for structlog, before the one that renders."""
    return {guarded_text("", str(name)): guarded_value(str(name), value) for name, value in event.items()}


def guarded_value(name: str, value: Any, depth: int = 0) -> Any:
    """The value without what the guard takes out, in the same shape: JSON stays JSON."""
    if value is None or isinstance(value, HARMLESS):
        return value
    if isinstance(value, int | float) and not isinstance(value, Enum):
        text = str(value)
        return value if guarded_text(name, text) == text else guarded_text(name, text)
    if depth < DEEPEST and isinstance(value, Mapping):
        items = list(value.items())[:MOST_ITEMS]
        return {guarded_text("", str(one)): guarded_value(str(one), inner, depth + 1) for one, inner in items}
    if depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        return _guarded_items(name, list(value)[:MOST_ITEMS], depth)
    return guarded_text(name, _as_text(value))


def _guarded_items(name: str, items: list[Any], depth: int) -> Any:
    """A phrase may come as a list of its words: then the words are one text."""
    together = " ".join(one for one in items if isinstance(one, str))
    if guarded_text("", together) != together:
        return guarded_text(name, together)
    return [guarded_value(name, one, depth + 1) for one in items]


def _as_text(value: Any) -> str:
    """What would be shown of it; an exception shows its kind only."""
    if isinstance(value, BaseException):
        return type(value).__name__
    try:
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value[: LONGEST + OVERLAP]).decode("utf-8", "backslashreplace")
        return str(value) if isinstance(value, str | PurePath | Enum) else repr(value)
    except Exception:  # noqa: BLE001  a value that cannot be shown must not stop the log
        return f"<{type(value).__name__}>"


def guarded_text(name: str, text: str) -> str:
    """The text without what the guard takes out; `name`: what it stands under."""
    read = text[: LONGEST + OVERLAP]
    try:
        found = tuple(named(name, read, DEFAULT))
    except Exception:  # noqa: BLE001  a fault of the guard must not stop the log, and nothing unread may pass
        return "<not guarded>"
    if len(text) <= LONGEST:
        return redacted(read, found)
    whole = tuple(one for one in found if one.start < LONGEST)
    end = max([LONGEST, *(one.end for one in whole)])
    return f"{redacted(read[:end], whole)}… (+{len(text) - end})"
