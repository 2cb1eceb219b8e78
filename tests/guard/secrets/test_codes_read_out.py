"""Codes read out digit by digit, and card codes told by where they stand on the card."""

import pytest

from answerback.guard import clean

DIGITS = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("cvv is seven three nine", "cvv is ‹cvv›"),
        ("背面三位数字是七三九", "背面三位数字是‹cvv›"),
        ("安全码是 7 3 9", "安全码是 ‹cvv›"),
        ("安全码幺二三", "安全码‹cvv›"),
        ("背后的三位数：739", "背后的三位数：‹cvv›"),
        ("信用卡后三码123", "信用卡后三码‹cvv›"),
        ("背面签名栏三位123", "背面签名栏三位‹cvv›"),
        ("the three digits on the back are 739", "the three digits on the back are ‹cvv›"),
        ("security code on my card is 123", "security code on my card is ‹cvv›"),
        ("验证码：4、8、2、9、1、3", "验证码：‹one_time_code›"),
        ("the code: 4 8 2, 9 1 3", "the code: ‹one_time_code›"),
        ("code is four 8 two 9 one three", "code is ‹one_time_code›"),
        ("Your code is A7K-92Q", "Your code is ‹one_time_code›"),
    ],
)
def test_code_is_taken_out_whole(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "the code is ready-2026",
        "code: 1, 2, 3",
        "安全码一般是三四位",
        "cvv 4 5 6 7 8 9",
        "error code: 1 2 3 4 5 6",
        "the page on the back has 739 words",
    ],
)
def test_digits_that_are_no_code_are_left(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "form",
    [
        "转账记录 {} 查一下",
        "我的转账 0x{} 一直 pending",
        "提币 {} 未到账",
        "充值没到：0x{}",
        "My swap 0x{} reverted why",
        "0x{} failed",
        "0x{} 卡住了",
        "I paid, here is proof 0x{}",
        "Where is 0x{}? I sent it yesterday",
        "userOp 0x{}",
    ],
)
def test_transaction_told_by_what_became_of_it_is_left(form: str) -> None:
    assert clean(form.format(DIGITS)).text == form.format(DIGITS)


@pytest.mark.parametrize("form", ["转账用的私钥 {}", "充值后导入 {}", "import failed {}", "私钥 {} 转账失败"])
def test_key_beside_words_of_transactions_is_taken_out(form: str) -> None:
    assert clean(form.format(DIGITS)).text == form.format("‹private_key›")
