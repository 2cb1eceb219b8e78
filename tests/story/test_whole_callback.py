"""One callback from request to the end, on the simulated line."""

from __future__ import annotations

from answerback.callbacks import dial, offer, prove, wrap_up
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.prove import Checked
from answerback.callbacks.queries import live_attempt, state_of
from answerback.callbacks.states import State
from answerback.callbacks.status import Face
from tests.cast import Cast
from tests.story.acting import Clock, arrange


def test_callback_by_phone_is_proven_by_code_and_done_after_ten_seconds(cast: Cast, clock: Clock) -> None:
    faces = [state_of(cast.customer, clock.now).face]
    arrange(cast)
    clock.passes(1)
    faces.append(state_of(cast.customer, clock.now).face)

    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    attempt = dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(2)
    faces.append(state_of(cast.customer, clock.now).face)
    clock.passes(2)
    faces.append(state_of(cast.customer, clock.now).face)
    attempt = live_attempt(callback)
    assert attempt is not None
    code = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now)
    assert prove.check(attempt, code.sealed, by=cast.user, at=clock.now) == Checked.MATCHED
    status = state_of(cast.customer, clock.now)
    faces.append(status.face)
    assert status.call is not None and status.call.agent.zh == "李雷"

    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    faces.append(state_of(cast.customer, clock.now).face)
    callback = Callback.objects.for_wallet(cast.wallet).get(id=callback.id)
    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    clock.passes(9)
    assert Callback.objects.for_wallet(cast.wallet).get(id=callback.id).state == State.WRAP_UP
    clock.passes(2)

    assert Callback.objects.for_wallet(cast.wallet).get(id=callback.id).state == State.DONE
    assert faces == [
        Face.QUIET,
        Face.ARRANGED,
        Face.RINGING,
        Face.CONNECTED,
        Face.TALKING,
        Face.ENDED,
    ]
