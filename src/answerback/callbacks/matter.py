"""Step 7: the callback's matter has a ticket: found by matter or made, when the agent first writes something down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.journal.write import Actor
from answerback.tickets.attach import adopt
from answerback.tickets.kinds import Category
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket


def ticket_of(callback: Callback, *, by: Actor, at: datetime) -> Ticket:
    """The ticket of this callback, opened on first asking."""
    if callback.ticket is not None:
        return callback.ticket
    with transaction.atomic():
        ticket = open_ticket(
            callback.customer,
            category=Category(callback.kind),
            by=by,
            at=at,
            origin=f"callback:{callback.id}",
            matter_id=callback.matter_id,
            owner=callback.agent,
        )
        Callback.objects.for_wallet(callback.wallet_id).filter(id=callback.id, ticket=None).update(
            ticket=ticket
        )
        adopt(ticket, callback_id=callback.id)
    callback.ticket = ticket
    return ticket
