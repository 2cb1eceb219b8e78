"""Half hours sorted by the customer's own days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Slot:
    """One half hour: as the form sends it, and as the customer reads it."""

    value: str
    at: datetime


@dataclass(frozen=True)
class Day:
    """One day on the customer's clock, and its half hours."""

    date: date
    slots: list[Slot]


def by_day(slots: Iterable[datetime], zone: str) -> list[Day]:
    """The days that have a free half hour, the nearest first."""
    there = ZoneInfo(zone)
    ordered = sorted(slots)
    days = groupby(ordered, key=lambda slot: slot.astimezone(there).date())
    return [
        Day(day, [Slot(f"{one.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", one) for one in its]) for day, its in days
    ]
