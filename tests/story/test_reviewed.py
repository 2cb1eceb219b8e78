"""What a review of the story found, played once more: nothing lost, nobody rung twice, no page left green alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks import dial, offer, plan, reconcile, settle, wrap_up
from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.put_off import put_off
from answerback.callbacks.queries import last_attempt, state_of
from answerback.callbacks.states import LostRace, State
from answerback.callbacks.status import Face
from answerback.customers.models import Consent, Customer, Purpose, Stop
from answerback.journal.write import SYSTEM
from answerback.ops import lines, work
from answerback.telephony import inbox
from answerback.telephony.inapp import driver as inapp
from answerback.telephony.legs import find
from answerback.telephony.models import InboxEvent, Leg
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet
from tests.cast import NOON, Cast, make_customer
from tests.story.acting import Clock, arrange

MINUTE = timedelta(minutes=1)


def again(callback: Callback) -> Callback:
    rows = Callback.objects.for_wallet(callback.wallet_id).select_related(
        "agent", "wallet", "customer", "ticket"
    )
    found: Callback = rows.get(id=callback.id)
    return found


def dialled(cast: Cast, clock: Clock, **changes: object) -> tuple[Callback, Attempt]:
    arrange(cast, **changes)
    plan.promote(at=clock.now)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    return callback, dial.dial(callback, by=cast.li_lei, at=clock.now)


@pytest.mark.parametrize("seconds", [0.5, 5])
def test_ringing_or_answered_call_cannot_be_put_off_or_given_back(
    cast: Cast, clock: Clock, seconds: float
) -> None:
    callback, _ = dialled(cast, clock)
    clock.passes(seconds)

    with pytest.raises(LostRace):
        put_off(again(callback), by=cast.li_lei, at=clock.now)
    with pytest.raises(LostRace):
        offer.give_back(again(callback), by=cast.li_lei, at=clock.now)
    assert again(callback).agent_id == cast.agent.id


def test_event_that_is_drained_before_its_leg_is_remembered_is_not_lost(cast: Cast, clock: Clock) -> None:
    _, attempt = dialled(cast, clock)
    lines.place_intended(clock.now)
    Attempt.objects.for_wallet(cast.wallet).filter(id=attempt.id).update(leg_id=None)

    lines.tell_the_story(clock.now)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.leg_id is None) == ("placed", False)


def test_placed_leg_is_adopted_after_a_crash_and_never_dialled_again(cast: Cast, clock: Clock) -> None:
    _, attempt = dialled(cast, clock)
    lines.place_intended(clock.now)
    Attempt.objects.for_wallet(cast.wallet).filter(id=attempt.id).update(leg_id=None)
    InboxEvent.objects.for_wallet(cast.wallet).update(drained_at=clock.now)

    reconcile.give_up_stale_intents(at=clock.now + 5 * MINUTE)

    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.leg_id is None, Leg.objects.for_wallet(cast.wallet).count()) == (
        "",
        False,
        1,
    )


def test_intent_that_was_hung_up_before_it_was_placed_rings_nobody(cast: Cast, clock: Clock) -> None:
    callback, attempt = dialled(cast, clock)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)

    lines.step(clock.now)

    assert (Leg.objects.for_wallet(cast.wallet).count(), again(callback).state) == (0, State.PLANNED)


def test_intent_from_before_a_long_outage_rings_nobody(cast: Cast, clock: Clock) -> None:
    callback, _ = dialled(cast, clock)
    later = clock.now + timedelta(hours=3)

    lines.step(later)
    work.reconciling(later)

    assert (Leg.objects.for_wallet(cast.wallet).count(), again(callback).state) == (0, State.PLANNED)


@pytest.mark.parametrize("silent", ["agent", "customer"])
def test_in_app_call_ends_when_either_page_falls_silent(cast: Cast, clock: Clock, silent: str) -> None:
    _, attempt = dialled(cast, clock, in_app=True)
    clock.passes(1)
    leg = find(Leg.objects.for_wallet(cast.wallet).get(intent_id=attempt.id).id)
    assert leg is not None
    inapp.accept(leg, at=clock.now)
    inapp.media_flows(leg, side="customer", at=clock.now)
    inapp.beat(leg, side="agent", at=clock.now)
    other = "customer" if silent == "agent" else "agent"
    for _ in range(6):
        clock.passes(4)
        inapp.beat(leg, side=other, at=clock.now)

    assert state_of(cast.customer, clock.now).face == Face.ENDED


def test_manual_call_leaves_the_page_at_arranged_and_unconfirmed(cast: Cast, clock: Clock) -> None:
    Wallet.objects.filter(id=cast.wallet.id).update(lines=[Line.MANUAL.value, Line.IN_APP.value])
    cast.customer.wallet.refresh_from_db()
    _, attempt = dialled(cast, clock)
    clock.passes(1)
    from answerback.telephony.manual.driver import answered

    answered(Leg.objects.for_wallet(cast.wallet).get(intent_id=attempt.id), at=clock.now)
    clock.passes(1)

    status = state_of(cast.customer, clock.now)
    assert (status.face, status.arranged is not None and status.arranged.manual) == (Face.ARRANGED, True)


def test_events_of_a_leg_are_told_by_seq_whatever_their_clocks_say(cast: Cast, clock: Clock) -> None:
    _, attempt = dialled(cast, clock, in_app=True)
    clock.passes(1)
    leg = Leg.objects.for_wallet(cast.wallet).get(intent_id=attempt.id)
    inapp.accept(leg, at=clock.now)
    inapp.media_flows(leg, side="customer", at=clock.now - MINUTE)

    lines.tell_the_story(clock.now)

    assert state_of(cast.customer, clock.now).face == Face.TALKING


def test_promoter_comes_to_rest_when_a_person_is_busy_and_serves_the_others(cast: Cast) -> None:
    arrange(cast, priority=1)
    for _ in range(3):
        arrange(cast, priority=7)
    other = arrange(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=other.id).update(customer=cast.stranger)

    turns = [plan.promote(at=NOON) for _ in range(3)]

    assert turns[1:] == [0, 0]
    assert again(other).ready_at == NOON


def test_one_unreadable_row_does_not_stop_the_others(cast: Cast) -> None:
    arrange(cast)
    broken = make_customer(cast.wallet, "broken", "+8617000000099", zone="Nowhere/AtAll")
    bad = arrange(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=bad.id).update(
        customer=broken, not_before=NOON - MINUTE
    )

    plan.promote(at=NOON)

    assert Callback.objects.for_wallet(cast.wallet).filter(ready_at__isnull=False).count() == 1


def test_stop_said_while_the_desk_dials_is_obeyed(cast: Cast, clock: Clock) -> None:
    arrange(cast)
    plan.promote(at=clock.now)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    Customer.objects.for_wallet(cast.wallet).update(stop=Stop.EVERYTHING)

    with pytest.raises(dial.MayNotRing):
        dial.dial(callback, by=cast.li_lei, at=clock.now)  # the desk's copy is older than the stop

    assert Attempt.objects.for_wallet(cast.wallet).count() == 0


def test_forbidden_call_is_not_shown_as_arranged(cast: Cast) -> None:
    arrange(cast)
    Customer.objects.for_wallet(cast.wallet).filter(id=cast.customer.id).update(stop=Stop.ALL_BUT_SECURITY)
    cast.customer.refresh_from_db()

    assert state_of(cast.customer, NOON).face == Face.QUIET


def test_call_without_consent_is_not_shown_as_arranged_once_it_is_held(cast: Cast) -> None:
    Consent.objects.for_wallet(cast.wallet).filter(purpose=Purpose.SERVICE).delete()
    arrange(cast)

    plan.promote(at=NOON)

    assert state_of(cast.customer, NOON).face == Face.QUIET


def test_voicemail_counts_as_an_attempt_and_not_as_speaking(cast: Cast, clock: Clock) -> None:
    callback, attempt = dialled(cast, clock)
    Attempt.objects.for_wallet(cast.wallet).filter(id=attempt.id).update(
        state="ended", outcome=AttemptOutcome.VOICEMAIL, answered_at=NOON, media_at=NOON, ended_at=NOON
    )
    Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(state=State.WRAP_UP)
    from answerback.callbacks.queries import facts_of

    wrap_up.finish(again(callback), Outcome.VOICEMAIL, by=cast.li_lei, at=clock.now)
    wrap_up.settle(at=clock.now + MINUTE)
    plan.promote(at=again(callback).not_before)

    assert facts_of(cast.customer, clock.now).last_spoke_at is None
    assert again(callback).state == State.PLANNED


def test_promised_call_outlives_the_deadline(cast: Cast, clock: Clock) -> None:
    callback, attempt = dialled(cast, clock, deadline_at=NOON + 10 * MINUTE)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    promised = clock.now + timedelta(days=2)
    wrap_up.finish(again(callback), Outcome.FOLLOW_UP, by=cast.li_lei, at=clock.now, next_call_at=promised)
    clock.passes(11)

    plan.expire(at=clock.now + timedelta(hours=1))

    assert (again(callback).state, again(callback).appointment_at) == (State.PLANNED, promised)


def test_matter_settled_while_we_ring_is_not_rung_again(cast: Cast, clock: Clock) -> None:
    customer = make_customer(cast.wallet, "busy", "+8617000000002")
    callback = arrange(cast, matter_id="m-9")
    Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(customer=customer)
    plan.promote(at=clock.now)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    settle.settle(cast.wallet, "m-9", customer, by=SYSTEM, at=clock.now)
    clock.passes(4)
    wrap_up.finish(again(callback), Outcome.BUSY, by=cast.li_lei, at=clock.now)
    clock.passes(12)

    plan.promote(at=again(callback).not_before)

    assert again(callback).state == State.CANCELLED


def test_trunk_that_falls_silent_in_a_call_leads_to_wrap_up_and_voids_the_code(
    cast: Cast, clock: Clock
) -> None:
    from answerback.telephony.events import TrunkSilent, Witness

    callback, attempt = dialled(cast, clock)
    clock.passes(5)
    leg = Leg.objects.for_wallet(cast.wallet).get(intent_id=attempt.id)
    inbox.put(leg, TrunkSilent, at=clock.now, witness=Witness.NETWORK)
    clock.passes(1)

    assert again(callback).state == State.WRAP_UP
    assert not Code.objects.for_wallet(cast.wallet).filter(void_at=None, matched_at=None).exists()


def test_elsewhere_is_not_hidden_by_our_own_failures(cast: Cast, clock: Clock) -> None:
    callback, attempt = dialled(cast, clock)
    rows = Attempt.objects.for_wallet(cast.wallet)
    rows.filter(id=attempt.id).update(state="ended", outcome=AttemptOutcome.BUSY, ended_at=clock.now)
    for number, outcome in enumerate(
        (AttemptOutcome.FAILED, AttemptOutcome.LINE_SILENT, AttemptOutcome.NOT_PLACED), 2
    ):
        rows.create(
            wallet=cast.wallet, callback=callback, agent=cast.agent, number=number, line=Line.SIMULATED,
            intended_at=clock.now, state="ended", outcome=outcome, ended_at=clock.now + MINUTE,
        )  # fmt: skip

    assert state_of(cast.customer, clock.now + 2 * MINUTE).face == Face.ELSEWHERE


def test_finishing_and_undoing_count_as_moves_so_that_a_stale_settler_loses(cast: Cast, clock: Clock) -> None:
    callback, attempt = dialled(cast, clock)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    wrap_up.finish(again(callback), Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    stale = again(callback)
    wrap_up.undo(again(callback), by=cast.li_lei, at=clock.now + timedelta(seconds=1))

    with pytest.raises(LostRace):
        wrap_up._settle_one(stale, clock.now + timedelta(seconds=11))
    assert (again(callback).state, last_attempt(callback) is not None) == (State.WRAP_UP, True)
