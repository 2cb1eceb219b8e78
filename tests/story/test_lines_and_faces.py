"""Each simulated outcome, told through the whole story: what the callback becomes, what the user's page says."""

from __future__ import annotations

import pytest

from answerback.callbacks import dial, offer, prove, wrap_up
from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.prove import Checked, NoCodeLeft, NotYourCall
from answerback.callbacks.queries import last_attempt, state_of
from answerback.callbacks.states import State
from answerback.callbacks.status import Face
from answerback.customers.models import Customer
from answerback.telephony.models import LineLock
from answerback.wallets.kinds import Line
from tests.cast import Cast, make_customer
from tests.story.acting import Clock, arrange


def ring(cast: Cast, clock: Clock, ending: str) -> tuple[Customer, Callback]:
    customer = make_customer(cast.wallet, f"phone-{ending}", f"+86170000000{ending}")
    callback = arrange(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(customer=customer)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    return customer, callback


def again(callback: Callback) -> Callback:
    return Callback.objects.for_wallet(callback.wallet_id).get(id=callback.id)


def attempt_of(callback: Callback) -> Attempt:
    attempt = last_attempt(callback)
    assert attempt is not None
    return attempt


@pytest.mark.parametrize(
    ("ending", "outcome", "face", "suggested"),
    [
        ("02", AttemptOutcome.BUSY, Face.ELSEWHERE, Outcome.BUSY),
        ("03", AttemptOutcome.NO_ANSWER, Face.ENDED, Outcome.NO_ANSWER),
        ("04", AttemptOutcome.REFUSED, Face.ENDED, Outcome.NO_ANSWER),
        ("05", AttemptOutcome.VOICEMAIL, Face.ENDED, Outcome.VOICEMAIL),
        ("06", AttemptOutcome.SPOKE, Face.ENDED, None),
        ("07", AttemptOutcome.WRONG_NUMBER, Face.QUIET, Outcome.WRONG_PERSON),
        ("11", AttemptOutcome.FAILED, Face.ENDED, Outcome.TECHNICAL),
    ],
)
def test_outcome_of_the_line_becomes_wrap_up_and_a_face(
    cast: Cast, clock: Clock, ending: str, outcome: AttemptOutcome, face: Face, suggested: Outcome | None
) -> None:
    customer, callback = ring(cast, clock, ending)

    clock.passes(40)

    attempt = attempt_of(callback)
    assert (again(callback).state, attempt.outcome, wrap_up.suggested(attempt)) == (
        State.WRAP_UP,
        outcome,
        suggested,
    )
    assert state_of(customer, clock.now).face == face
    assert LineLock.objects.count() == 0


def test_silent_trunk_is_no_attempt_on_the_customer_and_frees_the_agent(cast: Cast, clock: Clock) -> None:
    customer, callback = ring(cast, clock, "08")

    clock.passes(7)

    row = again(callback)
    assert (row.state, row.agent_id, attempt_of(callback).outcome) == (
        State.PLANNED,
        None,
        AttemptOutcome.LINE_SILENT,
    )
    assert state_of(customer, clock.now).face == Face.ARRANGED


def test_answer_without_sound_never_brings_a_code(cast: Cast, clock: Clock) -> None:
    customer, callback = ring(cast, clock, "10")

    clock.passes(20)

    assert state_of(customer, clock.now).face == Face.CONNECTED
    with pytest.raises(NoCodeLeft):
        prove.fetch(attempt_of(callback), cast.agent, by=cast.li_lei, at=clock.now)


def test_voicemail_that_answers_stays_connected_without_a_name(cast: Cast, clock: Clock) -> None:
    customer, _ = ring(cast, clock, "05")

    clock.passes(10)

    status = state_of(customer, clock.now)
    assert (status.face, status.call is not None and status.call.confirmed_at) == (Face.CONNECTED, None)


def test_code_allows_three_tries_and_then_is_void(cast: Cast, clock: Clock) -> None:
    _, callback = ring(cast, clock, "01")
    clock.passes(5)
    attempt = attempt_of(callback)
    right = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now).sealed
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    found = [prove.check(attempt, text, by=cast.user, at=clock.now) for text in (wrong, wrong, wrong, right)]

    assert found == [Checked.WRONG, Checked.WRONG, Checked.WRONG, Checked.NO_CODE]
    assert attempt_of(callback).confirmed_at is None


def test_code_dies_after_ninety_seconds_and_a_leg_has_three(cast: Cast, clock: Clock) -> None:
    _, callback = ring(cast, clock, "01")
    clock.passes(5)
    attempt = attempt_of(callback)
    first = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now).sealed
    clock.passes(91)

    assert prove.check(attempt, first, by=cast.user, at=clock.now) == Checked.EXPIRED
    for _ in range(2):
        prove.issue(attempt, at=clock.now)
        clock.passes(91)
    with pytest.raises(NoCodeLeft):
        prove.issue(attempt, at=clock.now)
    assert Code.objects.for_wallet(cast.wallet).filter(attempt=attempt).count() == 3


def test_code_is_read_in_full_width_and_with_spaces_and_is_only_the_agents(cast: Cast, clock: Clock) -> None:
    _, callback = ring(cast, clock, "01")
    clock.passes(5)
    attempt = attempt_of(callback)
    right = prove.fetch(attempt, cast.agent, by=cast.li_lei, at=clock.now).sealed

    with pytest.raises(NotYourCall):
        prove.fetch(attempt, cast.supervisor, by=cast.han_meimei, at=clock.now)
    typed = "".join(chr(ord(digit) + 0xFEE0) for digit in right[:3]) + " - " + right[3:]
    assert prove.check(attempt, "12345", by=cast.user, at=clock.now) == Checked.NOT_DIGITS
    assert prove.check(attempt, typed, by=cast.user, at=clock.now) == Checked.MATCHED
    assert prove.check(attempt, right, by=cast.user, at=clock.now) == Checked.MATCHED


def test_in_app_call_is_proven_by_the_customers_own_session_and_needs_no_code(
    cast: Cast, clock: Clock
) -> None:
    from answerback.telephony.inapp import driver
    from answerback.telephony.legs import find

    callback = arrange(cast, in_app=True)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    leg = find(attempt_of(callback).leg_id)  # type: ignore[arg-type]
    assert leg is not None
    faces = []
    for step in (
        lambda: driver.rang(leg, at=clock.now),
        lambda: driver.media_flows(leg, side="agent", at=clock.now),
        lambda: driver.accept(leg, at=clock.now),
        lambda: driver.media_flows(leg, side="customer", at=clock.now),
    ):
        step()
        clock.passes(1)
        faces.append(state_of(cast.customer, clock.now).face)

    assert attempt_of(callback).line == Line.IN_APP
    assert faces == [Face.RINGING, Face.RINGING, Face.CONNECTED, Face.TALKING]
