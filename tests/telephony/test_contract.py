"""One contract, every driver: what each line must do, whatever is behind it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from answerback.storage.ids import new_id
from answerback.telephony.driver import Destination, Driver
from answerback.telephony.events import (
    Answered,
    CallEvent,
    Cause,
    HungUp,
    MediaFlowing,
    Placed,
    Ringing,
    Witness,
)
from answerback.telephony.external.driver import ExternalLine
from answerback.telephony.inapp import driver as inapp
from answerback.telephony.inapp.driver import InAppLine
from answerback.telephony.inbox import as_event, put
from answerback.telephony.legs import find
from answerback.telephony.manual import driver as manual
from answerback.telephony.manual.driver import ManualLine
from answerback.telephony.models import InboxEvent, Leg
from answerback.telephony.simulator.driver import SimulatedLine
from tests.cast import NOON, Cast

SECOND = timedelta(seconds=1)
LINES = [SimulatedLine(), InAppLine(), ManualLine(), ExternalLine()]


@pytest.fixture(params=LINES, ids=lambda line: line.line.value)
def line(request: pytest.FixtureRequest) -> Driver:
    return request.param  # type: ignore[no-any-return]


def place(line: Driver, cast: Cast, *, intent: UUID | None = None, number: str = "+8617000000001") -> UUID:
    to = Destination(cast.wallet.id, cast.customer.id, cast.agent.id, number)
    return line.place(intent or new_id(), to, caller_id="+864000000188", ring_seconds=30, at=NOON)


def events_of(leg: UUID) -> list[CallEvent]:
    # every wallet: the test made this leg
    return [as_event(row) for row in InboxEvent.objects.filter(leg=leg).order_by("seq")]


def leg_of(leg: UUID) -> Leg:
    found = find(leg)
    assert found is not None
    return found


def test_same_intent_is_placed_once(line: Driver, cast: Cast) -> None:
    intent = new_id()

    legs = {place(line, cast, intent=intent) for _ in range(3)}

    assert len(legs) == 1
    assert [type(event) for event in events_of(legs.pop())] == [Placed]


def test_placed_leg_is_live_until_it_is_hung_up_and_stays_over(line: Driver, cast: Cast) -> None:
    leg = place(line, cast)
    before = [one.leg for one in line.live_legs()]

    line.hang_up(leg, at=NOON + SECOND)
    line.hang_up(leg, at=NOON + 2 * SECOND)

    assert (before, line.live_legs()) == ([leg], [])
    assert [type(event) for event in events_of(leg)] == [Placed, HungUp]


def test_time_alone_ends_an_unanswered_leg(line: Driver, cast: Cast) -> None:
    leg = place(line, cast, number="+8617000000003")

    line.step(at=NOON + timedelta(hours=3))

    final = events_of(leg)[-1]
    assert isinstance(final, HungUp) and final.cause is Cause.NO_ANSWER
    assert line.step(at=NOON + timedelta(hours=4)) == 0


def test_nothing_is_accepted_after_the_end(line: Driver, cast: Cast) -> None:
    leg = place(line, cast)
    line.hang_up(leg, at=NOON)

    assert not put(leg_of(leg), Answered, at=NOON, witness=Witness.NETWORK)
    assert [event.seq for event in events_of(leg)] == [1, 2]


def test_seq_counts_without_gaps_and_repeats_are_dropped(line: Driver, cast: Cast) -> None:
    leg = leg_of(place(line, cast))

    told = [put(leg, Ringing, at=NOON, witness=Witness.NETWORK) for _ in range(3)]
    put(leg, Answered, at=NOON, witness=Witness.NETWORK)

    assert told == [True, False, False]
    assert [event.seq for event in events_of(leg.id)] == [1, 2, 3]


SIMULATED = [
    ("01", [Placed, Ringing, Answered, MediaFlowing], None),
    ("02", [Placed, HungUp], Cause.BUSY),
    ("03", [Placed, Ringing, HungUp], Cause.NO_ANSWER),
    ("04", [Placed, Ringing, HungUp], Cause.REFUSED),
    ("05", [Placed, Ringing, Answered, MediaFlowing, HungUp], Cause.VOICEMAIL),
    ("06", [Placed, Ringing, Answered, MediaFlowing, HungUp], Cause.FINISHED),
    ("07", [Placed, HungUp], Cause.WRONG_NUMBER),
    ("09", [Placed, HungUp], Cause.UNREACHABLE),
    ("10", [Placed, Ringing, Answered], None),
    ("11", [Placed, Ringing, HungUp], Cause.NETWORK_FAILURE),
]


@pytest.mark.parametrize(("ending", "kinds", "cause"), SIMULATED)
def test_simulated_number_plays_its_scenario_in_order(
    cast: Cast, ending: str, kinds: list[type[CallEvent]], cause: Cause | None
) -> None:
    line = SimulatedLine()
    leg = place(line, cast, number=f"+86170000000{ending}")

    line.step(at=NOON + timedelta(minutes=5))

    told = events_of(leg)
    assert [type(event) for event in told] == kinds
    assert (told[-1].cause if isinstance(told[-1], HungUp) else None) == cause


def test_in_app_refusing_not_answering_and_closing_the_page_are_different(cast: Cast) -> None:
    line = InAppLine()
    refused, unanswered, closed = (leg_of(place(line, cast)) for _ in range(3))

    inapp.refuse(refused, at=NOON)
    inapp.left(closed, at=NOON)
    line.step(at=NOON + timedelta(seconds=31))

    causes = [events_of(leg.id)[-1].cause for leg in (refused, unanswered, closed)]  # type: ignore[attr-defined]
    assert causes == [Cause.REFUSED, Cause.NO_ANSWER, Cause.PAGE_CLOSED]


def test_in_app_page_that_comes_back_within_ten_seconds_has_not_left(cast: Cast) -> None:
    line = InAppLine()
    leg = leg_of(place(line, cast))
    inapp.accept(leg, at=NOON)
    inapp.left(leg, at=NOON + SECOND)

    line.step(at=NOON + 10 * SECOND)
    inapp.beat(leg, side="customer", at=NOON + 10 * SECOND)
    line.step(at=NOON + 15 * SECOND)

    assert leg_of(leg.id).ended_at is None


def test_in_app_page_that_falls_silent_is_a_lost_one(cast: Cast) -> None:
    line = InAppLine()
    leg = leg_of(place(line, cast))
    inapp.accept(leg, at=NOON)

    line.step(at=NOON + 19 * SECOND)
    alive = len(events_of(leg.id))
    line.step(at=NOON + 21 * SECOND)

    assert alive == 2
    assert events_of(leg.id)[-1].cause is Cause.LOST  # type: ignore[attr-defined]


def test_in_app_sound_needs_the_customers_own_acceptance(cast: Cast) -> None:
    leg = leg_of(place(InAppLine(), cast))

    before = inapp.media_flows(leg, side="customer", at=NOON)
    inapp.accept(leg, at=NOON)

    assert (before, inapp.media_flows(leg, side="customer", at=NOON)) == (False, True)


def test_manual_line_has_the_agent_as_its_only_witness(cast: Cast) -> None:
    line = ManualLine()
    leg = leg_of(place(line, cast))
    manual.answered(leg, at=NOON)
    line.hang_up(leg.id, at=NOON)

    assert {event.witness for event in events_of(leg.id)[1:]} == {Witness.AGENT}
