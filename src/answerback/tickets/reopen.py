"""Step 10, the other way: the user says that it is not solved, and the ticket is open again.

Who calls this plans the next callback; the journal's `ticket.reopened` says so to everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from answerback.journal.write import Actor
from answerback.tickets.kinds import State
from answerback.tickets.models import Ticket
from answerback.tickets.refusals import TooLateToReopen
from answerback.tickets.states import look_again, move
from answerback.tickets.told import tell_wallet

REOPENS_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Reopened:
    """`again` is True for the one call that opened it, so that exactly one new callback is planned."""

    ticket: Ticket
    again: bool


@transaction.atomic
def reopen(ticket: Ticket, *, by: Actor, at: datetime) -> Reopened:
    """Open a solved or closed ticket again, within thirty days of its closing."""
    if look_again(ticket).state not in (State.SOLVED, State.CLOSED):
        return Reopened(ticket, again=False)
    if ticket.closed_at is not None and at - ticket.closed_at > REOPENS_WITHIN:
        raise TooLateToReopen
    times = ticket.reopened + 1
    move(
        ticket,
        State.OPEN,
        by=by,
        at=at,
        kind="ticket.reopened",
        data={"times": times},
        solved_at=None,
        closed_at=None,
        closed_code="",
        reopened=times,
    )
    tell_wallet(ticket, "ticket.reopened", at=at)
    return Reopened(ticket, again=True)
