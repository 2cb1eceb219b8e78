"""Reading a node's answer: every field is checked, for a node is not ours. Raises `Trouble("strange")`."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from answerback.lookups.node import Trouble

LONGEST_NAME = 256
LATEST_SECONDS = 253_402_300_799  # the last second of the year 9999


def strange() -> Trouble:
    return Trouble("strange")


def mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise strange()
    return value


def sequence(value: object) -> list[object]:
    if not isinstance(value, list):
        raise strange()
    return value


def text(value: object) -> str:
    if not isinstance(value, str):
        raise strange()
    return value


def name(value: object) -> str:
    """A text that is kept: an address, an id, a code."""
    given = text(value)
    if len(given) > LONGEST_NAME:
        raise strange()
    return given


def is_of(identifier: str, told: object) -> bool:
    """Whether an answer is about what was asked. Not every node repeats the id."""
    return told is None or (isinstance(told, str) and told.lower() == identifier.lower())


def whole(value: object) -> int:
    """An integer of at most 256 bits; not a truth value, not a fraction."""
    if isinstance(value, bool) or not isinstance(value, int) or value.bit_length() > 256:
        raise strange()
    return value


def digits(value: object) -> int:
    """A number that a node writes in decimal, as text or as itself: not negative, at most 256 bits."""
    given = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not given.isascii() or not given.isdigit() or len(given) > 78:
        raise strange()
    return int(given)


def segment(identifier: str) -> str:
    """One part of a path: nothing in it can leave its place."""
    return quote(identifier, safe=":") if identifier.strip(".") else "-"


def quantity(value: object) -> int:
    """Hexadecimal with 0x, as EVM nodes write numbers: at most 256 bits."""
    given = text(value)
    if not given.startswith("0x") or not 2 < len(given) <= 66:
        raise strange()
    try:
        return int(given[2:], 16)
    except ValueError:
        raise strange() from None


def moment(seconds: int) -> datetime:
    """Aware UTC from Unix seconds."""
    if not 0 <= seconds <= LATEST_SECONDS:
        raise strange()
    return datetime.fromtimestamp(seconds, UTC)
