"""Solved, closed, rated, and opened again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.journal.models import Entry
from answerback.texts.refusals import SecretInText
from answerback.tickets.assign import assign, hand_over, set_priority
from answerback.tickets.close import CLOSES_AFTER, close, step
from answerback.tickets.kinds import ActionState, Closing, Priority, State
from answerback.tickets.models import Rating, Ticket
from answerback.tickets.next_step import set_next_step
from answerback.tickets.promise import keep_promise
from answerback.tickets.rate import rate
from answerback.tickets.refusals import (
    NotRateable,
    PromiseStillOpen,
    RatingOutOfRange,
    TicketFinished,
    TooLateToReopen,
)
from answerback.tickets.reopen import reopen
from answerback.tickets.solve import solve
from answerback.wallets.models import Delivery
from tests.tickets.cast import LATER, NOON, agent, himself, written
from tests.tickets.test_approve import endpoint, waiting
from tests.tickets.test_promise import promised

__all__ = ["endpoint"]
SEED = "abandon " * 11 + "about"


@pytest.fixture
def solved(ticket, lilei) -> Ticket:
    return solve(ticket, by=agent(lilei), at=LATER)


def test_solved_twice_is_told_once(ticket, lilei, endpoint):
    for _ in range(2):
        solve(ticket, by=agent(lilei), at=LATER)

    assert (ticket.state, ticket.solved_at) == (State.SOLVED, LATER)
    assert written(ticket) == ["ticket.opened", "ticket.solved"]
    assert [d.kind for d in Delivery.objects.all()] == ["ticket.solved"]


def test_ticket_is_not_solved_while_a_promise_is_open(ticket, lilei):
    promise = promised(ticket, lilei)
    with pytest.raises(PromiseStillOpen):
        solve(ticket, by=agent(lilei), at=LATER)

    keep_promise(promise, by=agent(lilei), at=LATER)

    assert solve(ticket, by=agent(lilei), at=LATER).state == State.SOLVED


def test_requests_that_still_wait_lapse_with_the_ticket(ticket, lilei):
    request = waiting(ticket, lilei)

    solve(ticket, by=agent(lilei), at=LATER)

    request.refresh_from_db()
    assert request.state == ActionState.EXPIRED


def test_solved_ticket_closes_by_itself_after_a_week(solved):
    week = LATER + CLOSES_AFTER
    assert (step(week - timedelta(seconds=1)), step(week), step(week)) == (0, 1, 0)
    solved.refresh_from_db()
    assert (solved.state, solved.closed_at, solved.closed_code) == (State.CLOSED, week, Closing.SOLVED)


def test_closed_twice_keeps_its_first_reason(ticket, lilei, endpoint):
    close(ticket, code=Closing.WITHDRAWN, by=agent(lilei), at=LATER)
    close(ticket, code=Closing.DUPLICATE, by=agent(lilei), at=LATER)

    assert (ticket.closed_code, written(ticket)) == (Closing.WITHDRAWN, ["ticket.opened", "ticket.closed"])
    assert [d.kind for d in Delivery.objects.all()] == ["ticket.closed"]


def test_reopened_once_by_two_clicks_and_every_trace_of_the_end_is_gone(solved, customer, endpoint):
    first = reopen(solved, by=himself(customer), at=LATER)
    second = reopen(solved, by=himself(customer), at=LATER)

    assert (first.again, second.again) == (True, False)
    solved.refresh_from_db()
    assert (solved.state, solved.reopened, solved.solved_at, solved.closed_at) == (State.OPEN, 1, None, None)
    assert [d.kind for d in Delivery.objects.all()] == ["ticket.reopened"]


def test_an_old_copy_of_the_ticket_does_no_harm(solved, customer, lilei):
    old = Ticket.objects.get(id=solved.id)
    reopen(solved, by=himself(customer), at=LATER)

    assert not reopen(old, by=himself(customer), at=LATER).again
    old.state = State.SOLVED
    assert (solve(old, by=agent(lilei), at=LATER).state, written(solved).count("ticket.solved")) == (
        "solved",
        2,
    )


def test_closed_ticket_reopens_within_thirty_days_only(solved, lilei, customer):
    close(solved, code=Closing.SOLVED, by=agent(lilei), at=LATER)
    with pytest.raises(TooLateToReopen):
        reopen(solved, by=himself(customer), at=LATER + timedelta(days=31))
    assert reopen(solved, by=himself(customer), at=LATER + timedelta(days=30)).again


def test_first_rating_of_a_closing_counts_and_a_new_closing_is_rated_anew(solved, customer, lilei):
    by = himself(customer)
    first = rate(solved, by=by, at=LATER, csat=2, ces=3, nps=0, comment="还没解决。")
    second = rate(solved, by=by, at=LATER, csat=5)
    reopen(solved, by=by, at=LATER)
    solve(solved, by=agent(lilei), at=LATER)
    third = rate(solved, by=by, at=LATER, csat=5)

    assert (second.id, second.csat, second.comment) == (first.id, 2, "还没解决。")
    assert (third.closing, third.csat, third.ces, third.nps) == (1, 5, None, None)
    assert written(solved).count("ticket.rated") == 2


def test_whether_the_user_felt_sure_is_kept_alone_and_told_to_the_measures(solved, customer):
    rating = rate(solved, by=himself(customer), at=LATER, sure="unsure")

    entry = Entry.objects.get(kind="ticket.rated")
    assert (rating.sure, rating.csat) == ("unsure", None)
    assert entry.data == {
        "csat": None,
        "ces": None,
        "nps": None,
        "sure": "unsure",
        "closing": 0,
        "has_comment": False,
    }
    with pytest.raises(RatingOutOfRange):
        rate(solved, by=himself(customer), at=LATER, sure="perhaps")


def test_unfinished_ticket_is_not_rated(ticket, customer):
    with pytest.raises(NotRateable):
        rate(ticket, by=himself(customer), at=LATER, csat=5)


@pytest.mark.parametrize(
    "scores", [{}, {"csat": 0}, {"csat": 6}, {"ces": 0}, {"ces": 8}, {"nps": 11}, {"nps": -1}]
)
def test_scores_off_their_scale_or_none_at_all_are_refused(solved, customer, scores):
    with pytest.raises(RatingOutOfRange):
        rate(solved, by=himself(customer), at=LATER, **scores)


def test_rating_with_recovery_words_in_its_comment_is_refused(solved, customer):
    with pytest.raises(SecretInText):
        rate(solved, by=himself(customer), at=LATER, csat=5, comment=SEED)
    assert Rating.objects.count() == 0


@pytest.mark.parametrize("scores", [{"csat": 6}, {"csat": 0}, {"ces": 8}, {"ces": 0}, {"nps": 11}])
def test_database_refuses_scores_off_their_scale(solved, scores):
    rating = Rating(wallet_id=solved.wallet_id, ticket=solved, comment="", at=NOON, **scores)
    with pytest.raises(IntegrityError), transaction.atomic():
        rating.save()


def test_database_refuses_two_ratings_of_one_closing(solved, customer):
    rate(solved, by=himself(customer), at=LATER, csat=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating(wallet_id=solved.wallet_id, ticket=solved, comment="", at=NOON, csat=1).save()


def test_next_step_said_twice_is_written_once_and_can_be_taken_away(ticket, lilei):
    words = {"next_step": "我们向收单行查询。", "next_step_by": LATER + timedelta(days=1)}
    for _ in range(2):
        set_next_step(ticket, by=agent(lilei), at=LATER, **words)
    ticket.refresh_from_db()
    said = ticket.next_step
    set_next_step(ticket, by=agent(lilei), at=LATER)

    ticket.refresh_from_db()
    assert (said, ticket.next_step, ticket.next_step_by) == ("我们向收单行查询。", "", None)
    assert written(ticket).count("ticket.next_step_set") == 2


def test_owner_turn_and_urgency_are_written_once_each(ticket, lilei, hanmeimei):
    for _ in range(2):
        assign(ticket, owner=hanmeimei, by=agent(lilei), at=LATER)
        hand_over(ticket, to=State.WAITING_WALLET, by=agent(lilei), at=LATER)
        set_priority(ticket, priority=Priority.URGENT, by=agent(lilei), at=LATER)

    ticket.refresh_from_db()
    assert (ticket.owner, ticket.state, ticket.priority) == (hanmeimei, State.WAITING_WALLET, Priority.URGENT)
    assert written(ticket) == ["ticket.opened", "ticket.assigned", "ticket.moved", "ticket.prioritised"]


def test_finished_ticket_gets_no_next_step_and_no_new_turn(solved, lilei):
    with pytest.raises(TicketFinished):
        set_next_step(solved, by=agent(lilei), at=LATER, next_step="再看看")
    with pytest.raises(TicketFinished):
        hand_over(solved, to=State.OPEN, by=agent(lilei), at=LATER)
