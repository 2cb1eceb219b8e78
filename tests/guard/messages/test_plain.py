"""Plain requests are told, and what honest agents say on the same matters raises no warning."""

import pytest

from answerback.guard.messages import Verdict, judge
from answerback.guard.messages.wording import model
from tests.guard.messages import plain_requests, plain_service

UNSEEN = {
    "dm me your keys and i'll double it",
    "And the three numbers on the back of the card?",
}
"""Keys may open a house, and half a sentence says too little: known to pass."""
ASKED = ("CHINESE", "ENGLISH", "CHINESE_LATER", "ENGLISH_LATER", "NAMED")
REQUESTS = [text for name in ASKED for text in getattr(plain_requests, name) if text not in UNSEEN]
SERVICE = [text for name in ASKED for text in getattr(plain_service, name)]


@pytest.mark.parametrize("text", REQUESTS)
def test_a_plain_request_is_told(text: str) -> None:
    assert judge(text, channel="call", model=model()).verdict is not Verdict.NOTHING_KNOWN


@pytest.mark.parametrize("text", SERVICE)
def test_a_question_about_others_or_plain_service_is_no_request(text: str) -> None:
    assert judge(text).verdict is Verdict.NOTHING_KNOWN
    assert judge(text, channel="call", model=model()).verdict is Verdict.NOTHING_KNOWN
