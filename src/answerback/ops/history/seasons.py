"""How many people need a callback on a day, and at which hour: the seasons of a Chinese wallet's year.

The factors are assumptions, written down here to be read and changed; they are no measurement. Holidays are those of
the lunar calendar (first day of the Spring Festival).
"""

from __future__ import annotations

from datetime import date, timedelta

SPRING_FESTIVALS = (
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
)
SALARY_DAYS = {5: 1.15, 10: 1.35, 15: 1.25, 25: 1.1}
WEEKDAYS = (1.12, 1.05, 1.0, 1.0, 1.08, 0.86, 0.78)  # Monday first
HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 14, 20, 23, 22, 18, 16, 18, 19, 19, 18, 17, 18, 18, 15, 10, 5)
"""Events by the hour of the local day, in any unit."""


def weight(day: date) -> float:
    """Callbacks on this day, with an ordinary Wednesday as 1."""
    return WEEKDAYS[day.weekday()] * SALARY_DAYS.get(day.day, 1.0) * _festival(day) * _sales(day)


def kind_weight(kind: str, day: date) -> float:
    """How much more often this kind happens on this day than the others do; 1 on most days."""
    if kind == "payment_not_arrived":
        return 1.8 if sales_season(day) else 1.25 if day.day in SALARY_DAYS else 1.0
    if kind == "mistaken_transfer":
        return 2.2 if spring_festival(day) else 1.0
    return 1.0


def sales_season(day: date) -> bool:
    """The weeks of sales around 11 November, and the day of 18 June."""
    return date(day.year, 11, 1) <= day <= date(day.year, 11, 15) or (day.month, day.day) in (
        (6, 17),
        (6, 18),
        (6, 19),
    )


def spring_festival(day: date) -> bool:
    """The week before New Year's Eve, when red packets begin, to the Lantern Festival."""
    return any(first - timedelta(days=8) <= day <= first + timedelta(days=15) for first in SPRING_FESTIVALS)


def _festival(day: date) -> float:
    """Lively before, quiet in the first week, busy when people are back."""
    for first in SPRING_FESTIVALS:
        distance = (day - first).days
        if -8 <= distance < -1:
            return 1.4
        if -1 <= distance < 6:
            return 0.5
        if 6 <= distance <= 15:
            return 1.25
    return 1.0


def _sales(day: date) -> float:
    if (day.month, day.day) in ((11, 11), (11, 12)):
        return 2.4
    return 1.5 if sales_season(day) else 1.0
