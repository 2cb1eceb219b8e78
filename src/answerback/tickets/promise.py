"""Step 9: a promise is made with a time and an owner, and kept; what becomes of one not kept: `promise_break`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from answerback.journal.write import Actor, Subject
from answerback.people.models import Membership
from answerback.texts.together import refuse_cut
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED, PromiseKind
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.refusals import PromiseInThePast, TicketFinished
from answerback.tickets.staff import membership_of
from answerback.tickets.states import look_again
from answerback.tickets.words import beside, kept_not_empty
from answerback.wallets.places import Place

TIMES = ["kept_at", "broken_at", "released_at", "replaced_at"]


@transaction.atomic
def make_promise(
    ticket: Ticket,
    *,
    text: str,
    due_at: datetime,
    by: Actor,
    at: datetime,
    kind: PromiseKind = PromiseKind.DEED,
    owner: Membership | None = None,
    origin: str = "",
    callback_id: UUID | None = None,
    replaces: Promise | None = None,
) -> Promise:
    """Write down what we said we would do by `due_at`. The same `origin` twice is one promise.

    `owner`: who answers for it; without one, who makes it.
    """
    found = _same(ticket, origin)
    if found is not None:
        return found
    if look_again(ticket).state not in UNFINISHED:
        raise TicketFinished
    if due_at <= at:
        raise PromiseInThePast
    maker = membership_of(by, wallet_id=ticket.wallet_id)
    promise: Promise = Promise.objects.create(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        text=kept_beside(ticket, text, at=at),
        kind=kind,
        origin=origin,
        due_at=due_at,
        made_by=maker,
        owner=owner or maker,
        made_at=at,
        callback_id=callback_id,
        replaces=replaces,
    )
    data = {
        "promise": promise.id,
        "due_at": due_at,
        "callback": callback_id,
        "kind": promise.kind,
        "owner": promise.owner_id,
    }
    write_down(ticket, "promise.made", by=by, at=at, data=data)
    return promise


@transaction.atomic
def keep_promise(promise: Promise, *, by: Actor, at: datetime, done_at: datetime | None = None) -> Promise:
    """The promise is done. Late is better than never: a broken one can still be kept, and both times stay.

    `done_at`: when it was done, if we learn of it only now.
    """
    done = done_at or at
    won = pending(promise).update(kept_at=done) == 1
    promise.refresh_from_db(fields=TIMES)
    if won:
        data = {"promise": promise.id, "late": done > promise.due_at}
        write_down(promise.ticket, "promise.kept", by=by, at=at, data=data)
    return promise


@transaction.atomic
def release_promise(promise: Promise, *, by: Actor, at: datetime) -> Promise:
    """The user lets us off: nothing has to be done any more, and it does not count as kept."""
    won = pending(promise).update(released_at=at) == 1
    promise.refresh_from_db(fields=TIMES)
    if won:
        write_down(promise.ticket, "promise.released", by=by, at=at, data={"promise": promise.id})
    return promise


def pending(promise: Promise) -> QuerySet[Promise]:
    """The row itself while it still waits, broken or not; for conditional updates."""
    return still_owed(Promise.objects.for_wallet(promise.wallet_id)).filter(id=promise.id)


def still_owed(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Those that are neither kept, nor let off, nor replaced by another."""
    return rows.filter(kept_at=None, released_at=None, replaced_at=None)


def kept_beside(ticket: Ticket, text: str, *, at: datetime) -> str:
    """As it may be stored, alone and beside what the ticket says already; not empty."""
    about = Subject("ticket", ticket.id)
    kept = kept_not_empty(ticket.customer, text, at=at, about=about)
    for other in beside(ticket.customer, ticket):
        refuse_cut(ticket.wallet, (other, kept), place=Place.TICKET, at=at, about=about)
    return kept


def _same(ticket: Ticket, origin: str) -> Promise | None:
    rows = Promise.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, origin=origin)
    found: Promise | None = rows.first() if origin else None
    return found
