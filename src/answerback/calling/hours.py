"""Calling hours on the clock of the person who is rung. Defaults are house rules, not legal advice.

Sources: GB/T 45251-2025 forbids contact 22:00-08:00 (collection); TCPA 47 CFR 64.1200(c)(1) 8:00-21:00 local.
Ours is narrower than both. Which purpose may use `URGENT` is the caller's decision and needs a second person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from answerback.calling.calendars import Calendar, calendar_of
from answerback.calling.zones import zone_of

HORIZON_DAYS = 40
MIDNIGHT = time()


class NeverAllowed(ValueError):
    """These hours leave no moment within the next forty days."""


@dataclass(frozen=True)
class Window:
    """`opens <= clock < closes`. Closing before opening crosses midnight; equal ends are a whole day."""

    opens: time
    closes: time

    def holds(self, clock: time) -> bool:
        if self.opens < self.closes:
            return self.opens <= clock < self.closes
        return clock >= self.opens or clock < self.closes

    def crosses_midnight(self) -> bool:
        return self.closes <= self.opens and self.closes != MIDNIGHT


WORKING = (Window(time(9), time(12)), Window(time(14), time(20, 30)))
OUTER = Window(time(9), time(21))
ALL_DAY = Window(MIDNIGHT, MIDNIGHT)


@dataclass(frozen=True)
class Hours:
    """`windows` on working days, `rest_windows` on weekends and public holidays, nothing outside `outer`."""

    windows: tuple[Window, ...] = WORKING
    rest_windows: tuple[Window, ...] = ()
    outer: Window | None = OUTER

    def on(self, day: date, calendar: Calendar) -> tuple[Window, ...]:
        return self.rest_windows if calendar.is_rest_day(day) else self.windows


DEFAULT = Hours()
EVERY_DAY = Hours(rest_windows=WORKING)
BY_APPOINTMENT = Hours(windows=(OUTER,), rest_windows=(OUTER,))
URGENT = Hours(windows=(ALL_DAY,), rest_windows=(ALL_DAY,), outer=None)


def is_allowed(
    at: datetime, zone: str | tuple[str, ...], hours: Hours = DEFAULT, holidays: Calendar | None = None
) -> bool:
    """Whether a call may begin at that instant. Several zones: the true one is unknown, all must agree."""
    names = (zone,) if isinstance(zone, str) else zone
    return all(is_open(at.astimezone(zone_of(name)), hours, holidays or calendar_of(name)) for name in names)


def is_open(local: datetime, hours: Hours, calendar: Calendar) -> bool:
    clock = local.time()
    if hours.outer is not None and not hours.outer.holds(clock):
        return False
    return opened_today(local.date(), clock, hours, calendar) or opened_yesterday(
        local.date(), clock, hours, calendar
    )


def opened_today(day: date, clock: time, hours: Hours, calendar: Calendar) -> bool:
    return any(
        clock >= window.opens and (clock < window.closes or window.closes <= window.opens)
        for window in hours.on(day, calendar)
    )


def opened_yesterday(day: date, clock: time, hours: Hours, calendar: Calendar) -> bool:
    """A window that crosses midnight belongs to the day on which it opened."""
    if not any(window.crosses_midnight() for window in hours.windows + hours.rest_windows):
        return False
    before = hours.on(day - timedelta(days=1), calendar)
    return any(window.crosses_midnight() and clock < window.closes for window in before)


def next_allowed(
    at: datetime, zone: str | tuple[str, ...], hours: Hours = DEFAULT, holidays: Calendar | None = None
) -> datetime:
    """The first instant not before `at` at which a call may begin, in UTC. Raises `NeverAllowed`."""
    names = (zone,) if isinstance(zone, str) else zone
    found = at.astimezone(UTC)
    for _ in range(HORIZON_DAYS * len(names)):
        latest = max(
            next_in_zone(found, zone_of(name), hours, holidays or calendar_of(name)) for name in names
        )
        if latest == found:
            return found
        found = latest
    raise NeverAllowed


def next_in_zone(at: datetime, zone: ZoneInfo, hours: Hours, calendar: Calendar) -> datetime:
    if is_open(at.astimezone(zone), hours, calendar):
        return at
    first = at.astimezone(zone).date()
    for ahead in range(HORIZON_DAYS):
        day = first + timedelta(days=ahead)
        starts = (start for start in openings(day, zone, hours, calendar) if start >= at)
        allowed = [start for start in starts if is_open(start.astimezone(zone), hours, calendar)]
        if allowed:
            return min(allowed)
    raise NeverAllowed


def openings(day: date, zone: ZoneInfo, hours: Hours, calendar: Calendar) -> Iterator[datetime]:
    """Instants of a local day at which calling can become allowed: windows open, the outer limit opens,
    midnight passes, the clock is put forward or back."""
    clocks = {window.opens for window in hours.on(day, calendar)} | {MIDNIGHT}
    if hours.outer is not None:
        clocks.add(hours.outer.opens)
    for clock in clocks:
        for fold in (0, 1):
            yield datetime.combine(day, clock, tzinfo=zone).replace(fold=fold).astimezone(UTC)
    changed = clock_change(day, zone)
    if changed is not None:
        yield changed


def clock_change(day: date, zone: ZoneInfo) -> datetime | None:
    """The instant of a local day at which the offset from UTC changes; None on ordinary days."""
    low = datetime.combine(day, MIDNIGHT, tzinfo=zone).astimezone(UTC) - timedelta(hours=2)
    high = low + timedelta(hours=28)
    before = low.astimezone(zone).utcoffset()
    if before == high.astimezone(zone).utcoffset():
        return None
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
