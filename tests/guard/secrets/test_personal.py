"""Codes, passwords, cards, identity papers, phones and mail: found beside the word that makes them one, left else."""

import pytest

from answerback.guard import find


def caught(text: str) -> list[tuple[str, str]]:
    return [(str(finding.kind), text[finding.start : finding.end]) for finding in find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("验证码是420774", "420774"),
        ("【青檀】您的验证码 859021，5分钟内有效，请勿泄露", "859021"),
        ("Your verification code is 594925. Do not share it.", "594925"),
        ("the code they sent me is 069-897", "069-897"),
        ("我收到的六位数是 741 711，帮我填一下", "741 711"),
        ("验证码 八八七六二七", "八八七六二七"),
        ("短信验证码４８２９１３", "４８２９１３"),
        ("859021 is your Lanyue verification code", "859021"),
        ("420774（登录验证码）", "420774"),
        ("G-482913 is your verification code", "482913"),
        ("the code is four eight two nine one three", "four eight two nine one three"),
        ("verification code: A7K9Q2", "A7K9Q2"),
        ("动态密码 4 8 2 9 1 3", "4 8 2 9 1 3"),
        ("我的OTP是482913", "482913"),
        ("短信里的数字是482913", "482913"),
        ("他让我把482913告诉他", "482913"),
        ("otp482913", "482913"),
        ("短信说 code482913 别告诉别人", "482913"),
    ],
)
def test_one_time_code_beside_its_word(text: str, code: str) -> None:
    assert caught(text) == [("one_time_code", code)]


@pytest.mark.parametrize(
    "text",
    [
        "工号 884100 为您服务",
        "2026-01-10 10:30:25 转账 4129987.00 元",
        "区块高度 18926049，手续费 0.008519",
        "验证码 5 分钟内有效，请勿告诉任何人",
        "没收到验证码。订单 420774 还在处理",
        "验证码问题请拨打 95188",
        "zip code 94105, area code 4155, error code 50012",
        "安全提醒：不要把验证码告诉任何人",
        "在2026年11月之前完成验证码登录",
        "验证码有效期到 2026-11-22",
        "zip code94105 errorcode500123 TXN code356931 barcode48291300",
    ],
)
def test_digits_that_are_no_code(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("我的密码是Qwerty6124#", "Qwerty6124#"),
        ("登录密码：Summer22864$ 你帮我登一下", "Summer22864$"),
        ("my password is Summer78525", "Summer78525"),
        ("password: hunter!", "hunter!"),
        ("支付密码就是 743529", "743529"),
        ("you can log in with Hunter93485# as the passphrase", "Hunter93485#"),
        ("pwd=zhang74447!", "zhang74447!"),
        ("my PIN is 4821", "4821"),
        ("交易密码改成了woaini1314", "woaini1314"),
        ("my password is sunshine.", "sunshine"),
        ("他的password是abc12345", "abc12345"),
        ("交易PIN是4821", "4821"),
        ('password = "correct horse"', "correct horse"),
        ("密码是我的生日19900101", "19900101"),
        ("支付密码就是手机号后六位 123456", "123456"),
        ("my password is my birthday 19900101", "19900101"),
        ("pin4821", "4821"),
    ],
)
def test_password_given_in_text(text: str, password: str) -> None:
    assert caught(text) == [("password", password)]


@pytest.mark.parametrize(
    "text",
    [
        "my password is not working",
        "the password is incorrect.",
        "忘记密码怎么办",
        "密码为6-20位字母和数字",
        "password: ********",
        "Password is required",
        "请设置登录密码，密码不能太简单",
        "the password is being reset by our team",
        "密码错误5次后账户会被锁定",
        "密码不要用自己的生日",
    ],
)
def test_talk_about_passwords_is_left(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("我的银行卡号是6217008185207294781", "6217008185207294781"),
        ("卡号6222 0269 9330 8256 551 有效期04/29", "6222 0269 9330 8256 551"),
        ("card number 4111-1111-1111-1111 exp 04/29", "4111-1111-1111-1111"),
        ("4111111111111111", "4111111111111111"),
        ("３７８２８２２４６３１０００５", "３７８２８２２４６３１０００５"),
    ],
)
def test_bank_card(text: str, card: str) -> None:
    assert caught(text) == [("bank_card", card)]


@pytest.mark.parametrize(
    "text",
    [
        "订单号 4111111111111111 什么时候发货",
        "流水号：6217008185207294781",
        "快递单号 42069317416998747419",
        "工单150102937716307717已转交",
        "4111111111111112",
        "余额 4111111111111111",
    ],
)
def test_long_number_that_is_no_card(text: str) -> None:
    assert caught(text) == []


def test_card_security_code_beside_its_word() -> None:
    assert caught("card 4111 1111 1111 1111 cvv 123") == [
        ("bank_card", "4111 1111 1111 1111"),
        ("cvv", "123"),
    ]
    assert caught("安全码是 4567") == [("cvv", "4567")]
    assert caught("cvv123") == [("cvv", "123")]
    assert caught("背面三位 456") == [("cvv", "456")]
    assert caught("card verification value: 123") == [("cvv", "123")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("身份证11010519491231002X", "11010519491231002X"),
        ("证件号码：11010519491231002x，姓名张三", "11010519491231002x"),
        ("id 110105 19491231 002X", "110105 19491231 002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５１９４９１２３１００２Ｘ"),
        ("身份证号110105194912310021", "110105194912310021"),
        ("A123456(3)", "A123456(3)"),
        ("身分證 A123456789", "A123456789"),
        ("居留證 AC01234567", "AC01234567"),
        ("澳门居民身份证 5123456(7)", "5123456(7)"),
        ("外国人永久居留身份证 911124198108030024", "911124198108030024"),
        ("身份证号是一一零一零五一九四九一二三一零零二X", "一一零一零五一九四九一二三一零零二X"),
    ],
)
def test_resident_id(text: str, number: str) -> None:
    assert caught(text) == [("resident_id", number)]


def test_eighteen_digits_without_region_date_and_check_digit_are_no_resident_id() -> None:
    assert caught("110105194913310021 990105194912310021 110105194912310021") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("护照号 E12345678", "E12345678"),
        ("passport no. G87654321", "G87654321"),
        ("台胞证 12345678", "12345678"),
        ("往来港澳通行证号码：CA1234567", "CA1234567"),
        ("大陆居民往来台湾通行证 T12345678", "T12345678"),
        ("回乡证号 H1234567800", "H1234567800"),
    ],
)
def test_passport_beside_its_word(text: str, number: str) -> None:
    assert caught(text) == [("passport", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("请回拨17000000088", "17000000088"),
        ("请回拨170 0000 0088", "170 0000 0088"),
        ("+86-170-0000-0088", "+86-170-0000-0088"),
        ("电话010-65529988", "010-65529988"),
        ("幺七零零零零零零零八八", "幺七零零零零零零零八八"),
        ("call me at (415) 555-2671", "(415) 555-2671"),
        ("+1 (415) 555-2671", "+1 (415) 555-2671"),
        ("1 7 0 0 0 0 0 0 0 8 8", "1 7 0 0 0 0 0 0 0 8 8"),
        ("whatsapp 98765432", "98765432"),
    ],
)
def test_phone(text: str, number: str) -> None:
    assert caught(text) == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "客服电话 95588，热线 400-820-8820",
        "订单 17000000088",
        "1700000000088",
        "拨打 96110 或 110",
        "3.17000000088",
    ],
)
def test_number_that_is_no_private_phone(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("我的邮箱是li.wei923@example.com，谢谢", "li.wei923@example.com"),
        ("mail me at wang_fang+42@mail.example.org.", "wang_fang+42@mail.example.org"),
        ("li wei at example dot com", "wei at example dot com"),
    ],
)
def test_mail_address(text: str, address: str) -> None:
    assert caught(text) == [("email", address)]


def test_at_signs_that_are_no_address() -> None:
    assert caught("@韩梅梅 meet @ 5 user@host a@b") == []
