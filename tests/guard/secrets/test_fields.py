"""Secrets in fields of JSON, of query strings, settings and XML: the value goes, the other fields stay."""

import pytest

from answerback.guard import clean


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('{"password":"hunter22"}', '{"password":"‹password›"}'),
        (
            '{"password":"hunter22","note":"hello there"}',
            '{"password":"‹password›","note":"hello there"}',
        ),
        ('{"pwd":"hunter22","cvv":"123"}', '{"pwd":"‹password›","cvv":"‹cvv›"}'),
        (
            '{"user":"bob","password":"hunter22","pin":"4821","x":1}',
            '{"user":"bob","password":"‹password›","pin":"‹password›","x":1}',
        ),
        ('{"密码":"abc12345"}', '{"密码":"‹password›"}'),
        ('{"pin": 4821,"x":1}', '{"pin": ‹password›,"x":1}'),
        (r"{\"password\":\"hunter22\",\"x\":1}", r"{\"password\":\"‹password›\",\"x\":1}"),
        ("{'password':'it\"s4me22'}", "{'password':'‹password›'}"),
        ('{"password":"sun&x=4,y:1","b":2}', '{"password":"‹password›","b":2}'),
        ("my password is 'it's4me22'", "my password is '‹password›'"),
        ("password=hunter22&code=482913", "password=‹password›&code=‹one_time_code›"),
        ("https://x.com/?password=hunter22&next=1", "https://x.com/?password=‹password›&next=1"),
        ("username=bob;password=hunter22;host=x", "username=bob;password=‹password›;host=x"),
        ("password:hunter22,pin:4821", "password:‹password›,pin:‹password›"),
        ("dbpassword=hunter22&host=x", "dbpassword=‹password›&host=x"),
        ("<password>hunter22</password>", "<password>‹password›</password>"),
        ("锁屏密码1379", "锁屏密码‹password›"),
        ("开机密码 0000", "开机密码 ‹password›"),
    ],
)
def test_value_of_a_field_is_taken_out_and_nothing_else(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        '{"password":"required|min:8"}',
        '{"password":"string","pin":"****"}',
        '{"password":"${DB_PASSWORD}"}',
        '{"passwordless":true,"pin":13}',
        "登录密码 2026年1月改的",
        "支付密码 6位",
    ],
)
def test_field_without_a_value_of_its_own_is_left(text: str) -> None:
    assert clean(text).text == text
