"""A promised call: kept by the call that reaches the customer, broken when none does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.promised import explain, keep_confirmed, keep_reached, promise_callback, step
from answerback.callbacks.request import request
from answerback.callbacks.states import State
from answerback.customers.models import Purpose
from answerback.journal.write import SYSTEM
from answerback.tickets.models import Promise
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast

DUE = NOON + timedelta(days=1)
CALLED = NOON + timedelta(hours=20)


def promised(cast: Cast) -> Promise:
    callback = request(
        wallet=cast.wallet,
        customer=cast.customer,
        kind="payment_not_arrived",
        purpose=Purpose.SERVICE,
        priority=5,
        guide="payment_not_arrived",
        not_before=NOON,
        deadline_at=None,
        by=SYSTEM,
        at=NOON,
    )
    ticket_of(callback, by=cast.li_lei, at=NOON)
    return promise_callback(callback, text="明天再给您打电话。", due_at=DUE, by=cast.li_lei, at=NOON)


def called(cast: Cast, promise: Promise, *, outcome: str = "") -> Attempt:
    callback = Callback.objects.for_wallet(cast.wallet).get(id=promise.callback_id)
    return Attempt.objects.create(
        wallet=cast.wallet,
        callback=callback,
        agent=cast.agent,
        number=1,
        line="simulated",
        state="ended" if outcome else "answered",
        outcome=outcome,
        intended_at=CALLED,
        answered_at=CALLED,
        ended_at=CALLED if outcome else None,
    )


def times(promise: Promise) -> tuple[object, object]:
    promise.refresh_from_db()
    return promise.kept_at, promise.broken_at


def test_promising_the_same_call_twice_plans_one(cast: Cast) -> None:
    first = promised(cast)
    source = Callback.objects.for_wallet(cast.wallet).exclude(id=first.callback_id).get()
    again = promise_callback(source, text="明天再给您打电话。", due_at=DUE, by=cast.li_lei, at=NOON)

    assert again == first
    assert Callback.objects.for_wallet(cast.wallet).count() == 2


def test_confirmed_call_keeps_it_when_it_was_answered(cast: Cast) -> None:
    promise = promised(cast)
    attempt = called(cast, promise)

    for _ in range(2):
        keep_confirmed(attempt, at=CALLED + timedelta(minutes=1))

    assert times(promise) == (CALLED, None)
    assert step(DUE) == 0


def test_call_that_reached_the_customer_keeps_it_without_a_code(cast: Cast) -> None:
    promise = promised(cast)
    callback = called(cast, promise, outcome=AttemptOutcome.SPOKE).callback
    callback.outcome = Outcome.WAITING

    keep_reached(callback, at=DUE + timedelta(minutes=5))

    assert times(promise) == (CALLED, None)


def test_voicemail_wrong_person_and_nobody_keep_nothing(cast: Cast) -> None:
    promise = promised(cast)
    callback = called(cast, promise, outcome=AttemptOutcome.VOICEMAIL).callback
    for outcome in (Outcome.SOLVED, Outcome.VOICEMAIL):
        callback.outcome = outcome
        keep_reached(callback, at=CALLED)
    Attempt.objects.filter(callback=callback).update(outcome=AttemptOutcome.SPOKE)
    callback.outcome = Outcome.WRONG_PERSON
    keep_reached(callback, at=CALLED)

    assert (step(DUE), times(promise)) == (1, (None, DUE))


def test_it_is_not_broken_while_its_call_goes_on(cast: Cast) -> None:
    promise = promised(cast)
    rows = Callback.objects.for_wallet(cast.wallet).filter(id=promise.callback_id)
    rows.update(state=State.TALKING, agent=cast.agent)
    assert step(DUE) == 0

    rows.update(state=State.DONE)
    assert step(DUE) == 1


def test_call_does_not_keep_what_was_promised_in_it(cast: Cast) -> None:
    promise = promised(cast)
    attempt = called(cast, promise)
    Promise.objects.filter(id=promise.id).update(made_at=CALLED + timedelta(minutes=1))

    keep_confirmed(attempt, at=CALLED + timedelta(minutes=2))

    assert times(promise) == (None, None)


def test_call_promised_anew_after_its_callback_ended_is_planned_once_and_keeps_it(cast: Cast) -> None:
    promise = promised(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=promise.callback_id).update(
        state=State.UNREACHABLE, ended_at=DUE
    )
    step(DUE)
    anew, later = DUE + timedelta(days=1), DUE + timedelta(hours=1)

    for _time in range(2):
        explain(promise, words="您的电话没有接通。", by=cast.li_lei, at=later, new_due_at=anew)

    instead = Promise.objects.for_wallet(cast.wallet).get(replaces=promise)
    planned = Callback.objects.for_wallet(cast.wallet).filter(created_at=later)
    assert [one.id for one in planned] == [instead.callback_id] != [promise.callback_id]
    assert planned[0].not_before == later + (anew - later) / 2
    attempt = called(cast, instead)
    Attempt.objects.for_wallet(cast.wallet).filter(id=attempt.id).update(answered_at=anew)
    attempt.refresh_from_db()
    keep_confirmed(attempt, at=anew)
    instead.refresh_from_db()
    assert instead.kept_at == anew


def test_call_promised_anew_while_its_callback_still_comes_plans_no_other(cast: Cast) -> None:
    promise = promised(cast)
    step(DUE)

    explain(promise, words="今天线路太忙。", by=cast.li_lei, at=DUE, new_due_at=DUE + timedelta(days=1))

    instead = Promise.objects.for_wallet(cast.wallet).get(replaces=promise)
    assert instead.callback_id == promise.callback_id
    assert Callback.objects.for_wallet(cast.wallet).filter(created_at=DUE).count() == 0
