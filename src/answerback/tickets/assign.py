"""Who looks after a ticket, whose turn it is, and how urgent it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Audience
from answerback.people.models import Membership
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, Priority, State
from answerback.tickets.models import Ticket
from answerback.tickets.refusals import TicketFinished
from answerback.tickets.states import lean, look_again


@transaction.atomic
def assign(ticket: Ticket, *, owner: Membership | None, by: Actor, at: datetime) -> Ticket:
    """Give the ticket to one agent, or to nobody."""
    was = ticket.owner_id
    if was != (owner.id if owner else None):
        ticket.owner = owner
        ticket.save(update_fields=["owner"])
        data = {"was": was, "now": ticket.owner_id}
        write_down(ticket, "ticket.assigned", by=by, at=at, data=data, audience=Audience.STAFF)
    return ticket


@transaction.atomic
def hand_over(ticket: Ticket, *, to: State, by: Actor, at: datetime) -> Ticket:
    """Say who is next: us (open), the user, or the wallet's backend."""
    if to not in UNFINISHED or look_again(ticket).state not in UNFINISHED:
        raise TicketFinished
    lean(ticket, to, by=by, at=at)
    return ticket


@transaction.atomic
def set_priority(ticket: Ticket, *, priority: Priority, by: Actor, at: datetime) -> Ticket:
    """Make a ticket urgent, or take the urgency away."""
    rows = Ticket.objects.for_wallet(ticket.wallet_id).filter(id=ticket.id).exclude(priority=priority)
    if rows.update(priority=priority) == 1:
        write_down(
            ticket, "ticket.prioritised", by=by, at=at, data={"now": priority}, audience=Audience.STAFF
        )
    ticket.priority = priority
    return ticket
