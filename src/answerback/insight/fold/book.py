"""The book: facts under their names, those of one ticket or callback together, and the counts that change.

A book holds one batch. What is not in it is asked of a shelf: the database, or a scratch file for recounting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol
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


@dataclass(frozen=True)
class Group:
    """Facts that belong together: those of a ticket, those of a callback, a customer's tickets."""

    of: Literal["ticket", "callback", "customer"]
    id: UUID


class Shelf(Protocol):
    """Where facts and counts lie between batches."""

    def named(self, wallet_id: UUID, subject_ids: Collection[UUID]) -> Iterable[Fact]:
        """The facts about these things."""

    def belonging(self, wallet_id: UUID, groups: Collection[Group]) -> Iterable[Fact]:
        """All facts of these tickets and callbacks, and these customers' tickets."""

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
        self._groups: dict[tuple[UUID, Group], set[Name]] = {}
        self._loaded: set[tuple[UUID, Group]] = set()
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

    def belonging(self, wallet_id: UUID, group: Group, *, at: float) -> list[Fact]:
        """The ticket or callback and all that belongs to it, or the customer's tickets, but for settled ones."""
        self.ask_ahead(wallet_id, (), (group,))
        members = (self._facts[name] for name in self._groups.get((wallet_id, group), ()))
        return [fact for fact in members if not fact.is_settled(at) and group in _groups_of(fact)]

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

    def ask_ahead(
        self, wallet_id: UUID, subject_ids: Collection[UUID], groups: Collection[Group] = ()
    ) -> None:
        """Fetch the facts about many things, and what belongs together, at once."""
        if subject_ids:
            self._shelve(self._shelf.named(wallet_id, subject_ids))
            self._asked |= {(wallet_id, id) for id in subject_ids}
        missing = [group for group in groups if (wallet_id, group) not in self._loaded]
        if missing:
            self._shelve(self._shelf.belonging(wallet_id, missing))
            self._loaded |= {(wallet_id, group) for group in missing}

    def tickets_in_hand(self, wallet_id: UUID) -> set[Group]:
        """The tickets that the facts at hand belong to."""
        facts = (fact for fact in self._facts.values() if fact.name.wallet_id == wallet_id)
        return {Group("ticket", fact.ticket_id) for fact in facts if fact.ticket_id}

    def _shelve(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self._adopt(fact)

    def _adopt(self, fact: Fact) -> None:
        if fact.name not in self._facts:
            self._facts[fact.name] = fact
            self._group(fact)

    def _group(self, fact: Fact) -> None:
        for group in _groups_of(fact):
            self._groups.setdefault((fact.name.wallet_id, group), set()).add(fact.name)


def _groups_of(fact: Fact) -> list[Group]:
    """What a fact belongs to; asked again of every member, as a settled fact may have been begun anew elsewhere."""
    groups = []
    if fact.ticket_id is not None:
        groups.append(Group("ticket", fact.ticket_id))
    if fact.callback_id is not None:
        groups.append(Group("callback", fact.callback_id))
    if fact.customer_id is not None and fact.about is About.TICKET:
        groups.append(Group("customer", fact.customer_id))
    return groups
