"""Numbers with nothing but a comma, a colon or a slash between: rows of tables, arrays, pairs."""

import pytest

from answerback.guard import clean


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1,4331478932880404,17000000088", "1,‹bank_card›,‹phone›"),
        ("张三,1,4880407238625515,2", "张三,1,‹bank_card›,2"),
        ("1,110101199003078558", "1,‹resident_id›"),
        ("2026-11-22,17000000088,ok", "2026-11-22,‹phone›,ok"),
        ("17000000088,110101199003078187", "‹phone›,‹resident_id›"),
        ("17000000088/17000000077", "‹phone›/‹phone›"),
        ("17000000088.17000000077", "‹phone›.‹phone›"),
        ("卡号 4111111111111111/4242424242424242", "卡号 ‹bank_card›/‹bank_card›"),
        ('{"phones":[17000000088,17000000077]}', '{"phones":[‹phone›,‹phone›]}'),
        ("id,phone\n1,17000000088", "id,phone\n1,‹phone›"),
        ("1/(415) 555-2671", "1/‹phone›"),
        ("(+86)17000000088", "‹phone›"),
        ("电话 (021) 62345678", "电话 ‹phone›"),
    ],
)
def test_number_beside_a_divider_is_taken_out_whole(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "1,234,567,890",
        "3.17000000088",
        "https://example.com/2026/17000000088",
        "服务器 192.168.100.200:8080",
        "2026/11/22 10:20:30",
        "电话 1,12345678",
        "4111111111111112,4111111111111113",
    ],
)
def test_amount_path_or_time_is_left(text: str) -> None:
    assert clean(text).text == text
