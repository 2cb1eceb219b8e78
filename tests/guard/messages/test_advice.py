"""Who warns of swindlers asks for nothing; who warns of them and then asks is told all the same."""

import pytest

from answerback.guard.messages import Verdict, judge
from answerback.guard.messages.wording import model
from tests.guard.messages.advice import ADVICE
from tests.guard.messages.evasions import EVASIONS


@pytest.mark.parametrize("text", ADVICE)
def test_a_warning_of_swindlers_is_no_request(text: str) -> None:
    assert judge(text).verdict is Verdict.NOTHING_KNOWN
    assert judge(text, channel="call", model=model()).verdict is Verdict.NOTHING_KNOWN


@pytest.mark.parametrize("text", EVASIONS)
def test_a_request_behind_calming_words_or_misheard_is_told(text: str) -> None:
    assert judge(text).verdict is not Verdict.NOTHING_KNOWN
    assert judge(text, channel="call", model=model()).verdict is not Verdict.NOTHING_KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "把验证码发给我，要是骗子天打雷劈。",
        "银行让您把钱转到安全账户，别挂断。",
        "让您把验证码发给我，刚才那个才是骗子。",
        "如果有人动您的账户，请您把验证码告诉我。",
        "If somebody called you before, please read me the code now.",
        "They told you to send your seed phrase to us, the other caller is a thief.",
    ],
)
def test_words_of_fraud_about_others_do_not_undo_a_request(text: str) -> None:
    assert judge(text).verdict is Verdict.STOP
