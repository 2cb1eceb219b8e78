"""Honest people also speak of codes, refunds and risk: they raise no warning."""

import pytest

from answerback.guard.messages import Turn, Verdict, judge, judge_dialogue
from tests.guard.messages.harmless import CALLS, MESSAGES


@pytest.mark.parametrize("text", MESSAGES)
def test_an_honest_message_is_no_reason_to_warn(text: str) -> None:
    assert judge(text).verdict is Verdict.NOTHING_KNOWN


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0][1][:20])
def test_an_honest_call_is_no_reason_to_warn(call: tuple[tuple[str, str], ...]) -> None:
    judgement = judge_dialogue([Turn(*said) for said in call])

    assert (judgement.verdict, judgement.turn) == (Verdict.NOTHING_KNOWN, None)
