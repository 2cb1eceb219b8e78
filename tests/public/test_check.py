"""The public page: what each wallet promises, in both languages, without a cookie or a script."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import make_wallet


@pytest.fixture
def _wallets(db: None) -> None:
    make_wallet()
    make_wallet(
        "qingtan",
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
def test_page_sets_no_cookie_and_has_no_script_and_no_field() -> None:
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
