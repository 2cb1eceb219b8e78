"""Step 10: the matter is solved, the user is told and asked whether it really is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor
from answerback.tickets.expire import expire_waiting_of
from answerback.tickets.kinds import State
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.promise import still_owed
from answerback.tickets.refusals import PromiseStillOpen
from answerback.tickets.states import look_again, move
from answerback.tickets.told import tell_wallet


@transaction.atomic
def solve(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Mark the ticket solved. Refused while a promise is open; requests still waiting lapse."""
    if look_again(ticket).state in (State.SOLVED, State.CLOSED):
        return ticket
    if still_owed(Promise.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket)).exists():
        raise PromiseStillOpen
    expire_waiting_of(ticket, reason="ticket_solved", by=by, at=at)
    move(ticket, State.SOLVED, by=by, at=at, kind="ticket.solved", solved_at=at)
    tell_wallet(ticket, "ticket.solved", at=at)
    return ticket
