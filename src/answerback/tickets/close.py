"""Step 10: the ticket is closed, the wallet is told and the user is asked how it went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.journal.write import SYSTEM, Actor
from answerback.tickets.expire import expire_waiting_of
from answerback.tickets.kinds import Closing, State
from answerback.tickets.models import Ticket
from answerback.tickets.states import look_again, move
from answerback.tickets.told import tell_wallet

CLOSES_AFTER = timedelta(days=7)
BATCH = 100


@transaction.atomic
def close(ticket: Ticket, *, code: Closing, by: Actor, at: datetime) -> Ticket:
    """Close a ticket: a solved one as SOLVED, an unfinished one with why nothing more is done."""
    if look_again(ticket).state == State.CLOSED:
        return ticket
    expire_waiting_of(ticket, reason="ticket_closed", by=by, at=at)
    data: dict[str, object] = {"code": code.value}
    move(ticket, State.CLOSED, by=by, at=at, kind="ticket.closed", data=data, closed_at=at, closed_code=code)
    tell_wallet(ticket, "ticket.closed", at=at)
    return ticket


def step(now: datetime) -> int:
    """Close what has been solved for a week without a word to the contrary; returns how many."""
    # every wallet: the dispatcher serves all
    rows = Ticket.objects.filter(state=State.SOLVED, solved_at__lte=now - CLOSES_AFTER)
    return sum(_close_solved(ticket, now) for ticket in rows.select_related("customer", "wallet")[:BATCH])


@transaction.atomic
def _close_solved(ticket: Ticket, now: datetime) -> bool:
    if look_again(ticket).state != State.SOLVED:
        return False
    close(ticket, code=Closing.SOLVED, by=SYSTEM, at=now)
    return True
