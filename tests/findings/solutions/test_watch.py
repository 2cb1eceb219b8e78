"""A ticket solved, closed or reopened anywhere turns out its course, once, from the sealed journal."""

from __future__ import annotations

import pytest

from answerback.findings.solutions import watch
from answerback.findings.solutions.begin import begin
from answerback.findings.solutions.models import Course, SolutionVersion
from answerback.journal.seal import seal
from answerback.journal.write import SYSTEM
from answerback.tickets.close import close
from answerback.tickets.kinds import Category, Closing
from answerback.tickets.open import open_ticket
from answerback.tickets.reopen import reopen
from answerback.tickets.solve import solve
from tests.cast import NOON
from tests.findings.solutions.cast import after, courses, shelved, version, written


@pytest.fixture
def ticket(cast):
    return open_ticket(cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=SYSTEM, at=NOON)


@pytest.fixture
def course(cast, ticket):
    return begin(ticket, version(cast.wallet, "payment_not_arrived_inside"), by=cast.li_lei, at=NOON)


def follow(at):
    seal(at=at, limit=10_000)
    while watch.step(at):
        pass


def counted(course) -> tuple[int, int, int, int]:
    found = SolutionVersion.objects.for_wallet(course.wallet_id).get(id=course.version_id)
    return found.begun, found.solved, found.reopened, found.given_up


def test_a_solved_ticket_solves_its_course_at_the_time_it_was_solved(cast, ticket, course):
    solve(ticket, by=cast.li_lei, at=after(5))
    follow(after(6))
    follow(after(7))

    course.refresh_from_db()
    assert (course.state, course.ended_at, course.seconds) == ("solved", after(5), 5 * 3600)
    assert counted(course) == (1, 1, 0, 0)
    assert written(cast) == ["solution.begun", "solution.solved"]


def test_a_reopened_ticket_counts_its_course_as_reopened(cast, ticket, course):
    solve(ticket, by=cast.li_lei, at=after(5))
    reopen(ticket, by=cast.user, at=after(30))
    follow(after(31))
    follow(after(32))

    assert courses(cast) == [("payment_not_arrived_inside", "reopened")]
    assert counted(course) == (1, 1, 1, 0)


def test_the_course_begun_after_reopening_is_not_solved_by_the_solving_before(cast, ticket, course):
    solve(ticket, by=cast.li_lei, at=after(5))
    reopen(ticket, by=cast.user, at=after(30))
    follow(after(31))
    ticket.refresh_from_db()
    begin(ticket, version(cast.wallet, "payment_not_arrived_bank"), by=cast.li_lei, at=after(32))
    follow(after(33))

    assert courses(cast) == [
        ("payment_not_arrived_inside", "reopened"),
        ("payment_not_arrived_bank", "begun"),
    ]
    solve(ticket, by=cast.li_lei, at=after(40))
    follow(after(41))
    assert courses(cast)[1] == ("payment_not_arrived_bank", "solved")


def test_a_ticket_closed_unsolved_gives_its_course_up(cast, ticket, course):
    close(ticket, code=Closing.UNREACHABLE, by=cast.li_lei, at=after(5))
    follow(after(6))

    course.refresh_from_db()
    assert (course.state, course.end_reason) == ("given_up", "ticket_closed")


def test_closing_a_solved_ticket_changes_nothing_more(cast, ticket, course):
    solve(ticket, by=cast.li_lei, at=after(5))
    close(ticket, code=Closing.SOLVED, by=SYSTEM, at=after(180))
    follow(after(181))

    assert courses(cast) == [("payment_not_arrived_inside", "solved")]
    assert counted(course) == (1, 1, 0, 0)


def test_each_wallet_is_followed_on_its_own(cast, ticket, course, qingtan):
    shelved(qingtan, "fees_own_keys")
    theirs = open_ticket(qingtan.customer, category=Category.OTHER, by=SYSTEM, at=NOON)
    begin(theirs, version(qingtan.wallet, "fees_own_keys"), by=qingtan.li_lei, at=NOON)
    solve(theirs, by=qingtan.li_lei, at=after(2))
    follow(after(3))

    states = Course.objects.order_by("id").values_list("version__solution__slug", "state")
    assert list(states) == [("payment_not_arrived_inside", "begun"), ("fees_own_keys", "solved")]


def test_while_nothing_is_written_nothing_is_read(cast, ticket, course):
    follow(after(1))

    assert watch.step(after(2)) == 0
