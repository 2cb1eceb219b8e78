"""What a phone is told of the call that comes in: legit while our own leg rings, and never in doubt."""

from datetime import UTC, datetime, timedelta

import pytest

from answerback.callbacks.status import CallFacts, Facts, Names
from answerback.channels.kinds import Direction, Kind, Published
from answerback.live.call_verdicts import Call, Why, directions_of, verdict_on
from answerback.storage.ids import new_id

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CALLER, HOTLINE, STRANGE = "+864000000188", "+864000000199", "+8617000000077"
DIRECTIONS = {CALLER: Direction.BOTH, HOTLINE: Direction.DIALLED}


def ago(seconds: int) -> datetime:
    return NOW - timedelta(seconds=seconds)


def leg(line: str = "asterisk", **times: datetime) -> CallFacts:
    who = Names("Li Lei", "李雷")
    return CallFacts(
        new_id(), new_id(), new_id(), line, "88", "account_locked", "", who, who, "1001", **times
    )


def facts(*calls: CallFacts) -> Facts:
    return Facts(new_id(), new_id(), HOTLINE, CALLER, True, False, calls)


RINGING = leg(ringing_at=ago(3))


@pytest.mark.parametrize(
    ("number", "calls", "verdict", "why"),
    [
        (CALLER, [RINGING], Call.LEGIT, Why.OUR_LEG_RINGS),
        (CALLER, [leg(ringing_at=ago(20), answered_at=ago(2))], Call.UNDETERMINED, Why.SECOND_CALL),
        (CALLER, [leg(ringing_at=ago(151))], Call.UNDETERMINED, Why.NOT_HEARD_OF),
        (CALLER, [leg("external", ringing_at=ago(3))], Call.UNDETERMINED, Why.REPORTED),
        (CALLER, [RINGING, leg("external", ringing_at=ago(1))], Call.LEGIT, Why.OUR_LEG_RINGS),
        (CALLER, [], Call.NOT_LEGIT, Why.NO_CALL),
        (CALLER, [leg(ringing_at=ago(60), ended_at=ago(1))], Call.NOT_LEGIT, Why.NO_CALL),
        (CALLER, [leg("inapp", ringing_at=ago(3))], Call.NOT_LEGIT, Why.NO_CALL),
        (CALLER, [leg()], Call.UNDETERMINED, Why.BEING_PLACED),
        (CALLER, [leg(ringing_at=ago(90), answered_at=ago(60))], Call.UNDETERMINED, Why.SECOND_CALL),
        (HOTLINE, [RINGING], Call.NOT_LEGIT, Why.NEVER_RINGS),
        (STRANGE, [RINGING], Call.UNKNOWN, Why.NOT_OURS),
        ("", [RINGING], Call.UNKNOWN, Why.NOT_OURS),
    ],
)
def test_call_is_judged_by_our_own_leg(number: str, calls: list[CallFacts], verdict: Call, why: Why) -> None:
    found = verdict_on(number, facts(*calls), DIRECTIONS, NOW)

    assert (found.call, found.why) == (verdict, why)
    assert (found.leg is not None) == (verdict is Call.LEGIT)


def test_number_that_is_not_the_one_we_ring_from_leaves_it_open() -> None:
    directions = DIRECTIONS | {STRANGE: Direction.RINGS}

    assert verdict_on(STRANGE, facts(RINGING), directions, NOW).call is Call.UNDETERMINED


def test_agent_who_dials_on_his_own_phone_leaves_it_open() -> None:
    assert verdict_on(CALLER, facts(), DIRECTIONS, NOW, by_hand=True).call is Call.UNDETERMINED
    assert verdict_on(HOTLINE, facts(), DIRECTIONS, NOW, by_hand=True).call is Call.NOT_LEGIT


@pytest.mark.parametrize("direction", list(Direction))
def test_legit_needs_a_number_that_we_ring_from(direction: Direction) -> None:
    found = verdict_on(CALLER, facts(RINGING), {CALLER: direction}, NOW).call

    assert (found is Call.LEGIT) == (direction in (Direction.RINGS, Direction.BOTH))


def published(wallet: str, direction: Direction, kind: Kind = Kind.NUMBER, value: str = CALLER) -> Published:
    names = {"en": wallet, "zh": wallet}
    return Published(new_id(), wallet, names, kind, value, direction, names, NOW)


def test_directions_are_one_wallets_and_a_warning_wins() -> None:
    channels = [
        published("lanyue", Direction.REPORTED),
        published("lanyue", Direction.RINGS),
        published("qingtan", Direction.RINGS, value=HOTLINE),
        published("lanyue", Direction.SITE, Kind.LINK, "lanyue.example"),
    ]

    assert directions_of(channels, "lanyue") == {CALLER: Direction.REPORTED}
