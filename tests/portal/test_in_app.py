"""The user's page as the in-app line's other end: declining, not answering and going away are three different ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.portal.clock import now
from answerback.storage.ids import new_id
from answerback.telephony.driver import Destination
from answerback.telephony.inapp.driver import COMES_BACK_WITHIN, InAppLine
from answerback.telephony.models import InboxEvent, Leg

RING_SECONDS = 30


@pytest.fixture
def leg(cast) -> Leg:
    to = Destination(cast.wallet.id, cast.customer.id, cast.agent.id, "")
    placed = InAppLine().place(new_id(), to, caller_id="", ring_seconds=RING_SECONDS, at=now())
    return Leg.objects.for_wallet(cast.wallet).get(id=placed)


def ends(leg: Leg) -> list[tuple[str, str]]:
    rows = InboxEvent.objects.for_wallet(leg.wallet_id).filter(leg=leg, kind="HungUp")
    return [(row.cause, row.witness) for row in rows]


def time_passes(seconds: float) -> None:
    InAppLine().step(at=now() + timedelta(seconds=seconds))


def press(client, leg: Leg, what: str, **fields: str) -> int:
    return client.post(f"/my/calls/{leg.id}/{what}", fields).status_code


def test_declining_is_a_refusal_however_often_it_is_pressed(user, leg):
    press(user, leg, "ringing")
    codes = [press(user, leg, "closure") for _ in range(2)]
    assert (codes, ends(leg)) == ([204, 204], [("refused", "customer")])


def test_nobody_answering_is_no_answer(user, leg):
    press(user, leg, "ringing")
    time_passes(RING_SECONDS + 1)
    assert ends(leg) == [("no_answer", "network")]


def test_page_closed_while_it_rings_is_a_closed_page(user, leg):
    press(user, leg, "ringing")
    press(user, leg, "closure", left="page")
    time_passes(COMES_BACK_WITHIN.total_seconds() - 2)
    waiting = ends(leg)
    time_passes(COMES_BACK_WITHIN.total_seconds() + 2)
    assert (waiting, ends(leg)) == ([], [("page_closed", "network")])


def test_page_that_comes_back_goes_on_ringing(user, leg):
    press(user, leg, "closure", left="page")
    press(user, leg, "beat")
    time_passes(COMES_BACK_WITHIN.total_seconds() + 2)
    assert ends(leg) == []


def test_page_closed_in_the_middle_of_a_call_ends_it_as_finished(user, leg):
    for what in ("ringing", "acceptance", "media"):
        press(user, leg, what)
    press(user, leg, "closure", left="page")
    time_passes(COMES_BACK_WITHIN.total_seconds() + 2)
    assert ends(leg) == [("finished", "network")]


def test_leg_of_another_customer_is_not_there(stranger, leg):
    assert [press(stranger, leg, what) for what in ("ringing", "acceptance", "closure", "media", "beat")] == [
        404
    ] * 5
