"""The book: facts under their names, those of one ticket or callback together, and the counts that change.

A book holds one batch. What is not in it is asked of a shelf: the database, or a scratch file for recounting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from answerback.insight.fold.facts import About, Fact, Name
from answerback.insight.slices import Slice, Where, in_slice


@dataclass(frozen=True)
class Cell:
    """What one count counts."""

    wallet_id: UUID
    slice: Slice
    day: str
    measure: str
    bucket: str
    where: Where


class Shelf(Protocol):
    """Where facts and counts lie between batches."""

    def named(self, wallet_id: UUID, subject_ids: Collection[UUID]) -> Iterable[Fact]:
        """The facts about these things."""

    def of_ticket(self, wallet_id: UUID, ticket_id: UUID) -> Iterable[Fact]:
        """All facts of a ticket."""

    def of_callback(self, wallet_id: UUID, callback_id: UUID) -> Iterable[Fact]:
        """All facts of a callback."""

    def tickets_of(self, wallet_id: UUID, customer_id: UUID) -> Iterable[Fact]:
        """The customer's tickets."""

    def zone(self, wallet_id: UUID) -> ZoneInfo:
        """Whose midnights cut the wallet's days."""

    def keep(self, facts: Iterable[Fact], counts: Counter[Cell]) -> None:
        """Store changed facts; add to the counts."""


class Book:
    """One batch of facts, loaded as they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._facts: dict[Name, Fact] = {}
        self._asked: set[tuple[UUID, UUID]] = set()
        self._groups: dict[tuple[str, UUID, UUID], set[Name]] = {}
        self._loaded: set[tuple[str, UUID, UUID]] = set()
        self._zones: dict[UUID, ZoneInfo] = {}
        self._changed: set[Name] = set()
        self.counts: Counter[Cell] = Counter()

    def find(self, name: Name, *, at: float) -> Fact | None:
        """The fact of this name, unless an entry of this time comes too late for it."""
        if name not in self._facts and (name.wallet_id, name.subject_id) not in self._asked:
            self.ask_ahead(name.wallet_id, [name.subject_id])
        fact = self._facts.get(name)
        return None if fact is None or fact.is_settled(at) else fact

    def put(self, fact: Fact) -> Fact:
        """Hold a new or changed fact under what it belongs to."""
        self._facts[fact.name] = fact
        self._changed.add(fact.name)
        self._group(fact)
        return fact

    def of_ticket(self, wallet_id: UUID, ticket_id: UUID, *, at: float) -> list[Fact]:
        """The ticket and all that belongs to it."""
        group = ("ticket", wallet_id, ticket_id)
        if group not in self._loaded:
            self._load(group, self._shelf.of_ticket(wallet_id, ticket_id))
        return self._members(group, at)

    def of_callback(self, wallet_id: UUID, callback_id: UUID, *, at: float) -> list[Fact]:
        """The callback and all that belongs to it."""
        group = ("callback", wallet_id, callback_id)
        if group not in self._loaded:
            self._load(group, self._shelf.of_callback(wallet_id, callback_id))
        return self._members(group, at)

    def tickets_of(self, wallet_id: UUID, customer_id: UUID, *, at: float) -> list[Fact]:
        """The customer's tickets."""
        group = ("customer", wallet_id, customer_id)
        if group not in self._loaded:
            self._load(group, self._shelf.tickets_of(wallet_id, customer_id))
        return self._members(group, at)

    def zone(self, wallet_id: UUID) -> ZoneInfo:
        """Whose midnights cut the wallet's days."""
        if wallet_id not in self._zones:
            self._zones[wallet_id] = self._shelf.zone(wallet_id)
        return self._zones[wallet_id]

    def count(self, name: Name, day: str, measure: str, bucket: str, where: Where, n: int) -> None:
        """Add to one count, in every slice."""
        for one in Slice:
            self.counts[Cell(name.wallet_id, one, day, measure, bucket, in_slice(where, one))] += n

    def close(self) -> None:
        """Give everything that changed back to the shelf."""
        changed = [self._facts[name] for name in self._changed]
        self._shelf.keep(changed, Counter({cell: n for cell, n in self.counts.items() if n}))

    def ask_ahead(self, wallet_id: UUID, subject_ids: Collection[UUID]) -> None:
        """Fetch the facts about many things at once."""
        self.shelve(self._shelf.named(wallet_id, subject_ids))
        self._asked |= {(wallet_id, id) for id in subject_ids}

    def shelve(self, facts: Iterable[Fact]) -> None:
        """Adopt what was fetched."""
        for fact in facts:
            self._adopt(fact)

    def _adopt(self, fact: Fact) -> None:
        if fact.name not in self._facts:
            self._facts[fact.name] = fact
            self._group(fact)

    def _load(self, group: tuple[str, UUID, UUID], facts: Iterable[Fact]) -> None:
        for fact in facts:
            self._adopt(fact)
        self._loaded.add(group)

    def _group(self, fact: Fact) -> None:
        for group in _groups_of(fact):
            self._groups.setdefault(group, set()).add(fact.name)

    def _members(self, group: tuple[str, UUID, UUID], at: float) -> list[Fact]:
        """Those who belong to it still: a settled fact may have been begun anew elsewhere."""
        members = (self._facts[name] for name in self._groups.get(group, ()))
        return [fact for fact in members if not fact.is_settled(at) and group in _groups_of(fact)]


def _groups_of(fact: Fact) -> list[tuple[str, UUID, UUID]]:
    of_customer = fact.customer_id if fact.about is About.TICKET else None
    ids = {"ticket": fact.ticket_id, "callback": fact.callback_id, "customer": of_customer}
    return [(kind, fact.name.wallet_id, id) for kind, id in ids.items() if id is not None]
