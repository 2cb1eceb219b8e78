from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.tickets.close import close
from answerback.tickets.kinds import Closing
from answerback.tickets.models import Promise
from answerback.tickets.promise import keep_promise, make_promise, release_promise
from answerback.tickets.promise_break import step
from answerback.tickets.queries import PromiseCounts, open_promises, promise_counts
from answerback.tickets.refusals import EmptyText, PromiseInThePast, TicketFinished
from tests.tickets.cast import LATER, NOON, agent, written

DUE = NOON + timedelta(hours=3)


def promised(ticket, member, text="今天三点前再给您回电。", origin="call:1") -> Promise:
    return make_promise(ticket, text=text, due_at=DUE, by=agent(member), at=NOON, origin=origin)


def test_promise_of_the_same_origin_twice_is_one(ticket, lilei):
    first, second = promised(ticket, lilei), promised(ticket, lilei, text="又说一遍。")

    assert (second, second.text, second.made_by) == (first, "今天三点前再给您回电。", lilei)
    assert written(ticket) == ["ticket.opened", "promise.made"]


def test_promise_needs_words_a_time_to_come_and_an_unfinished_ticket(ticket, lilei):
    with pytest.raises(EmptyText):
        promised(ticket, lilei, text="  ")
    with pytest.raises(PromiseInThePast):
        make_promise(ticket, text="好", due_at=NOON, by=agent(lilei), at=NOON)
    close(ticket, code=Closing.SETTLED, by=agent(lilei), at=NOON)
    with pytest.raises(TicketFinished):
        promised(ticket, lilei)


def test_kept_twice_is_kept_once_and_is_never_broken(ticket, lilei):
    promise = promised(ticket, lilei)

    keep_promise(promise, by=agent(lilei), at=LATER)
    keep_promise(promise, by=agent(lilei), at=LATER + timedelta(minutes=1))

    assert (promise.kept_at, step(DUE)) == (LATER, 0)
    assert written(ticket) == ["ticket.opened", "promise.made", "promise.kept"]


def test_overdue_promise_is_broken_once_and_can_still_be_kept_late(ticket, lilei, lanyue):
    promise = promised(ticket, lilei)

    assert (step(DUE - timedelta(seconds=1)), step(DUE), step(DUE)) == (0, 1, 0)
    keep_promise(promise, by=agent(lilei), at=DUE + timedelta(hours=1))

    assert (promise.broken_at, promise.kept_at) == (DUE, DUE + timedelta(hours=1))
    assert written(ticket) == ["ticket.opened", "promise.made", "promise.broken", "promise.kept"]
    counts = promise_counts(lanyue, since=NOON, until=DUE + timedelta(days=1))
    assert counts == PromiseCounts(due=1, kept=0, late=1, broken=0)


def test_released_promise_neither_waits_nor_breaks_nor_counts(ticket, lilei, lanyue):
    promise = promised(ticket, lilei)

    for _ in range(2):
        release_promise(promise, by=agent(lilei), at=LATER)
    keep_promise(promise, by=agent(lilei), at=LATER)

    assert (promise.released_at, promise.kept_at, step(DUE)) == (LATER, None, 0)
    assert list(open_promises(lanyue)) == []
    assert promise_counts(lanyue, since=NOON, until=DUE + timedelta(days=1)) == PromiseCounts(0, 0, 0, 0)
    assert written(ticket).count("promise.released") == 1


def test_promises_of_another_wallet_are_not_seen(ticket, lilei, qingtan):
    promised(ticket, lilei)
    assert list(open_promises(qingtan)) == []


@pytest.mark.parametrize(
    "values",
    [{"due_at": NOON}, {"broken_at": DUE - timedelta(seconds=1)}, {"kept_at": LATER, "released_at": LATER}],
)
def test_database_refuses_impossible_promises(ticket, lilei, values):
    promise = promised(ticket, lilei)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(id=promise.id).update(**values)


def test_database_refuses_the_same_origin_twice(ticket, lilei):
    promised(ticket, lilei)
    twin = Promise(
        wallet_id=ticket.wallet_id, ticket=ticket, text="x", origin="call:1", due_at=DUE, made_at=NOON
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
