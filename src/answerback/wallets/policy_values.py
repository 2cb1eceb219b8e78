"""Reads the JSON values of policies. Raises ValueError, TypeError or KeyError for what is not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta

from answerback.calling.caps import Caps
from answerback.calling.hours import Hours, Window
from answerback.calling.retries import Outcome

WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)")
# An origin as browsers send it (RFC 6454, section 7): small letters, no path; plain HTTP on this machine only.
ORIGIN = re.compile(
    r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?"
    r"|http://(?:[a-z0-9-]{1,63}\.)*localhost(?::\d{1,5})?"
)
MOST_ORIGINS = 20
MOST_WINDOWS = 6
EARLIEST, LATEST = (
    time(8),
    time(22),
)  # GB/T 45251-2025: no contact 22:00-08:00; urgent warnings have their own door
MOST_TRIES = 6
LONGEST_WAIT_MINUTES = 30 * 24 * 60


def whole_number(value: object, least: int, most: int) -> int:
    """An integer within its limits; `true` is not one."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(value)
    return value


def yes_or_no(value: object) -> bool:
    """`true` or `false`, and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def origins(value: object) -> tuple[str, ...]:
    """`["https://app.lanyue.example"]`: exact origins, no wildcard.

    >>> origins(["https://app.lanyue.example", "http://shop.localhost:8000"])
    ('https://app.lanyue.example', 'http://shop.localhost:8000')
    """
    if not isinstance(value, list) or len(value) > MOST_ORIGINS:
        raise TypeError(value)
    if any(not isinstance(one, str) or ORIGIN.fullmatch(one) is None for one in value):
        raise ValueError(value)
    return tuple(dict.fromkeys(value))


def window(value: object) -> Window:
    """`09:00-12:00`; `24:00` is the end of the day.

    >>> window("14:00-20:30")
    Window(opens=datetime.time(14, 0), closes=datetime.time(20, 30))
    """
    found = WINDOW.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(value)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    if (end_hour, end_minute) > (24, 0):
        raise ValueError(value)
    return Window(time(hour, minute), time(end_hour % 24, end_minute))


def hours(value: object) -> Hours:
    """`{"windows": [...], "rest_windows": [...], "outer": "09:00-21:00"}`; what is missing is the default."""
    given = _object(value, {"windows", "rest_windows", "outer"})
    normal = Hours()
    return Hours(
        windows=_windows(given["windows"]) if "windows" in given else normal.windows,
        rest_windows=_windows(given["rest_windows"]) if "rest_windows" in given else normal.rest_windows,
        outer=_outer(given["outer"]) if "outer" in given else normal.outer,
    )


def caps(value: object) -> Caps:
    """`{"per_day": 1, "total": 3, "gap_hours": 4, "per_week": null}`; what is missing is the default."""
    given = _object(value, {"per_day", "total", "gap_hours", "per_week"})
    per_week = given.get("per_week")
    return Caps(
        per_day=whole_number(given.get("per_day", 1), 1, 50),
        total=whole_number(given.get("total", 3), 1, 100),
        gap=timedelta(hours=whole_number(given.get("gap_hours", 4), 0, 24 * 7)),
        per_week=None if per_week is None else whole_number(per_week, 1, 20),
    )


def retry(value: object) -> dict[Outcome, tuple[timedelta, ...]]:
    """`{"busy": [15, 60]}`: minutes to wait after the first, the second … attempt that ended so."""
    given = _object(value, {outcome.value for outcome in Outcome})
    return {Outcome(name): _waits(row) for name, row in given.items()}


def numbers_by_name(value: object, limits: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """`{"attachments": 30}`, each within its limits."""
    given = _object(value, set(limits))
    return {name: whole_number(number, *limits[name]) for name, number in given.items()}


def _object(value: object, names: set[str]) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not set(value) <= names:
        raise ValueError(value)
    return value


def _windows(value: object) -> tuple[Window, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_WINDOWS:
        raise ValueError(value)
    return tuple(map(window, value))


def _outer(value: object) -> Window:
    found = window(value)
    if not EARLIEST <= found.opens < found.closes <= LATEST:
        raise ValueError(value)
    return found


def _waits(value: object) -> tuple[timedelta, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_TRIES:
        raise ValueError(value)
    return tuple(timedelta(minutes=whole_number(one, 1, LONGEST_WAIT_MINUTES)) for one in value)
