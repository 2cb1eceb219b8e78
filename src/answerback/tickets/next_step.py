"""Step 9: the letter gets its end: what we do next and what you do next, each by when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Subject
from answerback.texts.together import refuse_cut
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket
from answerback.tickets.refusals import TicketFinished
from answerback.tickets.words import beside, kept
from answerback.wallets.places import Place

FIELDS = ("next_step", "next_step_by", "user_step", "user_step_by")


@transaction.atomic
def set_next_step(
    ticket: Ticket,
    *,
    by: Actor,
    at: datetime,
    next_step: str = "",
    next_step_by: datetime | None = None,
    user_step: str = "",
    user_step_by: datetime | None = None,
) -> Ticket:
    """Say what we do and what the user does, each by when; empty takes a step away."""
    ticket.refresh_from_db(fields=["state", *FIELDS])
    if ticket.state not in UNFINISHED:
        raise TicketFinished
    ours, theirs = _kept(ticket, next_step, user_step, at=at)
    wanted = (ours, next_step_by, theirs, user_step_by)
    if tuple(getattr(ticket, name) for name in FIELDS) == wanted:
        return ticket
    for name, value in zip(FIELDS, wanted, strict=True):
        setattr(ticket, name, value)
    ticket.save(update_fields=FIELDS)
    data = {"next_step_by": next_step_by, "user_step_by": user_step_by}
    write_down(ticket, "ticket.next_step_set", by=by, at=at, data=data)
    return ticket


def _kept(ticket: Ticket, next_step: str, user_step: str, *, at: datetime) -> tuple[str, str]:
    """Both as they may be stored, alone, together, and beside what the ticket says already."""
    customer, about = ticket.customer, Subject("ticket", ticket.id)
    ours, theirs = (kept(customer, step, at=at, about=about) for step in (next_step, user_step))
    others = [text for text in beside(customer, ticket) if text not in (ticket.next_step, ticket.user_step)]
    for other in (theirs, *others):
        for step in dict.fromkeys((ours, theirs)):
            refuse_cut(ticket.wallet, (step, other), place=Place.TICKET, at=at, about=about)
    return ours, theirs
