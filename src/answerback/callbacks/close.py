"""Step 10: the matter is solved and the user told; not solved, and a new callback is made."""

from __future__ import annotations

from datetime import datetime

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.customers.models import Purpose
from answerback.journal.write import Actor
from answerback.tickets.models import Ticket

URGENT = 1


def ring_again(ticket: Ticket, *, by: Actor, at: datetime) -> Callback:
    """The customer says that it is not solved: a new callback about the same ticket, once for each reopening."""
    last = Callback.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket).order_by("-created_at").first()
    open_one: Callback | None = (
        Callback.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, ended_at=None).first()
    )
    if open_one is not None:
        return open_one
    return request(
        wallet=ticket.wallet,
        customer=ticket.customer,
        kind=last.kind if last else "customer_request",
        purpose=Purpose.SERVICE,
        priority=URGENT,
        guide=last.guide if last else "customer_request",
        not_before=at,
        deadline_at=None,
        matter_id=ticket.matter_id,
        ticket=ticket,
        by=by,
        at=at,
    )
