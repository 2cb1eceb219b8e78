"""A fact: one thing that is counted, with what the journal said of it and what it counts as now."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from answerback.insight.slices import Where

DAY_SECONDS = 86400.0
KEPT_DAYS = 400
"""A fact untouched for so long is settled: what is said of the thing later begins a new fact."""


class About(StrEnum):
    """What a fact is about. An `alarm` counts only towards the time to reassurance."""

    CALLBACK = "callback"
    CALL = "call"
    TICKET = "ticket"
    RATING = "rating"
    PROMISE = "promise"
    HAZARD = "hazard"
    SUGGESTION = "suggestion"
    OFFER = "offer"
    ALARM = "alarm"
    ANSWER = "answer"


@dataclass(frozen=True)
class Name:
    """What finds a fact."""

    wallet_id: UUID
    about: About
    subject_id: UUID


@dataclass
class Counted:
    """What a fact counts as: `buckets` by measure, on one day, in one cell. No day: it counts as nothing."""

    day: str = ""
    where: Where = field(default_factory=Where)
    buckets: dict[str, str] = field(default_factory=dict)


@dataclass
class Fact:
    """Times are seconds since 1970. `raw` holds codes and times only, so that it outlives an erased customer."""

    name: Name
    first_at: float
    last_at: float
    customer_id: UUID | None = None
    ticket_id: UUID | None = None
    callback_id: UUID | None = None
    raw: dict[str, Any] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)

    @property
    def about(self) -> About:
        """What it is about."""
        return self.name.about

    def is_settled(self, at: float) -> bool:
        """Whether an entry of this time comes too late to change it."""
        return at - self.last_at > KEPT_DAYS * DAY_SECONDS

    def times(self, name: str) -> list[float]:
        """The times kept under this name, in order."""
        return sorted(self.raw.get(name, []))

    def add_time(self, name: str, at: float) -> None:
        """Keep one more time; the same one once."""
        kept: list[float] = self.raw.setdefault(name, [])
        if at not in kept:
            kept.append(at)

    def set_first(self, name: str, at: float) -> None:
        """Keep the earliest."""
        self.raw[name] = min(at, self.raw.get(name, at))


def rating_id(ticket_id: UUID, closing: int) -> UUID:
    """A rating has no id in the journal: it is one for each closing of a ticket."""
    return uuid5(ticket_id, f"rating:{closing}")


def offer_id(offer: UUID, callback_id: UUID | None) -> UUID:
    """What became of one offer in one call."""
    return uuid5(offer, f"in:{callback_id}")
