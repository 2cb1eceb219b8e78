"""What swindlers ask is told: what asks for a secret stops, what only lures is to be checked."""

import pytest

from answerback.guard.messages import Turn, Verdict, judge, judge_dialogue
from tests.guard.messages.swindles import CALLS, MESSAGES


@pytest.mark.parametrize("text", MESSAGES["stop"])
def test_a_request_for_a_secret_or_for_control_stops(text: str) -> None:
    assert judge(text).verdict is Verdict.STOP


@pytest.mark.parametrize("text", MESSAGES["check"])
def test_a_lure_is_to_be_checked_at_least(text: str) -> None:
    assert judge(text).verdict in (Verdict.CHECK, Verdict.STOP)


@pytest.mark.parametrize(("by", "call"), CALLS, ids=lambda value: str(value)[:20])
def test_a_call_is_told_by_the_turn_that_gives_it_away(by: int, call: tuple[tuple[str, str], ...]) -> None:
    judgement = judge_dialogue([Turn(*said) for said in call])

    assert judgement.verdict is Verdict.STOP or judgement.verdict is Verdict.CHECK
    assert judgement.turn is not None
    assert judgement.turn <= by
