"""Step 7: a matter gets its ticket and its reference; the same origin, or matter, is the same ticket."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from answerback.customers.models import Customer
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, Category, Priority
from answerback.tickets.models import Ticket
from answerback.tickets.reference import new_reference
from answerback.tickets.words import kept


def open_ticket(
    customer: Customer,
    *,
    category: Category,
    by: Actor,
    at: datetime,
    origin: str = "",
    matter_id: str = "",
    happened: str = "",
    priority: Priority = Priority.NORMAL,
    deadline_at: datetime | None = None,
    foreign_reference: str = "",
    owner: Membership | None = None,
) -> Ticket:
    """The ticket of this matter, opened now unless it is there already.

    `origin` names what asks, by ids ("callback:<id>", "event:<id>"), and makes the second call harmless; an
    unfinished ticket with the same `matter_id` is the same ticket. `happened` is shown to the customer, after
    the guard.
    """
    ticket = Ticket(
        wallet_id=customer.wallet_id,
        customer=customer,
        category=category,
        origin=origin,
        matter_id=matter_id,
        happened=kept(customer, happened, at=at),
        priority=priority,
        deadline_at=deadline_at,
        foreign_reference=foreign_reference,
        owner=owner,
        opened_at=at,
    )
    with transaction.atomic():
        found = _same(ticket)
        if found is not None:
            return found
        return _insert(ticket, by=by, at=at)


def _same(ticket: Ticket) -> Ticket | None:
    """The ticket that this origin or this matter has already."""
    same = Q(pk=None)
    if ticket.origin:
        same |= Q(origin=ticket.origin)
    if ticket.matter_id:
        same |= Q(matter_id=ticket.matter_id, state__in=UNFINISHED)
    rows = Ticket.objects.for_wallet(ticket.wallet_id).filter(same, customer=ticket.customer)
    found: Ticket | None = rows.first()
    return found


def _insert(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Insert with a fresh reference. A collision draws again; another process that was first wins."""
    while True:
        ticket.reference = new_reference()
        try:
            with transaction.atomic():
                ticket.save(force_insert=True)
        except IntegrityError:
            if _is_free(ticket):
                raise
            found = _same(ticket)
            if found is not None:
                return found
            continue
        data = {"category": ticket.category, "priority": ticket.priority, "origin": ticket.origin}
        data["language"] = ticket.customer.language
        write_down(ticket, "ticket.opened", by=by, at=at, data=data)
        return ticket


def _is_free(ticket: Ticket) -> bool:
    """Whether neither the reference nor the matter is taken, so that the trouble is another one."""
    taken = Ticket.objects.for_wallet(ticket.wallet_id).filter(reference=ticket.reference).exists()
    return not taken and _same(ticket) is None
