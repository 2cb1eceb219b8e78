"""How often one person may be tried: never more than the caps, whichever rule asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from answerback.calling.zones import zone_of

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Caps:
    """Attempts on one local day, in all, in any seven days (None: no cap); least time between two."""

    per_day: int = 1
    total: int = 3
    gap: timedelta = timedelta(hours=4)
    per_week: int | None = None


DEFAULT_CAPS = Caps()


def next_by_caps(
    attempt_times: Sequence[datetime], at: datetime, zone: str, caps: Caps = DEFAULT_CAPS
) -> datetime | None:
    """The first instant not before `at`, in UTC, at which one more attempt keeps the caps; None: all spent.

    `attempt_times`: this person's attempts for this purpose that count (`counts_as_attempt`), in any order.
    """
    if len(attempt_times) >= caps.total or caps.per_day < 1 or caps.per_week == 0:
        return None
    times = sorted(attempt_times)
    found = at.astimezone(UTC)
    if times:
        found = max(found, times[-1].astimezone(UTC) + caps.gap)
    found = after_full_days(times, found, zone_of(zone), caps.per_day)
    return after_full_week(times, found, caps.per_week)


def after_full_days(times: list[datetime], at: datetime, zone: ZoneInfo, per_day: int) -> datetime:
    day = at.astimezone(zone).date()
    days = [moment.astimezone(zone).date() for moment in times]
    if days.count(day) < per_day:
        return at
    while days.count(day) >= per_day:
        day += timedelta(days=1)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def after_full_week(times: list[datetime], at: datetime, per_week: int | None) -> datetime:
    """Attempts lie in the past, so once the oldest of the last `per_week` is seven days old one more fits."""
    if per_week is None or len(times) < per_week:
        return at
    return max(at, times[-per_week].astimezone(UTC) + WEEK)
