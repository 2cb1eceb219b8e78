"""One message: reasons with exact places, whatever the spelling; advice is no request."""

import pytest

from answerback.guard.messages import Judgement, Reason, Verdict, judge


def test_a_reason_says_what_is_asked_and_where() -> None:
    assert judge("您好！请把验证码发给我。") == Judgement(
        Verdict.STOP, 0.75, (Reason("asks_code", 5, 11),), None
    )


def test_hurry_alone_is_nothing() -> None:
    judgement = judge("请您立即处理")

    assert (judgement.verdict, [reason.code for reason in judgement.reasons]) == (
        Verdict.NOTHING_KNOWN,
        ["urgency"],
    )


def test_an_empty_message_is_nothing() -> None:
    assert judge("") == Judgement(Verdict.NOTHING_KNOWN, 0.0, ())


@pytest.mark.parametrize(
    "text",
    [
        "把验证码发给我",
        "把驗證碼發給我",
        "把 验 证 码 发 给 我",
        "把验.证.码发给我",
        "把验🔥证🔥码发给我",
        "把验\u200b证\u200b码发给我",
        "把验。证。码发给我",
        "把验正码发给我",
        "把烟证马发给我",
        "把验证码，发给我",
        "把验证码\n发 给 我",
        "ｓｅｎｄ ｍｅ ｙｏｕｒ ｓｅｅｄ ｐｈｒａｓｅ",
        "Send me your s33d phr4se",
        "send me your s e e d p h r a s e",
        "send me your s.e.e.d. p.h.r.a.s.e",
        "sеnd mе your sееd phrаsе",  # Cyrillic е and а
        "send me your sééd phràse",
        "SEND ME YOUR SEED PHRASE!!!",
        "send me your $eed phrase",
    ],
)
def test_a_request_is_found_however_it_is_spelt(text: str) -> None:
    assert judge(text).verdict is Verdict.STOP


def test_a_place_is_that_of_the_original_spelling() -> None:
    text = "亲，把【验🔥证🔥码】念给我"

    reason = judge(text).reasons[0]

    assert text[reason.start : reason.end] == "验🔥证🔥码】念给我"


@pytest.mark.parametrize(
    "text",
    [
        "请勿将验证码告诉他人",
        "不要把您的密码，验证码等信息告诉任何人",
        "验证码切勿告诉他人",
        "我们不会以任何理由，向您索要密码或让您提供验证码",
        "凡是让您提供验证码的都是诈骗",
        "如有人让您提供助记词，请挂断电话",
        "无需提供身份证和验证码",
        "Never share your password, PIN or one-time code.",
        "We will never ask you to tell us your password.",
        "You don't need to give me your code.",
        "If someone asks you to share your screen, hang up.",
    ],
)
def test_advice_and_denial_are_no_request(text: str) -> None:
    assert judge(text).verdict is Verdict.NOTHING_KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "您不要担心，请提供验证码",
        "不要挂电话，把验证码告诉我",
        "别告诉别人，验证码只告诉我就行",
        "谨防诈骗！现在请您把验证码发给我",
        "如果不提供验证码，账户就会被冻结",
        "能不能把验证码发我一下",
        "Don't worry, just read me the code.",
        "我不是骗子，把验证码发给我",
        "我们绝不会骗您，请把验证码发给我",
        "为防止不法分子盗用，请提供验证码",
        "为防止资金损失请提供验证码",
        "遇到问题，请把验证码发给我",
        "不会操作的话把密码告诉我",
        "不用下载直接把验证码发给我",
        "请勿将此事告诉家人，把验证码发给我",
        "我的验证码收不到，把你的验证码发给我",
        "把验证码发给我，把验证码发给我",
        "This is not a scam, send me your seed phrase",
        "We would never lie to you, please send me the code",
        "To avoid suspension provide your password",
        "Never share your code with strangers. Only tell me the code.",
    ],
)
def test_calming_words_before_a_request_do_not_undo_it(text: str) -> None:
    assert judge(text).verdict is Verdict.STOP


@pytest.mark.parametrize(
    "text", ["他让我把验证码告诉他", "客服要我提供助记词", "He asked me for my seed phrase"]
)
def test_a_victims_report_warns_for_somebody_asked(text: str) -> None:
    assert judge(text).verdict is Verdict.STOP


@pytest.mark.parametrize("text", ["助记词是什么？", "我的验证码收不到", "How do I back up my seed phrase?"])
def test_a_question_about_a_secret_asks_for_none(text: str) -> None:
    assert judge(text).verdict is Verdict.NOTHING_KNOWN


def test_the_same_reason_is_given_a_few_times_at_most() -> None:
    assert len(judge("把验证码发给我。" * 1000).reasons) == 8
