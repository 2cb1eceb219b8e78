"""Numbers and words beside talk of codes and passwords that are neither: left as they are."""

import pytest

from answerback.guard import Kind, find

LEFT = """\
ISO 4217 code for the yuan is CNY
ISO 3166 code list
the RFC 6238 code samples run fine
error code 4001 when I connect
error-code 500123
exit code 1370 from the build
HTTP code 4040 was returned
country code 8610 and area code 0571
dialing code 0086
the HS code 85171300 of this phone
colour code 336699 for the button
currency code 0156
branch code 104100 of the bank
gift code 20261111
model code 482913 on the back
batch code 482913
item code 884100
stock code 600519
SWIFT code 123456
product code 884100
status code 404040
course code 202611
the code 2026 edition
the code base has 482913 lines
line 482913, the code base is large
PR 12345, the code review is done
issue 48213 is about the code
your code will arrive within 3000 seconds
Did you get the code? Call 95188
Did you get the code? Order 482913 is still open
What is the code? Ticket 482913 explains it
Never tell anyone your code. 95188
Do not share the six digits they sent. 482913 people were tricked
no code came. 400018
the tracking number they sent me is 482913
the order number they texted me is 482913
the phone number they gave me is 95188
the ticket number I received is 482913
2fa was enabled on 20261122
enable 2FA before 2026
Authenticator version 20260101
authenticator app build 482913
use 2048 to sign large files
use block 482913 to verify the transfer
my pass is valid until 2026
the bus pass is 2 yuan
pass 482913 on to my colleague
Settings → Password → Change
Settings -> Password -> Reset2FA
userPassword: string;
dbPassword: str = Field(min_length=12)
"password": "required|min:8",
"password": "********",
docker run -p8080:80 web
ssh -p2222 server
mkdir -p /data/2026
https://example.com:8443/path
https://user@example.com/
postgres://user:password@host/db
postgres://${USER}:${PASSWORD}@host/db
https://wallet.example:443@evil.example/
the password's expired
the pin's worn out
PIN: see the letter
验证码多少？请看短信
验证码是多少？客服电话95188
没收到验证码怎么办？订单482913
请勿告诉他人验证码。\\n95188
不要把收到的数字告诉客服。\\n482913人被骗
客服：请报一下订单号\\n我：586800
客服：请报一下金额\\n我：5868
客服：请报一下工号\\n我：884100
验证码错误\\n状态码 404040
短信来了 订单482913 已发货
短信说 2026年11月22日到期
短信来了，10086
状态码 404
邮政编码 200030
代码 600519
股票代码600519今天涨了
收款码 482913
付款码 482913
发货编码 482913
物料编码 884100
条形码 69012345
这个尺码是4243
房间号 482913
单号482913是我的快递
工号884100为您服务，请评价
金额 4821 元，验证码稍后发送
Google 验证器版本 20260101
验证器在2026年停用
身份验证码表第2026页
密码（6-20位）
密码（6-20位字母和数字）不对
密码6位数字
支付密码六位，客服95188
密码还是以前的
密码还是以前的那个，我没改
密码还是以前的系统里的
密码→设置→2026年版
登录密码 -> 修改
安全码在卡背面
安全码是三位数字
口令红包 88元
Yanzhengma 5 fenzhong youxiao
前三位是138，后三位是456
first three floors 729, last three floors 234
验证码10位，后三位随机
热线 95188 转 2 查询验证码
订单482913，验证码稍后到
快递到了，取件码在短信里
我念给你订单号482913，不是验证码
验证码有误，错误码 482913
编辑短信482913发送到10086
拼团口令 482913人参与
they texted me 100000 times
case 482913: I told the agent, the code never came
const password = req.body.password1;
2FA code length is 6 digits, 100000 users
BIN code 622700
健康码482913
推荐码 482913
""".splitlines()


@pytest.mark.parametrize("text", LEFT)
def test_what_is_neither_code_nor_password_is_left(text: str) -> None:
    text = text.replace("\\n", "\n")

    assert [
        found for found in find(text) if found.kind in (Kind.ONE_TIME_CODE, Kind.PASSWORD, Kind.CVV)
    ] == []
