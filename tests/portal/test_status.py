"""The status page: what it says of whom, and what its signed verdicts are checked with."""

from __future__ import annotations

import json

import pytest

from answerback.callbacks.models import Callback
from tests.cast import make_customer, make_wallet


def embedded(page: str) -> dict:
    return json.loads(page.split('<script id="verdict" type="application/json">')[1].split("</script>")[0])


def test_home_holds_the_keys_and_what_a_verdict_must_say(user, cast):
    known = embedded(user.get("/my/").content.decode())
    fetched = user.get("/my/status-keys").json()["keys"]
    assert known["keys"] == fetched
    assert {name: known["expected"][name] for name in ("iss", "sub", "typ")} == {
        "iss": "answerback:lanyue",
        "sub": cast.customer.pairwise_id.hex,
        "typ": "answerback-status+jwt",
    }
    assert [set(key) & {"d"} for key in fetched] == [set()] * len(fetched)


def test_page_names_nobody_and_has_no_code_field_while_no_line_is_connected(user, callback):
    page = user.get("/my/").content.decode()
    assert ("Li Lei" in page, 'name="code"' in page, "A call is arranged" in page) == (False, False, True)


def test_page_says_what_is_never_asked(user):
    page = user.get("/my/").content.decode()
    assert ("Your password" in page, "Your recovery phrase, not even one word of it" in page) == (True, True)


PAGES = ("", "matters", "callback-request", "notes", "calls-to-me", "hang-up")


def test_wallet_that_never_telephones_says_so_on_every_page(enter):
    wallet = make_wallet(
        "qingtan",
        name_en="Qingtan Wallet",
        custody="self_custodial",
        calling="in_app_only",
        lines=["inapp"],
        capabilities=["ask_recipient"],
        official_number="",
        caller_number="",
    )
    user = enter(make_customer(wallet, "install-1", "", name=""))
    pages = {path: user.get(f"/my/{path}").content.decode() for path in PAGES}
    said = {path: "Qingtan Wallet never telephones anybody." in page for path, page in pages.items()}
    assert said == dict.fromkeys(PAGES, True)


@pytest.mark.parametrize("word", ["unlock", "freeze", "frozen", "refund"])
def test_self_custodial_pages_promise_nothing_that_nobody_can_do(enter, word):
    wallet = make_wallet(
        "qingtan",
        custody="self_custodial",
        calling="in_app_only",
        lines=["inapp"],
        capabilities=["ask_recipient"],
        official_number="",
        caller_number="",
    )
    user = enter(make_customer(wallet, "install-1", "", name=""))
    user.post("/my/callback-request", {"text": ""})
    callback = Callback.objects.for_wallet(wallet).get()
    pages = [
        user.get(f"/my/{path}").content.decode().lower() for path in (*PAGES, f"callbacks/{callback.id}")
    ]
    assert [word in page for page in pages] == [False] * len(pages)


def test_code_without_a_call_is_refused_with_advice(user):
    answer = user.post("/my/code", {"code": "123456"})
    assert (answer.status_code, "There is no code to type now." in answer.content.decode()) == (422, True)


def test_alarm_twice_is_one_and_leads_to_hang_up(user, cast):
    from answerback.reports.models import SecretAlarm

    where = [user.post("/my/alarm")["Location"] for _ in range(2)]
    page = user.get("/my/hang-up").content.decode()
    assert (where, SecretAlarm.objects.for_wallet(cast.wallet).count()) == (["/my/hang-up"] * 2, 1)
    assert ("HANG UP NOW" in page, "marked urgent" in page) == (True, True)


def test_pages_speak_the_customers_language_until_he_says_otherwise(cast, settings):
    from django.test import Client

    from answerback.customers.portal_link import make
    from answerback.journal.write import SYSTEM
    from answerback.portal.clock import now

    host = settings.ORIGINS["portal"].split("://")[1]
    browser = Client(headers={"accept-language": "en", "host": host})
    browser.post(f"/my/enter/{make(cast.customer, by=SYSTEM, at=now())}")
    assert 'lang="zh-Hans"' in browser.get("/my/").content.decode()
