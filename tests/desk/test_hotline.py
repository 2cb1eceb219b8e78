"""The hotline on an agent's desk: PIN and calling number in, the answer out; the case after the user's proof."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks.models import Attempt
from answerback.customers.models import PhoneNumber
from answerback.hotline.models import Joining, Waiting
from answerback.hotline.pins import make_pin
from answerback.hotline.rejoin import check
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.desk.acting import Desk, now

NUMBER = "+8617000000012"


@pytest.fixture
def pin(desk: Desk) -> str:
    callback = desk.arrange()
    ticket = open_ticket(desk.cast.customer, category=Category.OTHER, by=desk.cast.li_lei, at=now())
    type(callback).objects.for_wallet(desk.cast.wallet).filter(id=callback.id).update(ticket=ticket)
    at = now() - timedelta(minutes=20)
    call = Attempt.objects.create(
        wallet=desk.cast.wallet,
        callback=callback,
        agent=desk.cast.agent,
        number=1,
        line="simulator",
        state="ended",
        outcome="spoke",
        intended_at=at,
        ringing_at=at,
        answered_at=at,
        ended_at=at + timedelta(minutes=5),
    )
    return make_pin(desk.cast.customer, call.id, by=desk.cast.user, at=now()).sealed


def ask(desk: Desk, pin: str) -> str:
    return desk.client.post("/desk/hotline", {"pin": pin, "number": NUMBER})["location"]


def body(desk: Desk, path: str) -> str:
    return desk.client.get(path).content.decode()


def test_agent_sees_the_answer_alone_then_the_case_after_the_users_proof(desk: Desk, pin: str) -> None:
    where = ask(desk, pin)
    told = body(desk, where)
    desk.client.post(f"{where}/code")
    waiting = body(desk, where)
    code = Joining.objects.for_wallet(desk.cast.wallet).get().sealed
    check(desk.cast.customer, code, by=desk.cast.user, at=now())
    proven = body(desk, where)

    assert "Our call began at" in told and "我们" in told
    assert f"{code[:3]} {code[3:]}" in waiting
    for early in (told, waiting):
        assert "/desk/tickets/" not in early and "王小明" not in early and NUMBER not in early
    assert "/desk/tickets/" in proven


def test_no_looks_the_same_whatever_was_wrong(desk: Desk, pin: str) -> None:
    wrong = [f"{(int(pin) + 1) % 10**8:08d}", pin[:5], "no pin"]

    pages = {body(desk, ask(desk, given)).split("<main", 1)[1].split("csrf", 1)[0] for given in wrong}

    assert len(pages) == 1
    assert "With this we can confirm no call" in pages.pop()


def test_answer_is_shown_to_the_agent_who_asked_and_to_nobody_else(desk: Desk, pin: str) -> None:
    where = ask(desk, pin)

    answers = [desk.other.get(where).status_code, desk.other.post(f"{where}/code").status_code]

    assert answers == [404, 404]


def test_caller_without_a_pin_is_queued_and_the_page_says_nothing_of_references(desk: Desk) -> None:
    real = open_ticket(desk.cast.customer, category=Category.OTHER, by=desk.cast.li_lei, at=now()).reference
    on_file = PhoneNumber.objects.for_wallet(desk.cast.wallet).first()
    assert on_file is not None

    pages = set()
    for number, reference in ((on_file.e164, real), (NUMBER, "K7M2P9QXR"), ("", "")):
        page = desk.client.post("/desk/hotline/waiting", {"number": number, "reference": reference})
        pages.add(page.content.decode().split("<main", 1)[1].split("csrf", 1)[0])

    assert len(pages) == 1
    assert Waiting.objects.for_wallet(desk.cast.wallet).count() == 3


def test_guessing_agent_is_stopped_with_a_reason(desk: Desk) -> None:
    for n in range(10):
        desk.client.post("/desk/hotline", {"pin": f"{n:08d}", "number": f"+86170000000{n:02d}"})

    stopped = desk.client.post("/desk/hotline", {"pin": "99999999", "number": NUMBER})

    assert stopped.status_code == 429
