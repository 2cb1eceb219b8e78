"""Step 10: how a course turns out: solved with its ticket, given up, or reopened with its ticket.

Each is one conditional change, so that it is counted and written down once, however often it is told.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.findings.solutions.entries import write_down
from answerback.findings.solutions.kinds import CourseState, GivenUp, StepState
from answerback.findings.solutions.models import Course, CourseStep, SolutionVersion
from answerback.findings.solutions.refusals import CourseOver
from answerback.journal.write import Actor


@transaction.atomic
def give_up(course: Course, reason: GivenUp, *, by: Actor, at: datetime) -> Course:
    """End a course before the ticket is solved; giving it up again changes nothing. Raises CourseOver."""
    if _move(course, CourseState.BEGUN, CourseState.GIVEN_UP, ended_at=at, end_reason=reason.value):
        _leave_open_steps(course, at)
        _count(course, given_up=1)
        write_down(course, "solution.given_up", by=by, at=at, data={"reason": reason.value})
    elif course.state != CourseState.GIVEN_UP:
        raise CourseOver
    return course


@transaction.atomic
def solved(course: Course, *, by: Actor, at: datetime) -> Course:
    """Its ticket was solved at this time; told again, nothing changes."""
    begun = course.begun_at or at
    seconds = max(0, int((at - begun).total_seconds()))
    if _move(course, CourseState.BEGUN, CourseState.SOLVED, ended_at=at, seconds=seconds):
        _leave_open_steps(course, at)
        _count(course, solved=1)
        write_down(course, "solution.solved", by=by, at=at, data={"seconds": seconds})
    return course


@transaction.atomic
def reopened(course: Course, *, by: Actor, at: datetime) -> Course:
    """Its ticket was reopened after it had counted as solved; told again, nothing changes."""
    if _move(course, CourseState.SOLVED, CourseState.REOPENED):
        _count(course, reopened=1)
        write_down(course, "solution.reopened", by=by, at=at, data={})
    return course


def _move(course: Course, was: CourseState, now: CourseState, **fields: object) -> bool:
    rows = Course.objects.for_wallet(course.wallet_id).filter(id=course.id, state=was)
    moved = bool(rows.update(state=now, **fields))
    course.refresh_from_db(fields=["state", "ended_at", "end_reason", "seconds"])
    return moved


def _leave_open_steps(course: Course, at: datetime) -> None:
    steps = CourseStep.objects.for_wallet(course.wallet_id).filter(course=course, state=StepState.WAITING)
    steps.update(state=StepState.LEFT, ended_at=at)


def _count(course: Course, **more: int) -> None:
    rows = SolutionVersion.objects.for_wallet(course.wallet_id).filter(id=course.version_id)
    rows.update(**{name: F(name) + number for name, number in more.items()})
