"""The versions of the wallet's app: a release every five weeks, taken up by most people within three."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp
from random import Random

EVERY = timedelta(weeks=5)
TAKEN_UP_DAYS = 9.0
"""After so many days 63 % of the people have the newest version."""
RELEASES = 11


def release_days(until: date) -> tuple[tuple[str, date], ...]:
    """The versions of the year that ends at `until`, with the day each came out."""
    first = until - timedelta(days=365)
    return tuple((f"8.{number}.0", first + EVERY * number) for number in range(RELEASES))


def taken_up(released: date, day: date) -> float:
    """The share of the people who have it, or a newer one, on this day."""
    return 0.0 if day < released else 1 - exp(-((day - released).days + 1) / TAKEN_UP_DAYS)


def version_of(until: date, day: date, dice: Random) -> str:
    """The version somebody has on this day."""
    draw = dice.random()
    for version, released in reversed(release_days(until)):
        if draw < taken_up(released, day):
            return version
    return "8.0.0"
