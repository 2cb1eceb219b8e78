"""Step 8: a solution begins: its steps have names, doers and dates from now on, and the customer reads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import accumulate

from django.db import transaction
from django.db.models import F

from answerback.conversations.models import VersionState
from answerback.conversations.profiles import profile_of
from answerback.findings.solutions.entries import about, write_down
from answerback.findings.solutions.kinds import CourseState
from answerback.findings.solutions.models import Course, CourseStep, SolutionVersion
from answerback.findings.solutions.reading import content_of
from answerback.findings.solutions.refusals import AnotherUnderWay, TicketOver, VersionNotPublished
from answerback.findings.solutions.withdraw import withdraw
from answerback.journal.write import Actor
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket


@transaction.atomic
def begin(
    ticket: Ticket, version: SolutionVersion, *, by: Actor, at: datetime, because: tuple[int, ...] = ()
) -> Course:
    """Begin this version for the ticket; beginning it again returns the course under way.

    Raises TicketOver, VersionNotPublished, AnotherUnderWay. What else was proposed is proposed no longer.
    """
    # The lock of the ticket's row lets one of two agents begin.
    locked = Ticket.objects.for_wallet(ticket.wallet_id).select_for_update().get(id=ticket.id)
    courses = Course.objects.for_wallet(ticket.wallet_id).filter(ticket=locked)
    courses = courses.select_related("version__solution", "ticket")
    under_way = courses.filter(state=CourseState.BEGUN).first()
    if under_way is not None:
        if under_way.version_id != version.id:
            raise AnotherUnderWay
        return under_way
    if locked.state not in UNFINISHED:
        raise TicketOver
    if version.state != VersionState.PUBLISHED or version.wallet_id != ticket.wallet_id:
        raise VersionNotPublished
    standing = courses.filter(state=CourseState.PROPOSED).first()
    if standing is not None and standing.version_id != version.id:
        withdraw(standing, by=by, at=at)
        standing = None
    return _begun(standing or _fresh(locked, version, because, at), by=by, at=at)


def _fresh(ticket: Ticket, version: SolutionVersion, because: tuple[int, ...], at: datetime) -> Course:
    return Course(
        wallet_id=ticket.wallet_id, ticket=ticket, version=version, because=list(because), proposed_at=at
    )


def _begun(course: Course, *, by: Actor, at: datetime) -> Course:
    content = content_of(course.version)
    course.state, course.begun_at, course.begun_by = CourseState.BEGUN, at, by.id
    course.due_at, course.closing = at + timedelta(hours=content.hours), course.ticket.reopened
    course.save()
    _lay_out(course, at)
    rows = SolutionVersion.objects.for_wallet(course.wallet_id).filter(id=course.version_id)
    rows.update(begun=F("begun") + 1)
    data = about(course, course.ticket.category)
    write_down(course, "solution.begun", by=by, at=at, data=data)
    return course


def _lay_out(course: Course, at: datetime) -> None:
    """The steps that this wallet can do, each due when those before it and itself have had their hours."""
    steps = content_of(course.version).fitted(profile_of(course.ticket.wallet)).steps
    until = accumulate(step.hours for step in steps)
    rows = [
        CourseStep(
            wallet_id=course.wallet_id,
            course=course,
            step=step.id,
            number=number,
            doer=step.doer,
            due_at=at + timedelta(hours=hours),
        )
        for number, (step, hours) in enumerate(zip(steps, until, strict=True), start=1)
    ]
    CourseStep.objects.bulk_create(rows)
