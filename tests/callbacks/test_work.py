"""Offer, dial, wrap up, reconcile: one agent, one user, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks import dial, offer, plan, reconcile, settle, wrap_up
from answerback.callbacks.close import ring_again
from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.offer import NothingReady
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.callbacks.personal import NotOpenYet, open_data
from answerback.callbacks.states import State
from answerback.callbacks.wrap_up import NotInWrapUp, TimeMissing, TooLateToUndo
from answerback.customers.models import Customer, Stop
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from tests.cast import NOON, Cast
from tests.story.acting import Clock, arrange

MINUTE = timedelta(minutes=1)


def again(callback: Callback) -> Callback:
    return (
        Callback.objects.for_wallet(callback.wallet_id)
        .select_related("agent", "wallet", "customer")
        .get(id=callback.id)
    )


def spoken(cast: Cast, clock: Clock) -> Callback:
    """A callback whose call is just over."""
    arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    attempt = dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    return again(callback)


def test_most_urgent_ready_callback_is_offered_first_and_the_held_one_again(cast: Cast) -> None:
    calm, urgent = arrange(cast, priority=7), arrange(cast, priority=1)
    Callback.objects.for_wallet(cast.wallet).filter(id=urgent.id).update(customer=cast.stranger)
    plan.promote(at=NOON)

    first = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)
    second = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)

    assert (first.id, second.id) == (urgent.id, urgent.id)
    assert again(calm).state == State.PLANNED


def test_agent_is_offered_only_what_he_can_serve(cast: Cast) -> None:
    arrange(cast, language="en")
    plan.promote(at=NOON)
    cast.agent.languages = ["zh-hans"]
    cast.agent.save()

    with pytest.raises(NothingReady):
        offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)


def test_more_urgent_callback_of_the_same_person_takes_the_place_of_a_ready_one(cast: Cast) -> None:
    calm = arrange(cast, priority=7)
    plan.promote(at=NOON)
    urgent = arrange(cast, priority=1)
    plan.promote(at=NOON)

    assert (again(calm).ready_at, again(urgent).ready_at) == (None, NOON)


def test_dialling_screens_again_and_gives_the_agent_back(cast: Cast) -> None:
    arrange(cast)
    plan.promote(at=NOON)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)
    Customer.objects.for_wallet(cast.wallet).filter(id=cast.customer.id).update(stop=Stop.EVERYTHING)

    with pytest.raises(dial.MayNotRing):
        dial.dial(again(callback), by=cast.li_lei, at=NOON)

    assert (again(callback).state, Attempt.objects.for_wallet(cast.wallet).count()) == (State.REFUSED, 0)


def test_dialling_twice_is_one_attempt(cast: Cast) -> None:
    arrange(cast)
    plan.promote(at=NOON)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)

    attempts = {dial.dial(callback, by=cast.li_lei, at=NOON).id for _ in range(3)}

    assert len(attempts) == 1


def test_settled_event_cancels_what_is_not_yet_dialled_and_nothing_else(cast: Cast, clock: Clock) -> None:
    waiting = arrange(cast, matter_id="m-1")
    other = arrange(cast, matter_id="m-2")

    first = settle.settle(cast.wallet, "m-1", cast.customer, by=SYSTEM, at=NOON)
    second = settle.settle(cast.wallet, "m-1", cast.customer, by=SYSTEM, at=NOON)

    assert ([one.id for one in first], second) == ([waiting.id], [])
    assert (again(waiting).state, again(other).state) == (State.CANCELLED, State.PLANNED)


def test_finishing_can_be_undone_for_ten_seconds_and_not_after(cast: Cast, clock: Clock) -> None:
    callback = spoken(cast, clock)
    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    wrap_up.undo(again(callback), by=cast.li_lei, at=clock.now + timedelta(seconds=9))
    undone = again(callback)
    assert (undone.state, undone.outcome, undone.finished_at) == (State.WRAP_UP, "", None)

    wrap_up.finish(undone, Outcome.WAITING, by=cast.li_lei, at=clock.now)
    with pytest.raises(TooLateToUndo):
        wrap_up.undo(again(callback), by=cast.li_lei, at=clock.now + timedelta(seconds=10))


def test_undo_gives_the_next_undialled_callback_back(cast: Cast, clock: Clock) -> None:
    first = spoken(cast, clock)
    wrap_up.finish(first, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    second = arrange(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=second.id).update(customer=cast.stranger)
    plan.promote(at=clock.now)
    offered = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)

    wrap_up.undo(again(first), by=cast.li_lei, at=clock.now)

    assert offered.id == second.id
    assert (again(first).finished_at, again(second).state, again(second).agent) == (None, State.PLANNED, None)


def test_finishing_twice_is_once_and_with_another_outcome_refused(cast: Cast, clock: Clock) -> None:
    callback = spoken(cast, clock)

    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    wrap_up.finish(again(callback), Outcome.SOLVED, by=cast.li_lei, at=clock.now)

    with pytest.raises(NotInWrapUp):
        wrap_up.finish(again(callback), Outcome.REFUSED, by=cast.li_lei, at=clock.now)
    assert Entry.objects.filter(kind="callback.finished", subject_id=callback.id).count() == 1


def test_promised_call_needs_its_time_and_comes_back_as_an_appointment(cast: Cast, clock: Clock) -> None:
    callback = spoken(cast, clock)
    with pytest.raises(TimeMissing):
        wrap_up.finish(callback, Outcome.FOLLOW_UP, by=cast.li_lei, at=clock.now)
    tomorrow = clock.now + timedelta(days=1)

    wrap_up.finish(callback, Outcome.FOLLOW_UP, by=cast.li_lei, at=clock.now, next_call_at=tomorrow)
    clock.passes(11)

    row = again(callback)
    assert (row.state, row.appointment_at, row.not_before, row.agent) == (
        State.PLANNED,
        tomorrow,
        tomorrow,
        None,
    )


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.SOLVED, State.DONE),
        (Outcome.WAITING, State.DONE),
        (Outcome.REFUSED, State.REFUSED),
        (Outcome.WRONG_PERSON, State.UNREACHABLE),
        (Outcome.CUT_OFF, State.PLANNED),
        (Outcome.NO_ANSWER, State.PLANNED),
    ],
)
def test_outcome_decides_what_happens_next(cast: Cast, clock: Clock, outcome: Outcome, state: State) -> None:
    callback = spoken(cast, clock)
    wrap_up.finish(callback, outcome, by=cast.li_lei, at=clock.now)

    wrap_up.settle(at=clock.now + timedelta(seconds=11))

    assert again(callback).state == state


def test_solved_callback_solves_its_ticket_and_not_solved_rings_again_once(cast: Cast, clock: Clock) -> None:
    callback = spoken(cast, clock)
    ticket = ticket_of(callback, by=cast.li_lei, at=clock.now)
    wrap_up.finish(again(callback), Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    clock.passes(11)
    ticket.refresh_from_db()
    assert ticket.state == "solved"

    one, two = (ring_again(ticket, by=cast.user, at=clock.now) for _ in range(2))

    assert (one.id, one.ticket_id) == (two.id, ticket.id)


def test_personal_data_opens_with_the_answered_call_and_is_written_down_once(
    cast: Cast, clock: Clock
) -> None:
    arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    with pytest.raises(NotOpenYet):
        open_data(callback, cast.agent, by=cast.li_lei, at=clock.now)
    dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(5)

    for _ in range(3):
        opened = open_data(again(callback), cast.agent, by=cast.li_lei, at=clock.now)

    assert (opened.name, opened.masked, opened.number) == ("王小明", "•••• 01", "")
    with pytest.raises(NotOpenYet):
        open_data(again(callback), cast.supervisor, by=cast.han_meimei, at=clock.now)
    assert Entry.objects.filter(kind="customer.read", subject_id=callback.id).count() == 1


def test_offer_of_a_silent_desk_goes_back_to_the_queue_and_a_live_one_stays(cast: Cast) -> None:
    callback = arrange(cast)
    plan.promote(at=NOON)
    offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)
    offer.renew(cast.agent, at=NOON + MINUTE)

    reconcile.return_expired_offers(at=NOON + 2 * MINUTE)
    kept = again(callback).state
    reconcile.return_expired_offers(at=NOON + 3 * MINUTE)

    assert (kept, again(callback).state, again(callback).agent) == (State.OFFERED, State.PLANNED, None)


def test_intent_that_reached_no_line_is_given_up_not_dialled_late(cast: Cast) -> None:
    arrange(cast)
    plan.promote(at=NOON)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)
    attempt = dial.dial(callback, by=cast.li_lei, at=NOON)

    reconcile.give_up_stale_intents(at=NOON + 2 * MINUTE)

    attempt.refresh_from_db()
    assert (attempt.outcome, again(callback).state) == (AttemptOutcome.NOT_PLACED, State.PLANNED)


def test_abandoned_wrap_up_is_finished_with_what_the_line_told(cast: Cast, clock: Clock) -> None:
    callback = spoken(cast, clock)

    reconcile.finish_abandoned_wrap_ups(at=clock.now + timedelta(hours=1))

    assert again(callback).outcome == Outcome.WAITING
