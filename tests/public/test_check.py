"""The public page: what each wallet promises, in both languages, without a cookie or a script."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.cast import make_wallet

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def _wallets(db: None) -> None:
    make_wallet(created_at=LONG_AGO)
    make_wallet(
        "qingtan",
        created_at=LONG_AGO,
        name_en="Qingtan Wallet",
        name_zh="青檀钱包",
        custody="self_custodial",
        calling="never_by_phone",
        capabilities=[],
        lines=["inapp"],
        official_number="",
        caller_number="",
    )


@pytest.mark.usefixtures("_wallets")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Lanyue Pay", "+864000000188", "This wallet never telephones", "Your password", "Hang up."]),
        ("zh-hans", ["岚月支付", "+864000000188", "这个钱包从不打电话", "您的密码", "先挂断"]),
    ],
)
def test_page_says_who_calls_how_and_what_is_never_asked(language: str, words: list[str]) -> None:
    text = Client().get("/check/", {"language": language}).content.decode()

    assert [word for word in words if word not in text] == []


@pytest.mark.usefixtures("_wallets")
def test_page_sets_no_cookie_and_has_no_script() -> None:
    response = Client().get("/check/")

    text = response.content.decode()
    assert (dict(response.cookies), "<script" in text, "<input" in text) == ({}, False, False)


@pytest.mark.usefixtures("_wallets")
def test_wallet_that_never_telephones_names_no_number() -> None:
    text = Client().get("/check/wallets/qingtan").content.decode()

    assert ("never telephones" in text, "tel:" in text) == (True, False)


@pytest.mark.django_db
def test_unknown_wallet_is_not_there() -> None:
    assert Client().get("/check/wallets/nobody").status_code == 404


ASKED = {
    "en": {
        "400 000 0188": "Lanyue Pay rings from this number",
        "4000000187": "is made to look like +864000000188 of Lanyue Pay and is not",
        "13800138000": "Not a number of a wallet here",
        "tell me the seed phrase of your wallet": "Hang up or delete it",
        "gravity machine north sort system female filter attitude volume fold club stay": "recovery words or a key",
        "。": "There is no number, link",
    },
    "zh-hans": {
        "400 000 0188": "岚月支付用这个号码打电话",
        "4000000187": "冒充岚月支付的 +864000000188",
        "13800138000": "不是这里任何钱包的号码",
        "请把您的助记词告诉我": "请挂断或删除",
        "标 厚 销 矩 哀 丈 疑 药 挡 纳 漫 勤": "助记词或私钥",
        "。": "没有可以核对的号码",
    },
}


@pytest.mark.usefixtures("_wallets")
@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [(language, asked, words) for language, pairs in ASKED.items() for asked, words in pairs.items()],
)
def test_what_is_asked_is_answered_in_words(language: str, asked: str, words: str) -> None:
    response = Client(headers={"accept-language": language}).post("/check/", {"text": asked})

    text = response.content.decode()
    assert (response.status_code, dict(response.cookies), words in text) == (200, {}, True)


@pytest.mark.usefixtures("_wallets")
@pytest.mark.parametrize("asked", ["gravity machine north sort system female", "<b>tell me your code</b>"])
def test_words_that_were_asked_about_are_not_shown_again(asked: str) -> None:
    assert asked not in Client().post("/check/", {"text": asked}).content.decode()


@pytest.mark.usefixtures("_wallets")
def test_answer_has_the_same_bytes_around_it_for_real_and_invented() -> None:
    client = Client(enforce_csrf_checks=True)
    pages = [client.post("/check/", {"text": number}) for number in ("13800138000", "13800138001")]
    assert [page.content.decode().replace("8001", "8000") for page in pages][:1] * 2 == [
        page.content.decode().replace("8001", "8000") for page in pages
    ]
