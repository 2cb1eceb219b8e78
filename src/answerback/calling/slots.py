"""The half-hours a person may choose for an appointment."""

from datetime import UTC, date, datetime, time, timedelta

from answerback.calling.calendars import Calendar, calendar_of
from answerback.calling.hours import Hours, is_open
from answerback.calling.zones import zone_of

LENGTH = timedelta(minutes=30)
STEP = timedelta(minutes=15)  # offsets from UTC are multiples of a quarter of an hour
NOTICE = timedelta(minutes=30)
MOST_DAYS = 62


def slots(
    day: date,
    until: date,
    zone: str,
    hours: Hours,
    now: datetime,
    *,
    holidays: Calendar | None = None,
    notice: timedelta = NOTICE,
) -> list[datetime]:
    """Beginnings, in UTC, of the half-hours from local day `day` to `until` (both included) that lie wholly
    within the hours and begin no sooner than `notice` from `now`. At most two months are listed."""
    place = zone_of(zone)
    calendar = holidays or calendar_of(zone)
    until = min(until, day + timedelta(days=MOST_DAYS))
    start = datetime.combine(day, time(), tzinfo=place).astimezone(UTC)
    end = datetime.combine(until + timedelta(days=1), time(), tzinfo=place).astimezone(UTC)
    steps = (start + count * STEP for count in range((end - start) // STEP))
    return [
        moment
        for moment in steps
        if moment >= now + notice
        and moment.astimezone(place).minute % 30 == 0
        and is_open(moment.astimezone(place), hours, calendar)
        and is_open((moment + LENGTH - timedelta(seconds=1)).astimezone(place), hours, calendar)
    ]
