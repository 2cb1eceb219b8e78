"""Step 9, the promise of another call: written into the ticket, kept by the call that reaches the customer.

Kept is a promised call when somebody was spoken to, not when a line was answered: a voicemail keeps no promise.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext, override

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.request import request
from answerback.callbacks.states import State
from answerback.customers.models import Purpose
from answerback.journal.write import SYSTEM, Actor
from answerback.tickets import promise_break
from answerback.tickets.kinds import PromiseKind
from answerback.tickets.models import Promise, Ticket
from answerback.tickets.promise import keep_promise, make_promise, pending
from answerback.tickets.queries import open_promises

HALF_HOUR = timedelta(minutes=30)
PROMISED_PRIORITY = 3  # a promise is not left behind what merely came in before it
# How an agent sums up a call in which the customer himself was spoken to.
REACHED = frozenset({Outcome.SOLVED, Outcome.FOLLOW_UP, Outcome.WAITING, Outcome.CALL_LATER, Outcome.REFUSED})


def promise_call(callback: Callback, *, at: datetime) -> None:
    """We said when we ring again: a promise of its ticket, due at the end of that half hour; saying it twice is one."""
    due = callback.next_call_at
    if due is None:
        return
    with override(callback.customer.language):
        text = gettext("We ring you again.")
    make_promise(
        ticket_of(callback, by=SYSTEM, at=at),
        text=text,
        due_at=due + HALF_HOUR,
        by=SYSTEM,
        at=at,
        kind=PromiseKind.CALL,
        owner=callback.agent,
        origin=f"callback:{callback.id}:{due.timestamp():.0f}",
        callback_id=callback.id,
    )


@transaction.atomic
def promise_callback(callback: Callback, *, text: str, due_at: datetime, by: Actor, at: datetime) -> Promise:
    """We ring once more about the same matter by `due_at`: a callback of its own, and the promise that it keeps.

    It waits for the second half of its time, so that something can happen before. The same time twice is one.
    """
    ticket = ticket_of(callback, by=by, at=at)
    origin = f"{ticket.id}:call:{due_at.timestamp():.0f}"
    planned = _planned(callback, ticket, due_at, event_id=uuid5(ticket.id, origin), by=by, at=at)
    return make_promise(
        ticket,
        text=text,
        due_at=due_at,
        by=by,
        at=at,
        kind=PromiseKind.CALL,
        origin=origin[:80],
        callback_id=planned.id,
    )


@transaction.atomic
def explain(
    promise: Promise, *, words: str, by: Actor, at: datetime, new_due_at: datetime | None = None
) -> Promise:
    """As `promise_break.explain_promise`; a call that is promised anew after the first one ended is planned anew."""
    rows = Callback.objects.for_wallet(promise.wallet_id).filter(id=promise.callback_id)
    over = rows.filter(ended_at__isnull=False).select_related("wallet", "customer").first()
    current = pending(promise).filter(kind=PromiseKind.CALL, explained_at=None, broken_at__isnull=False)
    call = None
    if over is not None and new_due_at is not None and new_due_at > at and current.exists():
        event_id = uuid5(promise.id, "instead")
        call = _planned(over, promise.ticket, new_due_at, event_id=event_id, by=by, at=at).id
    return promise_break.explain_promise(
        promise, words=words, by=by, at=at, new_due_at=new_due_at, callback_id=call
    )


def _planned(
    callback: Callback, ticket: Ticket, due_at: datetime, *, event_id: UUID, by: Actor, at: datetime
) -> Callback:
    return request(
        wallet=callback.wallet,
        customer=callback.customer,
        kind=callback.kind,
        purpose=Purpose(callback.purpose),
        priority=min(callback.priority, PROMISED_PRIORITY),
        guide=callback.guide,
        not_before=at + (due_at - at) / 2,
        deadline_at=None,
        by=by,
        at=at,
        matter_id=callback.matter_id,
        event_id=event_id,
        language=callback.language,
        ticket=ticket,
        in_app=callback.in_app,
        about=callback.about,
    )


def keep_confirmed(attempt: Attempt, *, at: datetime) -> None:
    """The code matched: the customer is on the line, and what was promised before it is kept."""
    _keep(attempt.callback, attempt, at=at)


def keep_reached(callback: Callback, *, at: datetime) -> None:
    """The agent says that he spoke to the customer; the promise was kept when that call was answered."""
    attempts = Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback)
    answered = attempts.filter(answered_at__isnull=False).exclude(outcome=AttemptOutcome.VOICEMAIL)
    attempt = answered.order_by("-number").first()
    if attempt is not None and callback.outcome in REACHED:
        _keep(callback, attempt, at=at)


def step(now: datetime) -> int:
    """Break what is overdue; not what a call that goes on now may be keeping."""
    # every wallet: the dispatcher serves all
    talking = Callback.objects.filter(state__in=[State.TALKING, State.WRAP_UP]).values_list("id", flat=True)
    return promise_break.step(now, talking=list(talking))


def _keep(callback: Callback, attempt: Attempt, *, at: datetime) -> None:
    answered = attempt.answered_at
    if callback.ticket_id is None or answered is None:
        return
    owed = open_promises(callback.wallet).filter(ticket_id=callback.ticket_id, callback_id=callback.id)
    for promise in owed.filter(kind=PromiseKind.CALL, made_at__lt=answered):
        keep_promise(promise, by=SYSTEM, at=at, done_at=answered)
