"""Where is my payment: asked before the call, the same verdict on both sides, a secret never handed back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from answerback.callbacks.outcomes import Kind
from answerback.callbacks.status import CallFacts, Face, Names
from answerback.lookups import kept
from answerback.lookups.limit import PER_HOUR
from answerback.lookups.models import AskedThisHour, Triage
from answerback.portal.shown import Shown
from tests.chains.triage.cases import BSC_FOR_ETH, ON_BSC, PLATFORM, case
from tests.guard.phrases import phrase

if TYPE_CHECKING:
    from django.test import Client

    from answerback.callbacks.models import Callback
    from tests.cast import Cast

WRONG_NETWORK = {"chosen": "bsc", "expected": "ethereum", "sent_to": "platform"}


def path(callback: Callback) -> str:
    return f"/my/callbacks/{callback.id}/payment"


def test_user_reads_what_happened_and_who_can_help(user: Client, callback: Callback) -> None:
    response = user.post(path(callback), WRONG_NETWORK, follow=True)
    text = response.content.decode()
    assert ("It went over BNB Smart Chain" in text, "Only the receiving platform" in text) == (True, True)
    assert "No chain was asked" in text


def test_same_verdict_is_read_in_chinese(user: Client, callback: Callback) -> None:
    user.post(path(callback), WRONG_NETWORK)
    text = user.get(f"{path(callback)}?language=zh-hans").content.decode()
    assert "而平台要求的是以太坊" in text


def test_payment_without_a_call_can_be_asked_about(user: Client) -> None:
    assert (
        "Nothing is lost" in user.post("/my/payment", {"sent_from": "platform"}, follow=True).content.decode()
    )


@pytest.mark.parametrize("field", ["transaction", "recipient", "meant"])
@pytest.mark.parametrize(
    "secret", [" ".join(phrase()), "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "e" * 64]
)
def test_what_may_be_a_secret_is_not_handed_back(
    user: Client, callback: Callback, field: str, secret: str
) -> None:
    response = user.post(path(callback), WRONG_NETWORK | {field: secret})
    assert (response.status_code in (409, 422), secret in response.content.decode()) == (True, False)


def test_choices_are_kept_when_something_is_refused(user: Client, callback: Callback) -> None:
    text = user.post(path(callback), WRONG_NETWORK | {"recipient": "nonsense!"}).content.decode()
    assert '<option value="bsc" selected>' in text


def test_call_of_another_customer_is_not_there(stranger: Client, callback: Callback) -> None:
    assert [stranger.get(path(callback)).status_code, stranger.post(path(callback)).status_code] == [404, 404]


def test_letter_of_a_call_about_money_leads_there(user: Client, callback: Callback, cast: Cast) -> None:
    assert path(callback) in user.get(f"/my/callbacks/{callback.id}").content.decode()


def test_page_holds_what_the_wallet_said_so_that_one_press_judges_it(
    user: Client, callback: Callback, cast: Cast
) -> None:
    callback.about = {"chain": "bsc", "expected_chain": "ethereum", "destination": "platform"}
    callback.save()
    text = user.get(path(callback)).content.decode()
    assert [f'<option value="{value}" selected>' in text for value in ("bsc", "ethereum", "platform")] == [
        True
    ] * 3


def test_report_of_a_fraud_is_answered_already(user: Client, callback: Callback) -> None:
    callback.kind = Kind.SCAM_REPORTED
    callback.save()
    field = user.get(path(callback)).content.decode().split('name="was_deceived"')[1].split("</select>")[0]
    assert '<option value="yes" selected>' in field


def test_who_was_persuaded_to_send_it_is_told_to_pay_nothing_more(user: Client, callback: Callback) -> None:
    text = user.post(path(callback), {"was_deceived": "yes"}, follow=True).content.decode()
    assert "Pay nothing more: no tax, no deposit, no fee" in text


def test_question_too_many_is_refused_in_clear_words_and_the_answer_stays(
    user: Client, callback: Callback, cast: Cast
) -> None:
    user.post(path(callback), WRONG_NETWORK)
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for hour_at in (now, now + timedelta(hours=1)):
        AskedThisHour.objects.update_or_create(
            wallet=cast.wallet, customer_id=cast.customer.id, hour_at=hour_at, defaults={"asked": PER_HOUR}
        )
    response = user.post(path(callback), WRONG_NETWORK | {"chosen": "tron"})
    text = response.content.decode()
    assert (response.status_code, "Please ask again after the next full hour." in text) == (429, True)
    assert ("It went over BNB Smart Chain" in text, '<option value="tron" selected>' in text) == (True, True)


def test_time_is_taken_on_the_users_clock_and_shown_so_again(
    user: Client, callback: Callback, cast: Cast
) -> None:
    user.post(path(callback), WRONG_NETWORK | {"sent_at": "2026-11-22T12:05"})
    (row,) = Triage.objects.for_wallet(cast.wallet)
    case = kept.read(row.case)
    assert case is not None and case.story.sent_at is not None
    assert case.story.sent_at.utcoffset() == datetime.now(ZoneInfo(cast.customer.zone)).utcoffset()
    assert 'value="2026-11-22T12:05"' in user.get(path(callback)).content.decode()


def test_what_is_no_time_is_refused_and_not_handed_back(user: Client, callback: Callback) -> None:
    response = user.post(path(callback), WRONG_NETWORK | {"sent_at": " ".join(phrase())})
    text = response.content.decode()
    assert (response.status_code, phrase()[0] in text, "This is not a time" in text) == (422, False, True)


def test_secret_beside_a_wrong_choice_is_not_handed_back(user: Client, callback: Callback) -> None:
    """Every string is read before any choice is refused."""
    secret = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
    response = user.post(path(callback), {"chosen": "dogecoin", "token": secret})
    assert (response.status_code, secret in response.content.decode()) == (422, False)


def test_verdict_of_then_stays_and_todays_is_shown_first(
    user: Client, callback: Callback, cast: Cast
) -> None:
    user.post(path(callback), WRONG_NETWORK)
    Triage.objects.for_wallet(cast.wallet).update(code="arrived", who="nothing_lost")
    text = user.get(path(callback)).content.decode()
    today, then = (
        text.index("It went over BNB Smart Chain"),
        text.index("The money has arrived at this address"),
    )
    assert (
        text.index("Our rules have changed since") < today < text.index("What was said then") < then
    ) is True


def test_id_to_hand_on_can_be_copied_and_is_there_as_text_without_a_script(
    user: Client, callback: Callback, cast: Cast
) -> None:
    user.post(path(callback), WRONG_NETWORK)
    (row,) = Triage.objects.for_wallet(cast.wallet)
    row.case = kept.written(case(ON_BSC, **BSC_FOR_ETH, **PLATFORM))
    row.save()
    text = user.get(path(callback)).content.decode()
    shown = text.split('<span id="id-portal">')[1].split("<button")[0]
    assert re.sub(r"<[^>]*>|\s", "", shown) == ON_BSC.id
    assert (re.findall(r"<button[^>]*data-copy=[^>]*>", text)[0].count(" hidden="), "ui/copy" in text) == (
        1,
        True,
    )
    assert ("badge--done" in text, "Final: it cannot be called back" in text) == (False, True)


def test_card_of_the_arranged_call_leads_there(user: Client, callback: Callback) -> None:
    assert f'href="{path(callback)}"' in user.get("/my/").content.decode()


def test_card_of_a_call_about_something_else_does_not(user: Client, callback: Callback) -> None:
    callback.kind = Kind.ACCOUNT_LOCKED
    callback.save()
    assert path(callback) not in user.get("/my/").content.decode()


@pytest.mark.parametrize(("line", "is_beside"), [("inapp", True), ("phone", False)])
def test_card_while_talking_leads_there_and_leaves_the_call_in_the_app_open(
    user: Client, callback: Callback, line: str, is_beside: bool
) -> None:
    now = datetime.now(UTC)
    names = Names("Li Lei", "李雷")
    call = CallFacts(
        callback.id,
        callback.id,
        None,
        line,
        "88",
        "mistaken_transfer",
        "",
        names,
        names,
        "1024",
        now,
        now,
        now,
        now,
    )
    card = Shown(Face.TALKING, "", "", "", "", now, call)
    page = render_to_string("portal/status.html", {"shown": card, "wallet": callback.wallet, "asking": None})
    (link,) = re.findall(rf'<a href="{path(callback)}"[^>]*>', page)
    assert ('target="_blank"' in link) == is_beside
