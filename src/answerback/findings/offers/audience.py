"""Whom an offer is meant for: conditions on facts that are known anyway. Pure.

    {"languages": ["zh-hans"], "kinds": ["routine_follow_up"], "custody": ["custodial"],
     "days_at_least": 30, "days_at_most": 365}

Every condition that is there must hold; of a list, one value is enough; no condition at all means everybody.
`days` count from the day on which the wallet first told us of the customer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LISTS = ("languages", "kinds", "custody")
DAYS = ("days_at_least", "days_at_most")
MOST_DAYS = 36_500


class Misread(ValueError):
    """A condition that does not exist, or not in this form; the argument names it."""


@dataclass(frozen=True)
class Facts:
    """What is known of one customer in one call: codes, and when he first appeared (aware)."""

    language: str
    kind: str
    custody: str
    since: datetime


@dataclass(frozen=True)
class Audience:
    """The conditions; an empty tuple or None is no condition."""

    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    custody: tuple[str, ...] = ()
    days_at_least: int | None = None
    days_at_most: int | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON: only the conditions that there are."""
        lists = {name: list(getattr(self, name)) for name in LISTS if getattr(self, name)}
        return lists | {name: getattr(self, name) for name in DAYS if getattr(self, name) is not None}


def read(stored: Mapping[str, Any]) -> Audience:
    """The audience in this JSON. Raises Misread.

    >>> read({"languages": ["en"], "days_at_least": 30}).days_at_least
    30
    """
    unknown = set(stored) - {*LISTS, *DAYS}
    if unknown:
        raise Misread(min(unknown))
    languages, kinds, custody = (_codes(name, stored.get(name, ())) for name in LISTS)
    least, most = (_days(name, stored.get(name)) for name in DAYS)
    if least is not None and most is not None and least > most:
        raise Misread("days_at_most")
    return Audience(languages, kinds, custody, least, most)


def misfits(audience: Audience, facts: Facts, *, at: datetime) -> tuple[str, ...]:
    """The names of the conditions that do not hold, in order; empty when the customer belongs to it."""
    return tuple(_misfits(audience, facts, (at - facts.since).days))


def _misfits(audience: Audience, facts: Facts, days: int) -> Iterator[str]:
    for name, fact in zip(LISTS, (facts.language, facts.kind, facts.custody), strict=True):
        wanted = getattr(audience, name)
        if wanted and fact not in wanted:
            yield name
    if audience.days_at_least is not None and days < audience.days_at_least:
        yield "days_at_least"
    if audience.days_at_most is not None and days > audience.days_at_most:
        yield "days_at_most"


def _codes(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise Misread(name)
    return tuple(dict.fromkeys(value))


def _days(name: str, value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_DAYS:
        raise Misread(name)
    return value
