"""Step 9, when it was not kept: the promise is seen to be broken, its owner explains it, the user reads why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.journal.write import SYSTEM, Actor
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import PromiseKind
from answerback.tickets.models import Promise
from answerback.tickets.promise import TIMES, kept_beside, make_promise, pending, still_owed
from answerback.tickets.refusals import PromiseNotBroken
from answerback.tickets.staff import membership_of
from answerback.tickets.told import tell_of_promise

BATCH = 100


def step(now: datetime, *, talking: Collection[UUID] = ()) -> int:
    """Mark what is overdue as broken, one transaction each; returns how many. Run by the dispatcher.

    `talking`: callbacks in whose call somebody is being spoken to now; whether they kept their promise shows after.
    """
    # every wallet: the dispatcher serves all
    overdue = still_owed(Promise.objects.filter(broken_at=None, due_at__lte=now))
    overdue = overdue.exclude(callback_id__in=talking) if talking else overdue
    rows = overdue.select_related("ticket__wallet", "ticket__customer")
    return sum(_mark_broken(promise, now) for promise in rows[:BATCH])


@transaction.atomic
def _mark_broken(promise: Promise, now: datetime) -> bool:
    if pending(promise).filter(broken_at=None).update(broken_at=now) != 1:
        return False
    data = {"promise": promise.id, "due_at": promise.due_at}
    write_down(promise.ticket, "promise.broken", by=SYSTEM, at=now, data=data)
    tell_of_promise(promise, at=now)
    return True


@transaction.atomic
def explain_promise(
    promise: Promise,
    *,
    words: str,
    by: Actor,
    at: datetime,
    new_due_at: datetime | None = None,
    callback_id: UUID | None = None,
) -> Promise:
    """Tell the user in words why it was not kept; with `new_due_at` the same is promised anew, by then.

    `callback_id`: the call that keeps the new one, where it is another than before (`callbacks.promised`).

    An explanation stands: a second one changes nothing. Raises PromiseNotBroken, EmptyText, SecretInText,
    PromiseInThePast, TicketFinished.
    """
    rows = Promise.objects.for_wallet(promise.wallet_id).filter(id=promise.id)
    current: Promise = rows.select_for_update(of=("self",)).select_related("ticket__customer").get()
    if current.explained_at is not None:
        return current
    if current.broken_at is None:
        raise PromiseNotBroken
    current.explanation = kept_beside(current.ticket, words, at=at)
    current.explained_at, current.explained_by = at, membership_of(by, wallet_id=current.wallet_id)
    current.save(update_fields=["explanation", "explained_at", "explained_by"])
    call = callback_id or current.callback_id
    instead = _anew(current, new_due_at, call, by=by, at=at) if new_due_at else None
    data = {"promise": current.id, "instead": instead.id if instead else None}
    write_down(current.ticket, "promise.explained", by=by, at=at, data=data)
    return current


def _anew(
    promise: Promise, due_at: datetime, callback_id: UUID | None, *, by: Actor, at: datetime
) -> Promise | None:
    """The same once more; nothing, when it was kept meanwhile or the user let us off."""
    if pending(promise).update(replaced_at=at) != 1:
        return None
    promise.refresh_from_db(fields=TIMES)
    return make_promise(
        promise.ticket,
        text=promise.text,
        due_at=due_at,
        by=by,
        at=at,
        kind=PromiseKind(promise.kind),
        owner=promise.owner,
        origin=f"instead:{promise.id}",
        callback_id=callback_id,
        replaces=promise,
    )
