"""Figures of a version, from kept counters."""

from __future__ import annotations

import doctest

import pytest

from answerback.findings.solutions import figures
from answerback.findings.solutions.begin import begin
from answerback.findings.solutions.end_course import give_up, reopened, solved
from answerback.findings.solutions.figures import Share, StepFigures, figures_of
from answerback.findings.solutions.kinds import GivenUp
from answerback.findings.solutions.models import Course
from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.cast import NOON
from tests.findings.solutions.cast import after, version


def a_course(cast) -> Course:
    ticket = open_ticket(cast.customer, category=Category.OTHER, by=SYSTEM, at=NOON)
    return begin(ticket, version(cast.wallet, "fees"), by=cast.li_lei, at=NOON)


def test_figures_are_what_the_courses_were(cast):
    for hours in (1, 3, 8):
        solved(a_course(cast), by=cast.li_lei, at=after(hours))
    reopened(Course.objects.for_wallet(cast.wallet).order_by("id")[0], by=cast.user, at=after(9))
    give_up(a_course(cast), GivenUp.NOT_POSSIBLE, by=cast.li_lei, at=after(2))
    a_course(cast)

    found = figures_of(version(cast.wallet, "fees"))

    assert (found.begun, found.given_up, found.solved, found.reopened, found.median_seconds) == (
        5,
        1,
        Share(3, 4),
        Share(1, 3),
        3 * 3600,
    )


def test_a_version_never_begun_has_no_share_and_no_median(cast):
    found = figures_of(version(cast.wallet, "fees"))

    assert (found.solved.value, found.median_seconds, found.flagged) == (None, None, ())


@pytest.mark.parametrize(
    ("done", "failed", "often"),
    [(0, 9, False), (10, 0, False), (6, 4, False), (5, 5, True), (60, 20, False), (300, 100, True)],
)
def test_a_step_often_fails_when_even_the_low_end_is_above_a_fifth_of_ten_or_more(done, failed, often):
    assert StepFigures("ask", done, failed, 99).often_fails is often


def test_the_documented_example_holds():
    assert doctest.testmod(figures).failed == 0
