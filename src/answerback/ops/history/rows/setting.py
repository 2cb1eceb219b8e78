"""What a wallet's history is written into: its staff, its guides, its people."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from answerback.ops.history.ids import id_at
from answerback.ops.history.shapes import Matter, Order, PersonPlan
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Version:
    """A published guide of the wallet."""

    id: uuid.UUID
    slug: str


@dataclass(frozen=True)
class Setting:
    """`agents` by their number in the plan; `versions` by the kind of callback they serve."""

    order: Order
    wallet: Wallet
    agents: tuple[uuid.UUID, ...]
    versions: Mapping[str, Version]
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def until(self) -> datetime:
        """Nothing is written of what happens later."""
        return self.order.until

    def past(self, at: datetime | None) -> datetime | None:
        """The time, if it has come by the end of the history."""
        return at if at is not None and at <= self.until else None

    def id_of(self, at: datetime, number: int, *what: object, order: int = 0) -> uuid.UUID:
        """The id of a thing of the matter with this number."""
        return id_at(at, self.order.name(self.wallet.slug, number, *what), order=order)

    def callback_id(self, matter: Matter) -> uuid.UUID:
        """The matter's callback."""
        return self.id_of(matter.requested_at, matter.number, "callback")

    def ticket_id(self, matter: Matter) -> uuid.UUID | None:
        """The ticket it is about: its own, or that which was opened again."""
        whose = matter.again or matter
        return self.id_of(whose.ticket.opened_at, whose.number, "ticket") if whose.ticket else None

    def customer_id(self, person: PersonPlan) -> uuid.UUID:
        """The person's row."""
        return id_at(person.since, self.order.name(self.wallet.slug, "person", person.number))

    def phone_id(self, person: PersonPlan) -> uuid.UUID:
        """The person's number on file."""
        return id_at(person.since, self.order.name(self.wallet.slug, "phone", person.number))


def e164_of(person: PersonPlan) -> str:
    """An invented number for each person: +86 170 and eight digits, never ending in 88 as the demo's visitor's does."""
    return f"+86170{person.number // 80:06d}{person.number % 80:02d}"
