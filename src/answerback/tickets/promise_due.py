"""By when: working days in the customer's country, on the customer's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from answerback.calling import calendar_of

DAY_ENDS = time(18)
MOST_DAYS = 60


def in_working_days(at: datetime, days: int, *, zone: str) -> datetime:
    """Six in the evening of the `days`-th working day after today (0: today), in UTC.

    Holidays, and working weekends that make up for them, are those of the zone's country. Today never counts: who is
    told on Friday evening "in three working days" waits until Wednesday.

    >>> in_working_days(datetime(2026, 11, 20, 12, tzinfo=UTC), 3, zone="Asia/Shanghai").isoformat()
    '2026-11-25T10:00:00+00:00'
    """
    if not 0 <= days <= MOST_DAYS:
        raise ValueError(f"not a number of working days: {days}")
    day, left, calendar = at.astimezone(ZoneInfo(zone)).date(), days, calendar_of(zone)
    while left:
        day += timedelta(days=1)
        left -= not calendar.is_rest_day(day)
    return end_of(day, zone=zone)


def end_of(day: date, *, zone: str) -> datetime:
    """Six in the evening of this day on the customer's clock, in UTC."""
    return datetime.combine(day, DAY_ENDS, tzinfo=ZoneInfo(zone)).astimezone(UTC)
