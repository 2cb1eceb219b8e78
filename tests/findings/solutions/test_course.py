"""A solution begins, its steps end, it turns out; every verb is harmless the second time."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from answerback.findings.solutions.begin import begin
from answerback.findings.solutions.end_course import give_up, reopened, solved
from answerback.findings.solutions.end_step import end_step
from answerback.findings.solutions.kinds import GivenUp, StepReason, StepState
from answerback.findings.solutions.models import Course, CourseStep, StepCount
from answerback.findings.solutions.publish import publish, retire
from answerback.findings.solutions.queries import overdue_steps
from answerback.findings.solutions.refusals import (
    AnotherUnderWay,
    CourseOver,
    ReasonMissing,
    StepEnded,
    StepNotYours,
    TicketOver,
    VersionNotPublished,
)
from answerback.findings.solutions.shown import shown_course
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from answerback.tickets.solve import solve
from tests.cast import NOON
from tests.findings.solutions.cast import after, courses, steps, version, written


@pytest.fixture
def ticket(cast):
    return open_ticket(cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=SYSTEM, at=NOON)


@pytest.fixture
def course(cast, ticket):
    return begin(ticket, version(cast.wallet, "payment_not_arrived_inside"), by=cast.li_lei, at=NOON)


def steps_of(course: Course) -> list[CourseStep]:
    return list(CourseStep.objects.for_wallet(course.wallet_id).filter(course=course).order_by("number"))


def test_beginning_gives_every_step_a_date_and_twice_is_once(cast, ticket, course):
    again = begin(ticket, course.version, by=cast.han_meimei, at=after(1))

    assert again == course
    assert (course.begun_at, course.due_at) == (NOON, after(48))
    assert [(one.step, one.doer, one.due_at) for one in steps_of(course)] == [
        ("trace", "agent", after(2)),
        ("recipient", "user", after(22)),
        ("settle", "wallet", after(46)),
        ("result", "agent", after(48)),
    ]
    assert written(cast) == ["solution.begun"]
    course.version.refresh_from_db()
    assert course.version.begun == 1


def test_the_entry_says_which_solution_in_codes_alone(cast, ticket, course):
    entry = Entry.objects.for_wallet(cast.wallet).get(kind="solution.begun")

    assert (entry.subject_kind, entry.subject_id, entry.customer_id) == (
        "ticket",
        ticket.id,
        cast.customer.id,
    )
    assert entry.data == {
        "course": str(course.id),
        "slug": "payment_not_arrived_inside",
        "solution": str(course.version.solution_id),
        "version": 1,
        "ticket": str(ticket.id),
        "kind": "payment_not_arrived",
    }


def test_a_wallet_is_never_shown_a_step_that_it_cannot_do(cast, ticket):
    cast.wallet.capabilities = ["ask_recipient"]
    cast.wallet.save()
    ticket.wallet.refresh_from_db()
    begun = begin(ticket, version(cast.wallet, "mistaken_wrong_person"), by=cast.li_lei, at=NOON)
    assert [one.step for one in steps_of(begun)] == ["ask", "ask_yourself", "result"]

    cast.wallet.capabilities = []
    cast.wallet.save()
    begun.ticket.wallet.refresh_from_db()
    shown = shown_course(begun, language="en", now=NOON)

    assert [step.text for step in shown.steps] == [
        "If you know the recipient, please speak to him yourself first.",
        "What the recipient answers we write here and tell you.",
    ]


def test_another_solution_waits_until_the_one_under_way_is_given_up(cast, ticket, course):
    other = version(cast.wallet, "payment_not_arrived_bank")
    with pytest.raises(AnotherUnderWay):
        begin(ticket, other, by=cast.li_lei, at=after(1))

    give_up(course, GivenUp.WRONG_SOLUTION, by=cast.li_lei, at=after(1))
    give_up(course, GivenUp.WRONG_SOLUTION, by=cast.li_lei, at=after(2))
    begin(ticket, other, by=cast.li_lei, at=after(2))

    assert courses(cast) == [
        ("payment_not_arrived_inside", "given_up"),
        ("payment_not_arrived_bank", "begun"),
    ]
    assert written(cast) == ["solution.begun", "solution.given_up", "solution.begun"]
    course.version.refresh_from_db()
    assert course.version.given_up == 1


def test_nothing_begins_for_a_finished_ticket_or_with_a_retired_version(cast, ticket):
    old = retire(version(cast.wallet, "fees"), by=cast.han_meimei, at=NOON)
    with pytest.raises(VersionNotPublished):
        begin(ticket, old, by=cast.li_lei, at=NOON)

    solve(ticket, by=cast.li_lei, at=NOON)
    with pytest.raises(TicketOver):
        begin(ticket, version(cast.wallet, "scammed"), by=cast.li_lei, at=after(1))


def test_a_step_ends_once_and_says_why_when_it_fails(cast, course):
    first, second, *_rest = steps_of(course)
    end_step(first, StepState.DONE, by=cast.li_lei, at=after(1))
    end_step(first, StepState.DONE, by=cast.han_meimei, at=after(2))
    with pytest.raises(ReasonMissing):
        end_step(second, StepState.FAILED, by=cast.li_lei, at=after(2))
    end_step(second, StepState.FAILED, by=cast.li_lei, at=after(2), reason=StepReason.NO_ANSWER)
    with pytest.raises(StepEnded):
        end_step(second, StepState.DONE, by=cast.li_lei, at=after(3))

    assert (first.state, first.ended_at, first.ended_by) == ("done", after(1), cast.agent.id)
    assert (second.state, second.reason) == ("failed", "no_answer")
    counts = StepCount.objects.for_wallet(cast.wallet).order_by("step")
    assert [(one.step, one.done, one.failed, one.skipped) for one in counts] == [
        ("recipient", 0, 1, 0),
        ("trace", 1, 0, 0),
    ]
    assert written(cast).count("solution.step_done") == 2


def test_what_is_over_has_no_steps_to_end(cast, course):
    step = steps_of(course)[0]
    give_up(course, GivenUp.NOT_POSSIBLE, by=cast.li_lei, at=after(1))

    with pytest.raises(CourseOver):
        end_step(step, StepState.DONE, by=cast.li_lei, at=after(2))
    with pytest.raises(CourseOver):
        give_up(solved_elsewhere(cast), GivenUp.NOT_POSSIBLE, by=cast.li_lei, at=after(2))


def solved_elsewhere(cast) -> Course:
    ticket = open_ticket(cast.stranger, category=Category.OTHER, by=SYSTEM, at=NOON)
    course = begin(ticket, version(cast.wallet, "fees"), by=cast.li_lei, at=NOON)
    return solved(course, by=cast.li_lei, at=after(3))


def test_solved_and_reopened_count_once_however_often_they_are_told(cast, course):
    for _ in range(2):
        solved(course, by=cast.li_lei, at=after(5))
    assert (course.state, course.seconds) == ("solved", 5 * 3600)
    assert {state for _step, state in steps(course)} == {"left"}
    for _ in range(2):
        reopened(course, by=cast.user, at=after(30))

    course.version.refresh_from_db()
    assert (course.state, course.version.solved, course.version.reopened) == ("reopened", 1, 1)
    assert written(cast) == ["solution.begun", "solution.solved", "solution.reopened"]


def test_overdue_steps_are_those_of_courses_under_way_whose_time_has_passed(cast, course):
    end_step(steps_of(course)[0], StepState.DONE, by=cast.li_lei, at=after(1))

    assert [one.step for one in overdue_steps(cast.wallet, at=after(21))] == []
    assert [one.step for one in overdue_steps(cast.wallet, at=after(23))] == ["recipient"]
    assert [one.step for one in overdue_steps(cast.wallet, at=after(23), owner=cast.agent)] == []
    give_up(course, GivenUp.SETTLED_ITSELF, by=cast.li_lei, at=after(23))
    assert list(overdue_steps(cast.wallet, at=after(99))) == []


def test_a_new_version_leaves_what_is_under_way_as_it_began(cast, course):
    from answerback.findings.solutions.draft import save_draft
    from answerback.findings.solutions.ready_made import ready_content

    content = ready_content("payment_not_arrived_inside")
    content["steps"][0]["en"] = "We look at both ledgers."
    draft = save_draft(cast.wallet, content=content, by=cast.han_meimei, at=after(1))
    publish(draft, by=cast.han_meimei, at=after(1))

    course.refresh_from_db()
    shown = shown_course(course, language="en", now=after(1))
    assert shown.steps[0].text == "We find the payment in the ledger and see how far it has come."


def test_the_database_allows_one_course_under_way_per_ticket(cast, course):
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create(
            wallet=cast.wallet,
            ticket=course.ticket,
            version=course.version,
            state="begun",
            proposed_at=NOON,
            begun_at=NOON,
            due_at=after(1),
        )


def test_the_database_wants_a_reason_of_what_was_given_up_or_failed(cast, course):
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.for_wallet(cast.wallet).update(state="given_up", ended_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseStep.objects.for_wallet(cast.wallet).update(state="failed", ended_at=NOON)


def test_erasing_the_customer_takes_his_courses_and_leaves_the_figures(cast, course):
    from answerback.tickets.erase import erase_customer_rows

    erase_customer_rows(cast.customer.id)

    assert courses(cast) == []
    course.version.refresh_from_db()
    assert course.version.begun == 1


def test_the_customer_ticks_off_his_own_step_once_and_no_other(cast, course):
    rows = CourseStep.objects.for_wallet(cast.wallet).filter(course=course)
    his, ours = rows.filter(doer="user").first(), rows.exclude(doer="user").first()
    stale = CourseStep.objects.get(id=his.id)

    for one in (his, stale):  # two hands, of which one read the row before the other wrote it
        end_step(one, StepState.DONE, by=cast.user, at=after(1))

    assert (his.state, his.ended_at) == ("done", after(1))
    assert StepCount.objects.get(step=his.step).done == 1
    for step, result in ((ours, StepState.DONE), (his, StepState.FAILED)):
        with pytest.raises(StepNotYours):
            end_step(step, result, by=cast.user, at=after(1), reason=StepReason.NOT_NEEDED)
