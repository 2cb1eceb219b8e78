"""Any spelling of the same thing gets the same answer, for every kind of channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answerback.channels.check import check
from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.verdicts import Standing
from tests.channels import registry
from tests.channels.registry import INDEX

FULL_WIDTH = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
SPELLINGS: dict[str, tuple[Published, tuple[str, ...]]] = {
    "number": (
        registry.RINGS,
        (
            *("+864000000188", "400 000 0188", "(400) 000-0188", "0086 400 000 0188", "86-400-000-0188"),
            *(
                "＋８６ ４００ ０００ ０１８８",
                "四零零零零零零一八八",
                "tel:+86-400-000-0188",
                "400\u200b0000188",
            ),
            *("电话：400-000-0188", "400·000·0188", "+86 (400) 0000188", "4O0 000 0188"),
        ),
    ),
    "dialled": (registry.DIALLED, ("4000000199", "+86 400 000 0199", "００８６４００００００１９９")),
    "site": (
        registry.SITE,
        (
            *(
                "lanyue.example",
                "https://lanyue.example/help?x=1",
                "LANYUE.example",
                "hxxps://lanyue[.]example",
            ),
            *("ｌａｎｙｕｅ.example", "pay.lanyue.example", "lanyue(dot)example", "lanyue。example"),
            *(
                "http://user:pw@lanyue.example/",
                "https://lan\u200byue.example",
                "lanyue.example.",
                "//lanyue.example/",
            ),
            *(
                "https://www.google.com/url?q=https%3A%2F%2Flanyue.example%2F",
                "https:\\\\lanyue.example",
                "https://lanyue.example:443/",
            ),
            *("https://link.zhihu.com/?target=https%3A//lanyue.example", "请打开 lanyue.example"),
        ),
    ),
    "page": (
        registry.PAGE,
        ("shop.example/lanyue", "https://shop.example/lanyue/help", "SHOP.example/lanyue/"),
    ),
    "mail": (
        registry.MAIL,
        (
            *(
                "support@lanyue.example",
                "SUPPORT@Lanyue.Example",
                "support＠lanyue．example",
                "support[at]lanyue[.]example",
            ),
            *(
                "support (at) lanyue (dot) example",
                "mailto:support@lanyue.example",
                "邮箱：support@lanyue.example",
            ),
            *("Lanyue <support@lanyue.example>", "support@lanyue。example", "sup\u200bport@lanyue.example"),
        ),
    ),
    "telegram": (
        registry.TELEGRAM,
        (
            *(
                "@lanyue_pay",
                "@Lanyue_Pay",
                "t.me/lanyue_pay",
                "https://t.me/lanyue_pay?start=1",
                "telegram.me/lanyue_pay",
            ),
            *(
                "https://telegram.dog/LANYUE_PAY",
                "tg://resolve?domain=lanyue_pay",
                "lanyue_pay.t.me",
                "Telegram: lanyue_pay",
            ),
            *(
                "hxxps://t[.]me/lanyue_pay",
                "https://t.me/s/lanyue_pay",
                "＠lanyue_pay",
                "电报号：lanyue_pay",
                "lanyue_pay",
            ),
            "https://www.google.com/url?q=https://t.me/lanyue_pay",
        ),
    ),
    "x": (
        registry.X,
        (
            *(
                "@lanyuepay_x",
                "x.com/lanyuepay_x",
                "https://twitter.com/LanyuePay_X",
                "https://mobile.twitter.com/lanyuepay_x/",
            ),
            *("https://www.x.com/lanyuepay_x?s=20", "推特 @lanyuepay_x", "twitter: lanyuepay_x"),
        ),
    ),
    "wechat": (
        registry.WECHAT,
        (
            *(
                "微信号：lanyue-service",
                "微信号 lanyue-service",
                "微信 lanyue-service",
                "WeChat: Lanyue-Service",
            ),
            *("WeChat ID: lanyue-service", "wx：lanyue-service", "加微 lanyue-service", "lanyue-service"),
        ),
    ),
    "sender": (
        registry.SENDER,
        ("岚月支付", "【岚月支付】", "[岚月支付]", "发件人 岚月支付", "短信签名：岚月支付", " 岚月支付 "),
    ),
    "android": (
        registry.ANDROID,
        (
            *("com.lanyue.wallet", "COM.lanyue.wallet", "包名：com.lanyue.wallet"),
            *(
                "https://play.google.com/store/apps/details?id=com.lanyue.wallet&hl=zh",
                "market://details?id=com.lanyue.wallet",
            ),
        ),
    ),
    "apple": (
        registry.APPLE,
        (
            *("https://apps.apple.com/cn/app/lanyue/id123456789", "apps.apple.com/app/id123456789?l=en"),
            "itms-apps://itunes.apple.com/app/id123456789",
        ),
    ),
    "contract": (
        registry.CONTRACT,
        (
            *("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
            *(
                "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x 5aae b605 3f3e 94c9 b9a0 9f33 6694 35e7 ef1b eaed",
            ),
            *(
                "合约地址：0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "０ｘ5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            ),
        ),
    ),
    "ens": (registry.ENS, ("lanyue.eth", "LANYUE.ETH", "ｌａｎｙｕｅ.eth", "lanyue[.]eth", "lanyue。eth")),
    "retired": (registry.RETIRED, ("4000000266", "+86 400 000 0266", "0086-400-000-0266")),
    "reported": (
        registry.REPORTED,
        (
            "lanyue-refund.top",
            "hxxps://Lanyue-Refund[.]top/pay",
            "www.lanyue-refund.top",
            "lanyue-refund。top",
        ),
    ),
}
EXPECTED = {
    Direction.DIALLED: Standing.NEVER_RINGS,
    Direction.RETIRED: Standing.RETIRED,
    Direction.REPORTED: Standing.REPORTED,
}


@pytest.mark.parametrize(
    ("official", "spelled"),
    [(official, spelled) for official, spellings in SPELLINGS.values() for spelled in spellings],
)
def test_any_spelling_is_that_channel(official: Published, spelled: str) -> None:
    known = [(one.kind, one.whose, one.standing) for one in check(spelled, INDEX).items if one.whose]

    assert known == [(official.kind, official, EXPECTED.get(official.direction, Standing.OURS))]


def full_width(text: str) -> str:
    return text.translate(FULL_WIDTH)


PLAIN = {name: (official, spelled[0]) for name, (official, spelled) in SPELLINGS.items() if name != "apple"}


@given(
    name=some.sampled_from(sorted(PLAIN)),
    capitals=some.booleans(),
    wide=some.booleans(),
    hidden=some.integers(0, 40),
    around=some.sampled_from(["{}", " {} ", "\n{}\n", "{}\u200b", "“{}”"]),
)
def test_spelled_otherwise_it_is_the_same(
    name: str, capitals: bool, wide: bool, hidden: int, around: str
) -> None:
    official, text = PLAIN[name]
    text = text.upper() if capitals and name != "page" else text  # a path has its capitals
    text = full_width(text) if wide and official.kind in (Kind.NUMBER, Kind.TELEGRAM, Kind.CONTRACT) else text
    if official.kind in (Kind.NUMBER, Kind.LINK, Kind.MAIL) and name != "page":
        place = hidden % len(text)
        text = f"{text[:place]}\u200b{text[place:]}"

    assert official in [item.whose for item in check(around.format(text), INDEX).items]
