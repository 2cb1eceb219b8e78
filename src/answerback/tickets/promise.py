"""Step 9: a promise is made with a time, kept, or seen to be broken; never forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from answerback.journal.write import SYSTEM, Actor, Subject
from answerback.texts.together import refuse_cut
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.refusals import PromiseInThePast, TicketFinished
from answerback.tickets.staff import membership_of
from answerback.tickets.states import look_again
from answerback.tickets.words import beside, kept_not_empty
from answerback.wallets.places import Place

BATCH = 100


@transaction.atomic
def make_promise(
    ticket: Ticket,
    *,
    text: str,
    due_at: datetime,
    by: Actor,
    at: datetime,
    origin: str = "",
    callback_id: UUID | None = None,
) -> Promise:
    """Write down what we said we would do by `due_at`. The same `origin` twice is one promise."""
    found = _same(ticket, origin)
    if found is not None:
        return found
    if look_again(ticket).state not in UNFINISHED:
        raise TicketFinished
    if due_at <= at:
        raise PromiseInThePast
    promise: Promise = Promise.objects.create(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        text=_kept(ticket, text, at=at),
        origin=origin,
        due_at=due_at,
        made_by=membership_of(by, wallet_id=ticket.wallet_id),
        made_at=at,
        callback_id=callback_id,
    )
    data = {"promise": promise.id, "due_at": due_at, "callback": callback_id}
    write_down(ticket, "promise.made", by=by, at=at, data=data)
    return promise


@transaction.atomic
def keep_promise(promise: Promise, *, by: Actor, at: datetime) -> Promise:
    """The promise is done. Late is better than never: a broken one can still be kept, and both times stay."""
    won = _pending(promise).update(kept_at=at) == 1
    promise.refresh_from_db(fields=["kept_at", "broken_at", "released_at"])
    if won:
        data = {"promise": promise.id, "late": at > promise.due_at}
        write_down(promise.ticket, "promise.kept", by=by, at=at, data=data)
    return promise


@transaction.atomic
def release_promise(promise: Promise, *, by: Actor, at: datetime) -> Promise:
    """The user lets us off: nothing has to be done any more, and it does not count as kept."""
    won = _pending(promise).update(released_at=at) == 1
    promise.refresh_from_db(fields=["kept_at", "broken_at", "released_at"])
    if won:
        write_down(promise.ticket, "promise.released", by=by, at=at, data={"promise": promise.id})
    return promise


def _pending(promise: Promise) -> QuerySet[Promise]:
    rows = Promise.objects.for_wallet(promise.wallet_id)
    return rows.filter(id=promise.id, kept_at=None, released_at=None)


def step(now: datetime) -> int:
    """Mark what is overdue as broken, one transaction each; returns how many. Run by the dispatcher."""
    # every wallet: the dispatcher serves all
    pending = Promise.objects.filter(kept_at=None, broken_at=None, released_at=None)
    overdue = pending.filter(due_at__lte=now).select_related("ticket")
    return sum(_mark_broken(promise, now) for promise in overdue[:BATCH])


@transaction.atomic
def _mark_broken(promise: Promise, now: datetime) -> bool:
    if _pending(promise).filter(broken_at=None).update(broken_at=now) != 1:
        return False
    data = {"promise": promise.id, "due_at": promise.due_at}
    write_down(promise.ticket, "promise.broken", by=SYSTEM, at=now, data=data)
    return True


def _kept(ticket: Ticket, text: str, *, at: datetime) -> str:
    """As it may be stored, alone and beside what the ticket says already."""
    about = Subject("ticket", ticket.id)
    kept = kept_not_empty(ticket.customer, text, at=at, about=about)
    for other in beside(ticket.customer, ticket):
        refuse_cut(ticket.wallet, (other, kept), place=Place.TICKET, at=at, about=about)
    return kept


def _same(ticket: Ticket, origin: str) -> Promise | None:
    rows = Promise.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, origin=origin)
    found: Promise | None = rows.first() if origin else None
    return found
