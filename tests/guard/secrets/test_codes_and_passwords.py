"""Codes, passwords and authenticator secrets as notes hold them, and the numbers that agents write every day."""

import pytest

from answerback.guard import clean
from tests.guard.growth import IN_PROPORTION, growth

SECRET = "JBSWY3DPEHPK3PXP"  # of the key format's own example

TAKEN_OUT = {
    "短信是482 913": "短信是‹one_time_code›",
    "验证码482913发到聊天窗口": "验证码‹one_time_code›发到聊天窗口",
    "客户把短信里的 482913 念给我了": "客户把短信里的 ‹one_time_code› 念给我了",
    "【岚月】482913": "【岚月】‹one_time_code›",
    "解锁码 4821": "解锁码 ‹one_time_code›",
    "two-factor: 482 913": "two-factor: ‹one_time_code›",
    "PIN 4821": "PIN ‹password›",
    "取款密码四八二一": "取款密码‹password›",
    "支付密码是 四八二一九三": "支付密码是 ‹password›",
    "my pin is four eight two one": "my pin is ‹password›",
    "password is correct horse battery staple": "password is ‹password›",
    "mima: qing3752": "mima: ‹password›",
    f"谷歌验证密钥 {SECRET}": "谷歌验证密钥 ‹password›",
    "2FA secret: JBSW Y3DP EHPK 3PXP": "2FA secret: ‹password›",
    f"authenticator key is {SECRET.lower()}": "authenticator key is ‹password›",
    "验证器绑定密钥：JBSW Y3DP EHPK 3PXP 已抄下": "验证器绑定密钥：‹password› 已抄下",
    f"otpauth://totp/Lanyue?secret={SECRET}&issuer=Lanyue": "otpauth://totp/Lanyue?secret=‹password›&issuer=Lanyue",
}


@pytest.mark.parametrize("text", TAKEN_OUT)
def test_what_opens_an_account_is_taken_out(text: str) -> None:
    assert clean(text).text == TAKEN_OUT[text]


ORDINARY = [
    '错误码 400123，接口返回 {"code":400123,"msg":"x"}',
    "验证码接口 QPS 3000",
    "otp 发送量 12345 条",
    "SMS code delivery 99.21% over 125000 messages",
    "The code base moved to 482913 lines",
    "lease code on Gate is 88231",
    "授权码 034521 交易参考号 1234",
    "【订单】482913",
    "password is wrong please help again",
    "password: reset link expired today",
    "authenticator key management system overview",
    "密码三次输错，PIN码四位数",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_numbers_and_talk_about_codes_are_left_alone(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "unit", ["otpauth://secret=", "2fa key ", "密码四八 ", "password is one two ", "【岚月】4829 "]
)
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert growth(clean, unit, length=3_000) < IN_PROPORTION
