"""Reading a node's answer: every field is checked, for a node is not ours. Raises `Trouble("strange")`."""

from __future__ import annotations

from datetime import UTC, datetime

from answerback.lookups.node import Trouble

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


def whole(value: object) -> int:
    """An integer; not a truth value, not a fraction."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise strange()
    return value


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
