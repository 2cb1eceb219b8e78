"""The driver of the in-app line. The customer's own page is its witness; our server is its network.

Refusing, not answering and closing the page are different outcomes, and a page that falls silent is a lost one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerback.telephony import legs
from answerback.telephony.driver import Destination, Driver, Feature, LiveLeg
from answerback.telephony.events import Answered, Cause, HungUp, MediaFlowing, Ringing, Witness
from answerback.telephony.inbox import has, put
from answerback.telephony.models import Leg
from answerback.wallets.kinds import Line

SILENT_AFTER = timedelta(seconds=20)
COMES_BACK_WITHIN = timedelta(seconds=10)  # a reload, or another page of the portal, is not the end of a call


class InAppLine(Driver):
    """Rings the customer's open wallet page."""

    line = Line.IN_APP
    capabilities = frozenset({Feature.HOLD})

    def place(
        self, intent_id: UUID, to: Destination, *, caller_id: str, ring_seconds: int, at: datetime
    ) -> UUID:
        """Offer the call to the customer's session."""
        return legs.make(self.line, intent_id, to, ring_seconds=ring_seconds, at=at).id

    def hang_up(self, leg: UUID, *, at: datetime) -> None:
        """We end the call."""
        found = legs.find(leg)
        if found is not None:
            cause = Cause.FINISHED if has(found, Answered) else Cause.NO_ANSWER
            put(found, HungUp, at=at, witness=Witness.NETWORK, cause=cause)

    def live_legs(self) -> list[LiveLeg]:
        """Every in-app call that is up."""
        return legs.live_legs(self.line)

    def step(self, *, at: datetime) -> int:
        """End what nobody answered, and what either page has left: no page stays green alone."""
        written = 0
        for leg in legs.live(self.line):
            cause = _timed_out(leg, at)
            if cause is not None:
                written += put(leg, HungUp, at=at, witness=Witness.NETWORK, cause=cause)
        return written


def _timed_out(leg: Leg, at: datetime) -> Cause | None:
    if leg.customer_left_at and at - leg.customer_left_at > COMES_BACK_WITHIN:
        return Cause.FINISHED if has(leg, MediaFlowing, Witness.CUSTOMER) else Cause.PAGE_CLOSED
    if not has(leg, Answered, Witness.CUSTOMER):
        return Cause.NO_ANSWER if at >= leg.ring_until else None
    since = _answered_at(leg)
    seen = [max(since, moment or since) for moment in (leg.customer_seen_at, leg.agent_seen_at)]
    return Cause.LOST if at - min(seen) > SILENT_AFTER else None


def _answered_at(leg: Leg) -> datetime:
    """When the customer accepted: from there both pages must give signs of life."""
    rows = leg.events.filter(kind=Answered.__name__, witness=Witness.CUSTOMER)
    return rows.values_list("at", flat=True).first() or leg.placed_at


def rang(leg: Leg, *, at: datetime) -> bool:
    """The customer's page shows the ringing."""
    _seen(leg, "customer", at)
    return put(leg, Ringing, at=at, witness=Witness.CUSTOMER)


def accept(leg: Leg, *, at: datetime) -> bool:
    """The customer accepts in his own session."""
    _seen(leg, "customer", at)
    return put(leg, Answered, at=at, witness=Witness.CUSTOMER)


def refuse(leg: Leg, *, at: datetime) -> bool:
    """The customer declines, or hangs up when he had accepted."""
    cause = Cause.FINISHED if has(leg, Answered, Witness.CUSTOMER) else Cause.REFUSED
    return put(leg, HungUp, at=at, witness=Witness.CUSTOMER, cause=cause)


def left(leg: Leg, *, at: datetime) -> None:
    """The customer's page went away. Unless it comes back soon, `step` ends the call as a closed page."""
    rows = Leg.objects.for_wallet(leg.wallet_id).filter(id=leg.id, ended_at=None, customer_left_at=None)
    rows.update(customer_left_at=at)


def media_flows(leg: Leg, *, side: str, at: datetime) -> bool:
    """A page's own statistics say that sound passes both ways; an agent's page is a witness of its own side only."""
    _seen(leg, side, at)
    witness = Witness.CUSTOMER if side == "customer" else Witness.AGENT
    if side == "customer" and not has(leg, Answered, Witness.CUSTOMER):
        return False
    return put(leg, MediaFlowing, at=at, witness=witness)


def beat(leg: Leg, *, side: str, at: datetime) -> None:
    """A page in the call is alive."""
    _seen(leg, side, at)


def _seen(leg: Leg, side: str, at: datetime) -> None:
    seen: dict[str, datetime | None] = {"agent_seen_at": at}
    if side == "customer":
        seen = {"customer_seen_at": at, "customer_left_at": None}
    Leg.objects.for_wallet(leg.wallet_id).filter(id=leg.id).update(**seen)
