"""What is known of a customer when something might be offered. Who stands above the findings puts it together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from answerback.callbacks.low_score import ABOUT as LOW_SCORE
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer, Purpose
from answerback.customers.queries import consents_of
from answerback.customers.stop import forbids
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket

# A call that is about nothing wrong opens a ticket only to have a reference; any other matter is trouble till solved.
CALM = frozenset({Kind.ROUTINE_FOLLOW_UP, Kind.ONBOARDING_FINISHED, Kind.TICKET_SOLVED})


@dataclass(frozen=True)
class Standing:
    """Purposes agreed to and not stopped; how many tickets and hazards are open that stand in the way."""

    consents: frozenset[str]
    open_tickets: int = 0
    open_hazards: int = 0


def standing_in(callback: Callback, *, open_hazards: int) -> Standing:
    """Of the customer of this callback, now. `open_hazards`: how many the room of hazards knows."""
    return Standing(agreed(callback.customer), open_tickets(callback), open_hazards)


def agreed(customer: Customer) -> frozenset[str]:
    """The purposes that he agreed to, and has not told us to stop, read anew from the database."""
    rows = Customer.objects.for_wallet(customer.wallet_id).filter(id=customer.id, erased_at=None)
    level = rows.values_list("stop", flat=True).first()
    given: Collection[str] = () if level is None else consents_of(customer).values_list("purpose", flat=True)
    return frozenset(str(one) for one in given if level is not None and not forbids(level, Purpose(one)))


def open_tickets(callback: Callback) -> int:
    """Unfinished matters of the customer; the call's own counts too, unless the call is about nothing wrong."""
    rows = Ticket.objects.for_wallet(callback.wallet_id).filter(
        customer_id=callback.customer_id, state__in=UNFINISHED
    )
    others = rows.exclude(id=callback.ticket_id) if callback.kind in CALM else rows
    return others.count() + (LOW_SCORE in callback.about)  # whoever was not satisfied has trouble enough
