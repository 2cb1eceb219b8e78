"""What the check before publishing finds, and where."""

from typing import Any

import pytest

from answerback.conversations.check import Fault, check
from answerback.conversations.fit import Profile
from answerback.conversations.reading import BadGuide, read_guide
from tests.conversations.building import content, guide, step, words, yes_or_no

CAN_NOTHING = Profile("custodial")


def test_sound_guide_has_no_fault() -> None:
    assert check(guide(yes_or_no("arrived"), step("listen")), CAN_NOTHING) == []


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        ([step("a"), step("a")], Fault("duplicate_step", "a")),
        ([step("a", next="nowhere")], Fault("unknown_target", "a", "next")),
        ([yes_or_no("a", {"next": "nowhere"})], Fault("unknown_target", "a", "answers.yes")),
        ([yes_or_no("a", declined="nowhere")], Fault("unknown_target", "a", "declined")),
        ([step("a", next="c"), step("b"), step("c")], Fault("unreachable", "b")),
        ([step("a"), yes_or_no("b", {"next": "a"})], Fault("loop", "a")),
        ([step("a"), step("b", next="a")], Fault("no_end", "a")),
        ([step("a", "choice")], Fault("no_answers", "a")),
        ([step("a", answers=[{"code": "x", "label": words("它", "It")}])], Fault("answers_not_wanted", "a")),
        (
            [step("a", "multi", answers=[{"code": "x", "label": words("它", "It")}] * 2)],
            Fault("duplicate_answer", "a", "answers.x"),
        ),
        ([step("a", "scale", low=5, high=5)], Fault("bad_scale", "a")),
        ([step("a", offer=True)], Fault("offer_outside_thanks", "a")),
        ([step("a", prompt=words("请听我说。", ""))], Fault("missing_translation", "a", "prompt.en")),
        ([step("a", prompt=words("", "Please listen."))], Fault("missing_translation", "a", "prompt.zh")),
        (
            [step("a", prompt=words("Please listen.", "Please listen."))],
            Fault("missing_translation", "a", "prompt.zh"),
        ),
        ([step("a", prompt=words("请听。", "请听。"))], Fault("missing_translation", "a", "prompt.en")),
        ([step("a", hint=words("慢一点。", ""))], Fault("missing_translation", "a", "hint.en")),
        ([step("a", prompt=words("{name}，您好。", "Hello."))], Fault("unknown_hole", "a", "prompt.zh")),
        (
            [step("a", when={"answer": "b", "in": ["yes"]}), yes_or_no("b")],
            Fault("bad_condition", "a", "when"),
        ),
        ([step("a", when={"answer": "never"})], Fault("bad_condition", "a", "when")),
        (
            [yes_or_no("a"), step("b", when={"answer": "a", "in": ["maybe"]})],
            Fault("bad_condition", "b", "when"),
        ),
        ([step("a", when={"marked": "hazard"})], Fault("bad_condition", "a", "when")),
        (
            [yes_or_no("a", branches=[{"when": {"answer": "a", "in": ["x"]}, "to": "b"}]), step("b")],
            Fault("bad_condition", "a", "branches.0"),
        ),
        (
            [step("a", "text", prompt=words("您住在哪里？", "Fine?"))],
            Fault("personal_without_why", "a", "why"),
        ),
        (
            [step("a", "text", prompt=words("好吗？", "What is your name?"))],
            Fault("personal_without_why", "a", "why"),
        ),
        ([step("a", "text", personal=True)], Fault("personal_without_why", "a", "why")),
        ([step("a", prompt=words("请念一下验证码。", "Well."))], Fault("asks_code", "a", "prompt.zh")),
        ([step("a", prompt=words("好的。", "Read me the code."))], Fault("asks_code", "a", "prompt.en")),
        ([step("a", hint=words("向他要密码。", "Well."))], Fault("asks_password", "a", "hint.zh")),
        ([step("a", "text", asks=words("身份证号", "Well"))], Fault("asks_id_number", "a", "asks.zh")),
        (
            [step("a", "text", why=words("好的。", "So share your screen."))],
            Fault("asks_screen", "a", "why.en"),
        ),
        (
            [step("a", "multi", answers=[{"code": "x", "label": words("请下载", "It")}])],
            Fault("asks_install", "a", "answers.x.zh"),
        ),
        ([step("a", prompt=words("可以退款。", "Well."))], Fault("refund_word", "a", "prompt.zh")),
        ([step("a", prompt=words("好的。", "You get a refund."))], Fault("refund_word", "a", "prompt.en")),
        ([step("a"), step("b", needs=["unlock_account"])], Fault("wallet_cannot", "b", "unlock_account")),
        ([yes_or_no("a", {"marks": ["action.unlock_account"]})], Fault("wallet_cannot", "a", "answers.yes")),
        (
            [step("a", prompt=words("我可以帮您解锁。", "Well."))],
            Fault("promises_too_much", "a", "prompt.zh"),
        ),
        (
            [step("a", prompt=words("好。", "We can freeze it."))],
            Fault("promises_too_much", "a", "prompt.en"),
        ),
    ],
)
def test_fault_is_found_where_it_is(problem: list[dict[str, Any]], fault: Fault) -> None:
    assert fault in check(guide(*problem), CAN_NOTHING)


def test_end_that_may_be_skipped_is_a_fault() -> None:
    open_end = guide(thanks=[step("bye", "end", when={"consent": "service"})])

    assert Fault("conditional_end", "bye") in check(open_end)


def test_guide_without_an_end_is_a_fault() -> None:
    assert Fault("no_end", "bye") in check(guide(thanks=[step("bye")]))


def test_guide_of_another_custody_is_a_fault() -> None:
    assert Fault("wrong_custody") in check(guide(), Profile("self_custodial"))


def test_self_custodial_wallet_cannot_promise_to_restore_anything() -> None:
    promising = guide(
        step("a", prompt=words("我们可以帮您找回。", "We can recover it.")), custody=["self_custodial"]
    )

    found = check(promising, Profile("self_custodial", frozenset({"ask_platform"})))

    assert found == [
        Fault("promises_too_much", "a", "prompt.zh"),
        Fault("promises_too_much", "a", "prompt.en"),
    ]


def test_denying_a_promise_is_no_promise() -> None:
    honest = guide(
        step("a", prompt=words("我们冻结不了。", "We cannot freeze it.")), custody=["self_custodial"]
    )

    assert check(honest, Profile("self_custodial")) == []


def test_what_the_wallet_can_do_may_be_said() -> None:
    able = Profile("custodial", frozenset({"unlock_account"}))
    helping = guide(
        step("a", needs=["unlock_account"], prompt=words("我们可以帮您解锁。", "We can unlock it."))
    )

    assert check(helping, able) == []


@pytest.mark.parametrize(
    "change",
    [
        {"format": "answerback.guide/2"},
        {"id": "Not A Slug"},
        {"serves": []},
        {"parts": []},
        {"surprise": 1},
        {"parts": list(reversed(content()["parts"]))},
        {"custody": ["somebody"]},
    ],
)
def test_json_that_is_no_guide_is_refused_with_the_place(change: dict[str, Any]) -> None:
    with pytest.raises(BadGuide) as refused:
        read_guide(content() | change)

    assert all(where.startswith("/") and what for where, what in refused.value.problems)


def test_answer_code_rather_not_say_cannot_be_redefined() -> None:
    with pytest.raises(BadGuide):
        guide(step("a", "choice", answers=[{"code": "rather_not_say", "label": words("不说", "No")}]))
