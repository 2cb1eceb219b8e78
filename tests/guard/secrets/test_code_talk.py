"""Codes that hardly a word names: answers to questions, what a text or an app shows, halves."""

import pytest

from answerback.guard import find


def codes(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find(text) if found.kind == "one_time_code"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("验证码是多少呀？——482913", "482913"),
        ("坐席：麻烦您念一下短信里的验证码\n客户：嗯 482913", "482913"),
        ("Agent: please read me the code\nCustomer: it's 482913", "482913"),
        ("what's the code? 4829", "4829"),
        ("she asked for the six digits they sent. 482913", "482913"),
        ("刚收到短信 482913 怎么办", "482913"),
        ("刚才那个码 482913", "482913"),
        ("谷歌验证器显示的是482913", "482913"),
        ("my authenticator app shows 482913", "482913"),
        ("2fa: 482913", "482913"),
        ("the digits they just sent me: 482913", "482913"),
        ("yan zheng ma 482913", "482913"),
        ("安全码 482913", "482913"),
        ("她让我报验证码。我报了482913", "482913"),
        ("what code did you get? I got 482913", "482913"),
        ("短信给我的是482913", "482913"),
        ("手机上收到 482913", "482913"),
        ("码是482913", "482913"),
        ("sms_code: 482913", "482913"),
        ("客服: 收到的6位数字是多少\n客户: 四八二九一三", "四八二九一三"),
        ("he got 482913 from me, it was the code", ""),
        ("482913, that's the code", "482913"),
        ("四八二九一三，就是这个验证码", "四八二九一三"),
        ("four eight two nine one three, that's the code", "four eight two nine one three"),
        ("Use 4829 to log in", "4829"),
        ("验证码前三位是482，后三位是913", "482，后三位是913"),
        ("code: first three 482, last three 913", "482, last three 913"),
    ],
)
def test_code_that_hardly_a_word_names(text: str, code: str) -> None:
    assert codes(text) == [code][: bool(code)]
