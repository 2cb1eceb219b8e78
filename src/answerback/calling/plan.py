"""Hours and caps together: the next moment that keeps both."""

from collections.abc import Sequence
from datetime import datetime

from answerback.calling.calendars import Calendar
from answerback.calling.caps import DEFAULT_CAPS, Caps, next_by_caps
from answerback.calling.hours import DEFAULT, Hours, next_allowed


def next_attempt(
    attempt_times: Sequence[datetime],
    at: datetime,
    zone: str,
    *,
    hours: Hours = DEFAULT,
    caps: Caps = DEFAULT_CAPS,
    holidays: Calendar | None = None,
) -> datetime | None:
    """The first instant not before `at`, in UTC, that caps and hours both allow; None: all spent."""
    found = next_by_caps(attempt_times, at, zone, caps)
    while found is not None:
        allowed = next_allowed(found, zone, hours, holidays)
        found = next_by_caps(attempt_times, allowed, zone, caps)
        if found == allowed:
            return allowed
    return None
