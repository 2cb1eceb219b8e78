"""One spelling for each channel, whatever was typed."""

from __future__ import annotations

import pytest

from answerback.channels.canonical import LONGEST, Unreadable, canonical
from answerback.channels.kinds import Kind

TOKEN = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # ERC-55's own sample
SPELLED = [
    *[
        (Kind.NUMBER, text, "+864000000188")
        for text in (
            "400 000 0188",
            "+86 400-000-0188",
            "0086 4000000188",
            "４００－０００－０１８８",
            "tel:+864000000188",
        )
    ],
    *[(Kind.NUMBER, text, "95188") for text in ("95188", "９５１８８", "951 88")],
    *[
        (Kind.LINK, text, "lanyue.example")
        for text in (
            "lanyue.example",
            "https://Lanyue.example/",
            "hxxps://lanyue[.]example",
            "ｌａｎｙｕｅ.example",
            "lanyue.example.",
            "http://lanyue.example:443/?from=sms#top",
        )
    ],
    (Kind.LINK, "https://bücher.example", "xn--bcher-kva.example"),
    (Kind.LINK, "https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
    (Kind.LINK, "https://forum.example/Lanyue/", "forum.example/Lanyue"),
    *[
        (Kind.MAIL, text, "help@lanyue.example")
        for text in (
            "help@lanyue.example",
            "Help@Lanyue.Example",
            "mailto:help@lanyue.example?subject=1",
            "help[at]lanyue[.]example",
            "help＠lanyue.example",
        )
    ],
    *[
        (Kind.TELEGRAM, text, "@lanyue_pay")
        for text in (
            "@lanyue_pay",
            "Lanyue_Pay",
            "t.me/lanyue_pay",
            "https://t.me/s/Lanyue_Pay/12",
            "hxxps://t[.]me/lanyue_pay",
            "lanyue_pay.t.me",
            "telegram.me/@lanyue_pay",
            "tg://resolve?domain=lanyue_pay",
            "Telegram：＠lanyue_pay",
        )
    ],
    *[
        (Kind.X, text, "@lanyuepay")
        for text in (
            "@LanyuePay",
            "x.com/lanyuepay",
            "https://twitter.com/LanyuePay/status/1?s=20",
            "mobile.twitter.com/lanyuepay",
        )
    ],
    *[
        (Kind.WECHAT, text, "lanyue-pay")
        for text in ("Lanyue-Pay", "微信号：lanyue-pay", "WeChat: lanyue-pay")
    ],
    *[(Kind.SMS_SENDER, text, "岚月支付") for text in ("岚月支付", "【岚月支付】", " [岚月支付] ")],
    *[(Kind.SMS_SENDER, text, "LANYUE") for text in ("Lanyue", "ＬＡＮＹＵＥ")],
    (Kind.SMS_SENDER, "1069 0000 0188", "106900000188"),
    *[
        (Kind.APP, text, "android:com.lanyue.wallet")
        for text in (
            "android: com.lanyue.wallet",
            "https://play.google.com/store/apps/details?id=com.lanyue.wallet&hl=zh",
        )
    ],
    *[
        (Kind.APP, text, "apple:1234567890")
        for text in ("id1234567890", "https://apps.apple.com/cn/app/lanyue/id1234567890", "iOS: 1234567890")
    ],
    (Kind.APP, "apple:com.lanyue.Wallet", "apple:com.lanyue.Wallet"),
    *[
        (Kind.CONTRACT, text, f"ethereum:{TOKEN.lower()}")
        for text in (
            f"ethereum:{TOKEN}",
            f"Ethereum： {TOKEN.lower()}",
        )
    ],
    (Kind.CONTRACT, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "tron:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    *[
        (Kind.ENS, text, "qingtan.eth")
        for text in ("qingtan.eth", "Qingtan.ETH", "https://app.ens.domains/qingtan.eth")
    ],
]
REFUSED = [
    (Kind.NUMBER, "what?", "number"),
    (Kind.NUMBER, "400 000", "number"),
    (Kind.NUMBER, "+86 95188", "number"),
    (Kind.NUMBER, "96110", "number_public"),
    (Kind.NUMBER, "110", "number_public"),
    (Kind.LINK, "lanyue", "link"),
    (Kind.LINK, "com.cn", "link"),
    (Kind.LINK, "https://192.0.2.1/", "link"),
    (Kind.LINK, "https://lanyue.example@evil.example/", "link"),
    (Kind.LINK, "https://forum.example/a/../lanyue", "link"),
    (Kind.LINK, "javascript:alert(1)", "link"),
    (Kind.LINK, "https://lаnyue.example", "disguised"),
    (Kind.LINK, "https://t.me/", "link_many"),
    (Kind.MAIL, "lanyue.example", "mail"),
    (Kind.MAIL, "a..b@lanyue.example", "mail"),
    (Kind.MAIL, "help@lanyue.example/x", "mail"),
    (Kind.MAIL, "help@lаnyue.example", "disguised"),
    (Kind.TELEGRAM, "t.me/+AbCdEf123", "telegram"),
    (Kind.TELEGRAM, "t.me/joinchat/AbCdEf", "telegram"),
    (Kind.TELEGRAM, "@lаnyue_pay", "telegram"),
    (Kind.TELEGRAM, "https://evil.example/lanyue_pay", "telegram"),
    (Kind.X, "x.com/home", "x"),
    (Kind.X, "@a_name_that_is_too_long", "x"),
    (Kind.WECHAT, "岚月支付", "wechat"),
    (Kind.WECHAT, "abc", "wechat"),
    (Kind.SMS_SENDER, "L", "sms_sender"),
    (Kind.SMS_SENDER, "LАNYUE", "sms_sender"),
    (Kind.APP, "com.lanyue.wallet", "app_store"),
    (Kind.APP, "android: wallet", "app"),
    (Kind.APP, "https://evil.example/?id=com.lanyue.wallet", "app"),
    (Kind.CONTRACT, TOKEN, "contract_chain"),
    (Kind.CONTRACT, f"tron:{TOKEN}", "contract"),
    (Kind.CONTRACT, TOKEN[:-1] + "D", "contract"),
    (Kind.CONTRACT, "f" * 64, "secret"),
    (Kind.ENS, "qingtan.example", "ens"),
    (Kind.ENS, "qіngtan.eth", "disguised"),
    *[(kind, "", kind.value) for kind in Kind],
    *[(kind, "1" * (LONGEST + 1), kind.value) for kind in Kind],
]


@pytest.mark.parametrize(("kind", "text", "value"), SPELLED, ids=[f"{one[0]}-{one[1]}" for one in SPELLED])
def test_any_spelling_gives_the_one_that_is_kept(kind: Kind, text: str, value: str) -> None:
    assert canonical(kind, text) == value


@pytest.mark.parametrize("kind, value", sorted({(one[0], one[2]) for one in SPELLED}))
def test_what_is_kept_is_its_own_spelling(kind: Kind, value: str) -> None:
    assert canonical(kind, value) == value


@pytest.mark.parametrize(("kind", "text", "code"), REFUSED)
def test_what_is_no_channel_of_its_kind_is_refused_with_a_code(kind: Kind, text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        canonical(kind, text)

    assert refused.value.code == code


def test_number_without_a_country_code_belongs_to_the_region_asked_for() -> None:
    assert canonical(Kind.NUMBER, "020 7946 0018", region="GB") == "+442079460018"
