"""Who may open what: the customer his own, everybody else finds nothing there."""

from __future__ import annotations

import pytest

from answerback.callbacks.models import Callback
from answerback.customers.notebook import put
from answerback.journal.write import Actor
from answerback.portal.clock import now
from answerback.storage.ids import new_id
from answerback.tickets.kinds import ActionKind, Category
from answerback.tickets.open import open_ticket
from answerback.tickets.request_action import request_action

READ = (
    "callbacks/{callback}",
    "callbacks/{callback}/appointment",
    "callbacks/{callback}/refusal",
    "tickets/{ticket}",
    "tickets/{ticket}/calendar.ics",
    "approvals/{approval}",
)
WRITE = (
    "callbacks/{callback}/appointment",
    "callbacks/{callback}/line",
    "callbacks/{callback}/refusal",
    "callbacks/{callback}/words",
    "callbacks/{callback}/files",
    "callbacks/{callback}/notes",
    "tickets/{ticket}/rating",
    "tickets/{ticket}/reopening",
    "tickets/{ticket}/files",
    "approvals/{approval}/approval",
    "approvals/{approval}/refusal",
    "notes/{note}/sharing",
    "notes/{note}/tearing",
)


@pytest.fixture
def things(cast, callback):
    at = now()
    ticket = open_ticket(
        cast.customer, category=Category.ACCOUNT_LOCKED, by=cast.li_lei, at=at, origin="test:1"
    )
    asked = request_action(
        ticket,
        kind=ActionKind.UNLOCK_ACCOUNT,
        detail={"account": "main account"},
        confirmed=True,
        by=cast.li_lei,
        at=at,
    )
    note = put(cast.customer, "They rang at noon.", note_id=new_id(), at=at)
    return {"callback": callback.id, "ticket": ticket.id, "approval": asked.id, "note": note.id}


def test_everything_of_a_customer_is_nothing_to_a_stranger(things, user, stranger):
    reads = {
        path: [one.get("/my/" + path.format(**things)).status_code for one in (user, stranger)]
        for path in READ
    }
    writes = {path: stranger.post("/my/" + path.format(**things)).status_code for path in WRITE}

    assert reads == {path: [200, 404] for path in READ}
    assert writes == dict.fromkeys(WRITE, 404)


def test_without_a_session_every_page_says_how_to_come_in(cast, client, settings):
    host = settings.ORIGINS["portal"].split("://")[1]
    found = {
        path: client.get(f"/my/{path}", headers={"host": host}).status_code
        for path in (
            "",
            "matters",
            "callback-request",
            "notes",
            "calls-to-me",
            "hang-up",
            "status",
            "status-keys",
        )
    }
    assert set(found.values()) == {403}


def test_leaving_ends_the_session_for_good(user):
    user.post("/my/departure")
    assert user.get("/my/").status_code == 403


def test_session_of_one_wallet_opens_nothing_of_another(things, enter):
    from tests.cast import make_customer, make_wallet

    other = make_wallet("qingtan", official_number="", caller_number="+864000000189")
    foreigner = enter(make_customer(other, "user-1", "+8617000000013"))
    found = [foreigner.get("/my/" + path.format(**things)).status_code for path in READ]
    assert found == [404] * len(READ)


def test_approval_needs_the_page_that_was_seen(things, user, cast):
    answer = user.post(f"/my/approvals/{things['approval']}/approval", {"seen": "0" * 64})
    assert (answer.status_code, answer["X-Refusal"]) == (409, "tickets.not_as_shown")


def test_approval_shows_every_detail_and_the_yes_is_kept_once(things, user):
    path = f"/my/approvals/{things['approval']}"
    page = user.get(path).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    first, second = (user.post(f"{path}/approval", {"seen": seen}).status_code for _ in range(2))
    told = user.get(path).content.decode()

    assert all(
        words in page for words in ("main account", "Who decides", "How likely it is", "What it costs")
    )
    assert (first, second) == (302, 302)
    assert "Approved by you, sent to the wallet" in told


def test_declining_twice_is_one_no(things, user):
    path = f"/my/approvals/{things['approval']}"
    codes = [user.post(f"{path}/refusal").status_code for _ in range(2)]
    assert (codes, "Declined by you" in user.get(path).content.decode()) == ([302, 302], True)


def test_actor_of_the_portal_is_the_customer(callback: Callback, user, cast):
    from answerback.journal.models import Entry

    user.post(f"/my/callbacks/{callback.id}/refusal")
    entry = Entry.objects.get(kind="callback.refused")
    assert Actor(entry.actor_kind, entry.actor_id) == cast.user
