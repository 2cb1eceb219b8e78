"""Which days are days of rest: weekends and public holidays, less the working weekends of 调休.

Source: the `holidays` package (State Council notices for China). After the last notice: estimates.
"""

from datetime import date
from functools import cache
from typing import Protocol

from answerback.calling.zones import country_of

SATURDAY = 5


class Calendar(Protocol):
    def is_rest_day(self, day: date) -> bool: ...


class EveryDay:
    """Nobody rests: for urgent warnings and for tests."""

    def is_rest_day(self, day: date) -> bool:
        return False


class Weekends:
    """Saturday and Sunday: for countries without a table."""

    def is_rest_day(self, day: date) -> bool:
        return day.weekday() >= SATURDAY


class National:
    """`National("CN").is_rest_day(date(2026, 10, 10))` is False: a Saturday worked for National Day."""

    def __init__(self, country: str) -> None:
        from holidays import country_holidays  # 60 ms to import; only who asks for a country pays

        self.table = country_holidays(country)

    def is_rest_day(self, day: date) -> bool:
        return not self.table.is_working_day(day)


def calendar_of(place: str) -> Calendar:
    """The calendar of a country (`CN`) or of the country of a zone (`Asia/Shanghai`)."""
    country = country_of(place) if "/" in place or place not in supported() else place
    return national(country) if country in supported() else Weekends()


@cache
def national(country: str) -> Calendar:
    return National(country)


@cache
def supported() -> frozenset[str]:
    from holidays import list_supported_countries  # see National

    return frozenset(list_supported_countries())
