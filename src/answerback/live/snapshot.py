"""The local snapshot: the facts of every customer who has a stream open or asked lately, kept fresh by the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerback.callbacks.queries import facts_of
from answerback.callbacks.status import Facts
from answerback.customers.models import Customer

FRESH_FOR = timedelta(seconds=5)
READ_AGAIN = timedelta(minutes=5)  # what is "recent" and "soon" moves on by itself
ASKED_FOR = timedelta(seconds=90)  # who asks once may ask again soon


@dataclass(frozen=True)
class Known:
    """One customer as the snapshot holds him, read at `read_at`."""

    read_at: datetime
    facts: Facts
    pairwise_id: UUID
    issuer: str


class Snapshot:
    """Written by the reader's thread alone; `peek` is for the event loop, and finds what was last put in whole."""

    def __init__(self) -> None:
        self._known: dict[UUID, Known] = {}
        self._asked: dict[UUID, datetime] = {}
        self._fresh_at: datetime | None = None

    def refresh(self, customer_id: UUID, now: datetime) -> Known | None:
        """Read one customer again; None when he is gone."""
        # every wallet: the stream ticket named wallet and customer together
        customer = Customer.objects.select_related("wallet").filter(id=customer_id, erased_at=None).first()
        if customer is None:
            self._known.pop(customer_id, None)
            return None
        known = Known(
            now, facts_of(customer, now), customer.pairwise_id, f"answerback:{customer.wallet.slug}"
        )
        self._known[customer_id] = known
        return known

    def get(self, customer_id: UUID, now: datetime) -> Known | None:
        """The customer's facts, read on first asking."""
        known = self._known.get(customer_id)
        return known if known and now - known.read_at < READ_AGAIN else self.refresh(customer_id, now)

    def peek(self, customer_id: UUID, now: datetime) -> Known | None:
        """What is held of the customer, if anything, without asking the database; it is kept for a while now."""
        self._asked[customer_id] = now
        known = self._known.get(customer_id)
        return known if known and now - known.read_at < READ_AGAIN else None

    def holds(self, customer_id: UUID | None) -> bool:
        """Whether anything is held of the customer."""
        return customer_id in self._known

    def wallets(self) -> frozenset[UUID]:
        """The wallets of those who are held."""
        return frozenset(known.facts.wallet_id for known in self._known.values())

    def keep_only(self, customers: frozenset[UUID], now: datetime) -> None:
        """Nobody listens for the others any more, and nobody asked lately."""
        asked = {one: at for one, at in self._asked.copy().items() if now - at < ASKED_FOR}
        self._asked = asked
        self._known = {one: known for one, known in self._known.items() if one in customers or one in asked}

    def caught_up(self, now: datetime) -> None:
        """The journal was read to its end just now, and nothing old waited to be sealed."""
        self._fresh_at = now

    def is_fresh(self, now: datetime) -> bool:
        """Whether a verdict may be built on it: at most five seconds behind."""
        return self._fresh_at is not None and now - self._fresh_at <= FRESH_FOR
