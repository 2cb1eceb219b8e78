"""The local snapshot: the facts of every customer who has a stream open, kept fresh by the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerback.callbacks.queries import facts_of
from answerback.callbacks.status import Facts
from answerback.customers.models import Customer

FRESH_FOR = timedelta(seconds=5)


@dataclass(frozen=True)
class Known:
    """One customer as the snapshot holds him."""

    facts: Facts
    pairwise_id: UUID
    issuer: str


class Snapshot:
    """Used by one thread only, the reader's."""

    def __init__(self) -> None:
        self._known: dict[UUID, Known] = {}
        self._fresh_at: datetime | None = None

    def refresh(self, customer_id: UUID, now: datetime) -> Known | None:
        """Read one customer again; None when he is gone."""
        # every wallet: the stream ticket named wallet and customer together
        customer = Customer.objects.select_related("wallet").filter(id=customer_id, erased_at=None).first()
        if customer is None:
            self._known.pop(customer_id, None)
            return None
        known = Known(facts_of(customer, now), customer.pairwise_id, f"answerback:{customer.wallet.slug}")
        self._known[customer_id] = known
        return known

    def get(self, customer_id: UUID, now: datetime) -> Known | None:
        """The customer's facts, read on first asking."""
        return self._known.get(customer_id) or self.refresh(customer_id, now)

    def forget(self, customer_id: UUID) -> None:
        """Nobody listens for this customer any more."""
        self._known.pop(customer_id, None)

    def caught_up(self, now: datetime) -> None:
        """The journal was read to its end just now, and nothing old waited to be sealed."""
        self._fresh_at = now

    def is_fresh(self, now: datetime) -> bool:
        """Whether a verdict may be built on it: at most five seconds behind."""
        return self._fresh_at is not None and now - self._fresh_at <= FRESH_FOR
