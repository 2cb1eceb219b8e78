"""A ticket's letter, the rating after its closing, and its reopening."""

from __future__ import annotations

import pytest

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.customers.models import Purpose
from answerback.journal.write import SYSTEM
from answerback.portal.clock import now
from answerback.tickets.kinds import Category
from answerback.tickets.models import Rating, Ticket
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import make_promise
from answerback.tickets.reference import spoken
from answerback.tickets.solve import solve


@pytest.fixture
def ticket(cast):
    return open_ticket(
        cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=now(), origin="test:1"
    )


@pytest.fixture
def solved(cast, ticket):
    solve(ticket, by=cast.li_lei, at=now())
    return ticket


def test_letter_names_the_reference_and_what_was_promised(user, cast, ticket):
    from datetime import timedelta

    make_promise(ticket, text="We ask the bank.", due_at=now() + timedelta(days=1), by=cast.li_lei, at=now())
    page = user.get(f"/my/tickets/{ticket.id}").content.decode()
    assert (spoken(ticket.reference) in page, "We ask the bank." in page) == (True, True)


def test_rating_is_kept_once(user, cast, solved):
    first = {"csat": "5", "ces": "6", "nps": "9", "comment": ""}
    codes = [
        user.post(f"/my/tickets/{solved.id}/rating", fields).status_code
        for fields in (first, {**first, "csat": "1"})
    ]
    kept = Rating.objects.for_wallet(cast.wallet).get()
    assert (codes, kept.csat, kept.ces, kept.nps) == ([302, 302], 5, 6, 9)


def test_rating_outside_its_scale_comes_back_with_the_reason(user, cast, solved):
    answer = user.post(f"/my/tickets/{solved.id}/rating", {"csat": "9"})
    assert (answer.status_code, Rating.objects.for_wallet(cast.wallet).count()) == (422, 0)
    assert "Please choose one of the offered scores." in answer.content.decode()


def test_not_solved_reopens_the_ticket_and_plans_one_call(user, cast, solved):
    codes = [user.post(f"/my/tickets/{solved.id}/reopening").status_code for _ in range(2)]
    calls = Callback.objects.for_wallet(cast.wallet).filter(ticket=solved)
    assert (codes, calls.count()) == ([302, 302], 1)
    assert Ticket.objects.for_wallet(cast.wallet).get(id=solved.id).state == "open"


def test_list_puts_what_waits_for_the_user_first(user, cast, ticket, callback):
    from answerback.tickets.kinds import ActionKind
    from answerback.tickets.request_action import request_action

    request_action(
        ticket,
        kind=ActionKind.UNLOCK_ACCOUNT,
        detail={"account": "main"},
        confirmed=True,
        by=cast.li_lei,
        at=now(),
    )
    page = user.get("/my/matters").content.decode()
    places = [page.index(words) for words in ("Unlock the account", f"/my/callbacks/{callback.id}")]
    assert places == sorted(places)


def test_broken_promise_is_read_with_its_reason_and_its_new_time(user, cast, ticket):
    from datetime import timedelta

    from answerback.tickets.promise_break import explain_promise, step

    made, due = now() - timedelta(days=2), now() - timedelta(days=1)
    promise = make_promise(ticket, text="We ask the bank.", due_at=due, by=cast.li_lei, at=made)
    step(now())
    words = "The bank has not answered us yet."
    explain_promise(promise, words=words, by=cast.li_lei, at=now(), new_due_at=now() + timedelta(days=1))

    page = user.get(f"/my/tickets/{ticket.id}").content.decode()

    assert (words in page, f"says {cast.agent.name_en}" in page, page.count("We ask the bank.")) == (
        True,
        True,
        2,
    )


def test_low_score_opens_a_call_that_says_why(user, cast, solved):
    user.post(f"/my/tickets/{solved.id}/rating", {"csat": "1", "comment": ""})

    call = Callback.objects.for_wallet(cast.wallet).get(ticket=solved)

    assert "You told us that you were not satisfied." in user.get(f"/my/callbacks/{call.id}").content.decode()


def test_rating_sent_again_after_the_call_that_served_for_it_opens_no_other(user, cast, solved):
    request(
        wallet=cast.wallet, customer=cast.customer, kind="ticket_solved", purpose=Purpose.SERVICE, priority=4,
        guide="ticket_solved", not_before=solved.opened_at, deadline_at=None, by=SYSTEM, at=solved.opened_at,
        ticket=solved,
    )  # fmt: skip
    calls = Callback.objects.for_wallet(cast.wallet).filter(ticket=solved)
    user.post(f"/my/tickets/{solved.id}/rating", {"csat": "1", "comment": ""})
    calls.update(state="done", ended_at=solved.opened_at)

    user.post(f"/my/tickets/{solved.id}/rating", {"csat": "1", "comment": ""})

    assert calls.count() == 1
