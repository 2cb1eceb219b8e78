"""Tickets in and out: a wallet that keeps its own help desk brings its matters under its own reference.

The foreign reference is unique in the wallet. Every webhook about the ticket carries it (`tickets.told`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject
from answerback.texts.take import take
from answerback.texts.together import without_cut
from answerback.tickets.close import close
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, Category, Closing, Priority, State
from answerback.tickets.models import Ticket, TicketNote
from answerback.tickets.open import open_ticket
from answerback.tickets.refusals import ForeignReferenceTaken
from answerback.tickets.reopen import reopen
from answerback.tickets.solve import solve
from answerback.tickets.states import lean, look_again
from answerback.tickets.told import tell_wallet
from answerback.tickets.words import beside, kept
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place


@dataclass(frozen=True)
class Change:
    """What the other help desk did: where the ticket now stands, and what it wrote."""

    state: State | None = None
    closing: Closing = Closing.SOLVED
    note: str = ""
    visible_to_user: bool = False


def by_foreign_reference(wallet: Wallet, reference: str) -> Ticket | None:
    """The ticket that the other help desk knows by this reference."""
    rows = Ticket.objects.for_wallet(wallet).select_related("customer", "wallet")
    found: Ticket | None = rows.filter(foreign_reference=reference).first() if reference else None
    return found


@transaction.atomic
def bring(
    customer: Customer,
    *,
    foreign_reference: str,
    category: Category,
    by: Actor,
    at: datetime,
    happened: str = "",
    matter_id: str = "",
    urgent: bool = False,
) -> tuple[Ticket, bool]:
    """The ticket of this reference and whether it is new; the same reference for another customer is refused."""
    reference = take(
        customer.wallet,
        foreign_reference,
        place=Place.TICKET,
        at=at,
        customer_id=customer.id,
        certain=True,
        whole=True,
    ).text
    known = by_foreign_reference(customer.wallet, reference)
    if known is None:
        matter = kept(customer, matter_id, at=at, certain=True, whole=True)
        try:
            ticket = open_ticket(
                customer,
                category=category,
                by=by,
                at=at,
                matter_id=matter,
                happened=happened,
                priority=Priority.URGENT if urgent else Priority.NORMAL,
                foreign_reference=reference,
            )
        except IntegrityError as taken:  # another request brought the same reference a moment ago
            raise ForeignReferenceTaken from taken
        return _named(ticket, reference, by=by, at=at), True
    if known.customer_id != customer.id:
        raise ForeignReferenceTaken
    return known, False


def _named(ticket: Ticket, reference: str, *, by: Actor, at: datetime) -> Ticket:
    """A matter that was open here already takes the name that the other desk gives it; a second name is refused."""
    if ticket.foreign_reference == reference:
        return ticket
    rows = Ticket.objects.for_wallet(ticket.wallet_id).filter(id=ticket.id, foreign_reference="")
    if not rows.update(foreign_reference=reference):
        raise ForeignReferenceTaken
    ticket.foreign_reference = reference
    write_down(ticket, "ticket.named_elsewhere", by=by, at=at)
    return ticket


@transaction.atomic
def change(ticket: Ticket, said: Change, *, by: Actor, at: datetime) -> Ticket:
    """Follow what the other help desk did; the same again changes nothing. A note that is known is not kept twice."""
    if said.note.strip():
        _note(ticket, said, by=by, at=at)
    if said.state is not None:
        _move(ticket, said.state, said.closing, by=by, at=at)
    return look_again(ticket)


def _note(ticket: Ticket, said: Change, *, by: Actor, at: datetime) -> None:
    about = Subject("ticket", ticket.id)
    customer = ticket.customer
    taken = take(
        customer.wallet, said.note.strip(), place=Place.NOTE, at=at, about=about, customer_id=customer.id
    )
    rows = TicketNote.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, is_draft=False, author=None)
    if any(one.text == taken.text and one.visible_to_user == said.visible_to_user for one in rows):
        return
    others = beside(customer, ticket)
    whole = without_cut(
        customer.wallet, taken, others, place=Place.NOTE, at=at, about=about, customer_id=customer.id
    )
    note = TicketNote(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        customer=customer,
        text=whole.text,
        at=at,
        visible_to_user=said.visible_to_user,
    )
    note.save(force_insert=True)
    audience = Audience.CUSTOMER if said.visible_to_user else Audience.STAFF
    write_down(
        ticket, "note.filed", by=by, at=at, data={"note": note.id, "callback": None}, audience=audience
    )


def _move(ticket: Ticket, to: State, closing: Closing, *, by: Actor, at: datetime) -> None:
    standing = look_again(ticket).state
    if to == State.CLOSED:
        close(ticket, code=closing, by=by, at=at)
    elif to == State.SOLVED:
        solve(ticket, by=by, at=at)
    elif standing in UNFINISHED:
        lean(ticket, to, by=by, at=at)
        if standing != to:
            tell_wallet(ticket, "ticket.moved", at=at)
    else:
        reopen(ticket, by=by, at=at)
        lean(ticket, to, by=by, at=at)
