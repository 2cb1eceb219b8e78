"""Cards and IDs cut by the end of a line or by dots and commas, beside their names."""

import pytest

from answerback.guard import clean, find
from tests.guard.growth import IN_PROPORTION, growth


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("卡号 43314789\n32880404", "卡号 ‹bank_card›"),
        ("卡号 4331-4789\r\n3288-0404 谢谢", "卡号 ‹bank_card› 谢谢"),
        ("身份证 110101199\n00307678X", "身份证 ‹resident_id›"),
        ("卡号4646.8414.1225.0390", "卡号‹bank_card›"),
        ("card number is 4646, 8414, 1225, 0390", "card number is ‹bank_card›"),
        ("card 4646 - 8414 - 1225 - 0390", "card ‹bank_card›"),
        ("卡号：6228，4881，5806，9983，391", "卡号：‹bank_card›"),
    ],
)
def test_cut_number_is_taken_out_whole(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "订单 43314789\n32880404",
        "卡号 43314789\n\n32880404",
        "卡号 43314789\n32880405",
        "金额 4646.8414.1225.0390",
        "版本 2026.1122.1000.0001",
    ],
)
def test_other_numbers_over_two_lines_are_left(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("unit", ["12345678\n", "1234, ", "4646.8414.", "1\n"])
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert growth(find, unit, length=10_000) < IN_PROPORTION
