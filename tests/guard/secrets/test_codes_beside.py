"""Codes on the line after their label and side by side; numbers that messages go to or that programs answer."""

import pytest

from answerback.guard import clean


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("验证码是：\n482913", "验证码是：\n‹one_time_code›"),
        ("code:\n482913", "code:\n‹one_time_code›"),
        ("验证码 482913/739201/123456", "验证码 ‹one_time_code›/‹one_time_code›/‹one_time_code›"),
        ("验证码482913和739201都不对", "验证码‹one_time_code›和‹one_time_code›都不对"),
        ("codes 482913 and 739201", "codes ‹one_time_code› and ‹one_time_code›"),
        ("验证码482913发到聊天窗口", "验证码‹one_time_code›发到聊天窗口"),
        ("验证码是 95188", "验证码是 ‹one_time_code›"),
        ("短信里收到的码 482913", "短信里收到的码 ‹one_time_code›"),
    ],
)
def test_code_is_taken_out(text: str, left: str) -> None:
    assert clean(text).text == left


LEFT = """\
把验证码发送到 95188
发送验证码到95188
把验证码发到 12321 举报
把验证码转发到 95588
回复验证码到 12306
编辑短信 验证码 发送到 10086
举报验证码诈骗请拨 96110
验证码请发到10690000
send the code to 12345
text the code to 88022
code sent to 95188
验证码通道 1069 已恢复
验证码接口返回 20000
验证码登录失败 (60012)
code 1006 websocket closed
event code 4625
order code 2026112
gas limit 21000 code
UID 1234567 收不到验证码
Our verification code service handled 482913 requests
发票号码 12345678
没收到验证码\n订单 420774
""".splitlines()


@pytest.mark.parametrize("text", LEFT)
def test_number_of_a_service_or_a_program_is_no_code(text: str) -> None:
    assert clean(text).text == text
