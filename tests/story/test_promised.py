"""Another call was promised: the ticket says so, the next answered call keeps it, silence breaks it."""

from __future__ import annotations

from datetime import timedelta

from answerback.callbacks import dial, offer, plan, prove, wrap_up
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.prove import Checked
from answerback.callbacks.queries import live_attempt
from answerback.tickets import promise_break
from answerback.tickets.models import Promise
from tests.cast import Cast
from tests.story.acting import Clock, arrange


def promised(cast: Cast, clock: Clock) -> Promise:
    arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    attempt = dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    row = (
        Callback.objects.for_wallet(cast.wallet).select_related("wallet", "customer", "agent", "ticket").get()
    )
    later = clock.now + timedelta(hours=1)
    wrap_up.finish(row, Outcome.FOLLOW_UP, by=cast.li_lei, at=clock.now, next_call_at=later)
    clock.passes(11)
    found: Promise = Promise.objects.for_wallet(cast.wallet).get()
    return found


def test_promised_call_is_kept_when_it_is_answered(cast: Cast, clock: Clock) -> None:
    made = promised(cast, clock)
    clock.now += timedelta(hours=1)
    plan.promote(at=clock.now)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(5)
    attempt = live_attempt(callback)
    assert attempt is not None
    code = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now)
    assert prove.check(attempt, code.sealed, by=cast.user, at=clock.now) == Checked.MATCHED

    made.refresh_from_db()
    assert (made.text, made.kept_at is not None, made.broken_at) == ("我们会再次给您打电话。", True, None)


def test_promised_call_that_is_not_made_is_broken_half_an_hour_later(cast: Cast, clock: Clock) -> None:
    made = promised(cast, clock)

    promise_break.step(made.due_at + timedelta(seconds=1))

    made.refresh_from_db()
    assert (made.kept_at, made.broken_at is not None) == (None, True)
