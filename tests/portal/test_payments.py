"""Where is my payment: asked before the call, the same verdict on both sides, a secret never handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
