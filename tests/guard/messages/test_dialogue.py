"""A call turn by turn: who asks counts, and the verdict comes as early as it can."""

import pytest

from answerback.guard.messages import Dialogue, Judgement, Reason, Turn, Verdict, judge, judge_dialogue


def codes(*said: tuple[str, str]) -> list[tuple[str, int | None]]:
    return [(reason.code, reason.turn) for reason in judge_dialogue([Turn(*turn) for turn in said]).reasons]


def test_the_turn_is_the_first_at_which_the_verdict_stood() -> None:
    call = [Turn("客服", "您好"), Turn("用户", "你好"), Turn("客服", "请提供验证码"), Turn("客服", "再见")]

    assert judge_dialogue(call) == Judgement(Verdict.STOP, 0.75, (Reason("asks_code", 1, 6, 3),), 3)


def test_the_verdict_is_told_while_the_call_goes_on_and_never_falls() -> None:
    call = Dialogue()

    verdicts = [
        call.hear(Turn("caller", "您的银行卡异常，请您立即核实，我是银行客服。")),
        call.hear(Turn("callee", "好的。")),
        call.hear(Turn("caller", "把验证码告诉我。")),
        call.hear(Turn("caller", "您可以挂断电话，自己拨打官方电话。")),
    ]

    assert verdicts == [Verdict.CHECK, Verdict.CHECK, Verdict.STOP, Verdict.STOP]


def test_what_the_one_who_is_asked_says_does_not_count() -> None:
    assert codes(("用户", "把验证码告诉我？"), ("客服", "不需要。")) == []


@pytest.mark.parametrize(
    ("asking", "asked"),
    [
        ("agent", "user"),
        ("客服", "用户"),
        ("caller", "callee"),
        ("left", "right"),
        ("Agent 1", "Customer"),
        ("对方", "我"),
    ],
)
def test_labels_of_many_kinds_tell_who_asks(asking: str, asked: str) -> None:
    assert codes((asking, "请提供验证码"), (asked, "请提供验证码")) == [("asks_code", 1)]


def test_labels_that_say_nothing_both_count() -> None:
    assert codes(("A", "喂"), ("B", "请提供验证码"), ("A", "请提供密码")) == [
        ("asks_code", 2),
        ("asks_password", 3),
    ]


def test_a_dialogue_of_one_side_alone_counts() -> None:
    assert codes(("user", "把验证码告诉我")) == [("asks_code", 1)]


def test_read_it_to_me_asks_for_what_was_spoken_of_before() -> None:
    spoken_of = (("客服", "您收到验证码了吗？"), ("用户", "收到了"), ("客服", "念给我听"))

    assert codes(*spoken_of) == [("asks_code", 3)]
    assert codes(("客服", "念给我听")) == []


def test_a_greeting_that_offers_help_takes_from_what_is_weak_alone() -> None:
    offer = ("客服", "这款理财产品年化收益率百分之三")
    assert judge_dialogue([Turn(*offer)]).verdict is Verdict.CHECK
    assert (
        judge_dialogue([Turn("客服", "请问有什么可以帮您？"), Turn(*offer)]).verdict is Verdict.NOTHING_KNOWN
    )


def test_a_greeting_takes_nothing_from_a_request_for_a_secret() -> None:
    call = [Turn("客服", "请问有什么可以帮您？"), Turn("客服", "请提供验证码")]

    assert judge_dialogue(call).verdict is Verdict.STOP


class Certain:
    """A model that finds everything to be fraud."""

    def score(self, text: str, *, channel: str) -> float:
        return 1.0

    def threshold(self, channel: str, verdict: str) -> float:
        return 0.5


class Likely:
    """A model that finds everything to be worth a check and nothing worth a stop."""

    def score(self, text: str, *, channel: str) -> float:
        return 0.8

    def threshold(self, channel: str, verdict: str) -> float:
        return {"check": 0.7, "stop": 0.9}[verdict]


CLAIM = [Turn("客服", "我是银行客服")]
CLAIMS = (Reason("claims_bank", 0, 4, 1), Reason("claims_support", 0, 6, 1))


def test_a_model_only_ever_adds_a_warning_and_says_so() -> None:
    assert judge_dialogue(CLAIM) == Judgement(Verdict.NOTHING_KNOWN, 0.2929, CLAIMS)

    warned = judge_dialogue(CLAIM, model=Certain())

    assert warned == Judgement(Verdict.CHECK, 0.5796, (*CLAIMS, Reason("wording", 0, 6, 1)), 1)


def test_a_model_is_not_believed_in_a_call_in_which_the_rules_find_nothing() -> None:
    assert judge_dialogue([Turn("客服", "您好")], model=Certain()) == Judgement(
        Verdict.NOTHING_KNOWN, 0.0, ()
    )


LONG = "您好，您之前在我们这里登记过的那件事情现在已经有了新的进展，今天下午我再跟您仔细说一遍怎么弄。"


def test_a_model_that_is_certain_of_a_whole_message_has_it_checked() -> None:
    assert judge(LONG, model=Certain()) == Judgement(
        Verdict.CHECK, 0.5, (Reason("wording", 0, len(LONG)),), None
    )


def test_a_model_is_never_certain_of_a_few_words() -> None:
    assert judge(LONG[:30], model=Certain()).verdict is Verdict.NOTHING_KNOWN


def test_a_model_is_not_certain_of_a_text_that_advises() -> None:
    assert judge(f"{LONG}请勿把验证码告诉任何人。", model=Certain()).verdict is Verdict.NOTHING_KNOWN


def test_a_model_that_is_less_than_certain_decides_nothing_alone() -> None:
    assert judge(LONG, model=Likely()).verdict is Verdict.NOTHING_KNOWN


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        ((("客服", "把验证"), ("客服", "码念给我")), 2),
        ((("客服", "把验证"), ("用户", "嗯"), ("客服", "码念给我")), 3),
        ((("agent", "please send me your"), ("user", "yes?"), ("agent", "seed phrase now")), 3),
    ],
)
def test_a_request_cut_over_two_turns_of_one_speaker_is_told(
    said: tuple[tuple[str, str], ...], turn: int
) -> None:
    judgement = judge_dialogue([Turn(*one) for one in said])

    assert (judgement.verdict, judgement.turn) == (Verdict.STOP, turn)


def test_two_halves_of_different_speakers_are_no_request() -> None:
    assert codes(("A", "把验证"), ("B", "码念给我")) == []


def test_advice_cut_over_two_turns_stays_advice() -> None:
    assert codes(("客服", "请不要把验证"), ("客服", "码告诉我")) == []
