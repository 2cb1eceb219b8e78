"""The page "Ring us yourself": the number, a PIN for one call in large groups, the digits that the agent reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from answerback.callbacks.models import Attempt, Callback
from answerback.hotline.answer import answer
from answerback.hotline.models import Pin
from answerback.hotline.rejoin import make_code, question_of
from answerback.portal.clock import now
from tests.cast import Cast


@pytest.fixture
def call(cast: Cast, callback: Callback) -> Attempt:
    at = now() - timedelta(minutes=20)
    return Attempt.objects.create(
        wallet=cast.wallet,
        callback=callback,
        agent=cast.agent,
        number=1,
        line="simulator",
        last_two="01",
        state="ended",
        outcome="spoke",
        intended_at=at,
        placed_at=at,
        ringing_at=at,
        answered_at=at,
        ended_at=at + timedelta(minutes=5),
    )


def text(client: Client, path: str = "/my/ring-us") -> str:
    return client.get(path).content.decode()


def test_page_names_the_number_and_says_so_when_we_rang_nobody(user: Client) -> None:
    shown = text(user)

    assert 'href="tel:+864000000188"' in shown
    assert "We have not rung you within the last week" in shown
    assert 'class="pin"' not in shown and 'name="code"' not in shown


def test_pin_is_made_on_asking_and_shown_in_groups_here_and_with_the_record(
    cast: Cast, user: Client, call: Attempt
) -> None:
    before = text(user)
    made = user.post("/my/ring-us/pins", {"call": str(call.id)})
    again = user.post("/my/ring-us/pins", {"call": str(call.id)})

    digits = Pin.objects.for_wallet(cast.wallet).get().sealed
    groups = f"{digits[:4]} {digits[4:]}"
    assert (made.status_code, again.status_code) == (302, 302)
    assert groups not in before and "Make a PIN for this call" in before
    assert groups in text(user) and groups in text(user, f"/my/callbacks/{call.callback_id}")


@pytest.mark.parametrize("asked", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_no_pin_for_what_is_no_call(user: Client, asked: str) -> None:
    assert user.post("/my/ring-us/pins", {"call": asked}).status_code == 404


def test_stranger_gets_no_pin_and_sees_none(
    cast: Cast, user: Client, stranger: Client, call: Attempt
) -> None:
    user.post("/my/ring-us/pins", {"call": str(call.id)})

    assert stranger.post("/my/ring-us/pins", {"call": str(call.id)}).status_code == 404
    assert 'class="pin"' not in text(stranger)


def test_digits_of_the_agent_are_typed_here_and_the_field_goes(
    cast: Cast, user: Client, call: Attempt
) -> None:
    user.post("/my/ring-us/pins", {"call": str(call.id)})
    pin = Pin.objects.for_wallet(cast.wallet).get()
    asked = answer(
        cast.wallet,
        pin=pin.sealed,
        calling_number="+8617000000001",
        agent=cast.agent,
        by=cast.li_lei,
        at=now(),
    )
    question = question_of(cast.agent, asked.question_id, at=now())
    assert question is not None
    code = make_code(question, cast.agent, by=cast.li_lei, at=now()).sealed
    wanted = text(user)
    missed = user.post("/my/ring-us/code", {"code": f"{(int(code) + 1) % 10**6:06d}"})
    matched = user.post("/my/ring-us/code", {"code": code}, follow=True)

    assert 'name="code"' in wanted and code not in wanted
    assert missed.status_code == 422 and "not the code" in missed.content.decode()
    assert "now sees this matter" in matched.content.decode()
    assert 'name="code"' not in text(user)


def test_status_and_hang_up_lead_here(user: Client) -> None:
    assert all('href="/my/ring-us"' in text(user, path) for path in ("/my/", "/my/hang-up"))


def test_wallet_without_a_number_says_that_nobody_can_be_rung(cast: Cast, user: Client) -> None:
    cast.wallet.official_number = ""
    cast.wallet.save()

    shown = text(user)

    assert "This wallet has no telephone number" in shown and "tel:" not in shown
