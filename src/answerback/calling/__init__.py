"""When a person may be rung: own zone, hours, holidays, caps, retries, appointments. Pure.

Every instant that comes in is aware; every instant that goes out is in UTC.
"""

from answerback.calling.calendars import Calendar, EveryDay, calendar_of
from answerback.calling.caps import DEFAULT_CAPS, Caps, next_by_caps
from answerback.calling.hours import (
    BY_APPOINTMENT,
    DEFAULT,
    EVERY_DAY,
    URGENT,
    Hours,
    NeverAllowed,
    Window,
    is_allowed,
    next_allowed,
)
from answerback.calling.plan import next_attempt
from answerback.calling.retries import Outcome, counts_as_attempt, retry_after
from answerback.calling.slots import slots
from answerback.calling.zones import country_of, is_zone, zones_of

__all__ = [
    "BY_APPOINTMENT",
    "DEFAULT",
    "DEFAULT_CAPS",
    "EVERY_DAY",
    "URGENT",
    "Calendar",
    "Caps",
    "EveryDay",
    "Hours",
    "NeverAllowed",
    "Outcome",
    "Window",
    "calendar_of",
    "country_of",
    "counts_as_attempt",
    "is_allowed",
    "is_zone",
    "next_allowed",
    "next_attempt",
    "next_by_caps",
    "retry_after",
    "slots",
    "zones_of",
]
