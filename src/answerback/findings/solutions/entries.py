"""What the journal says about courses. Their subject is the ticket, so that a matter's timeline is one query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.findings.solutions.models import Course
from answerback.journal.write import Actor, Audience, Subject, write


def write_down(
    course: Course,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, object],
    audience: Audience = Audience.CUSTOMER,
) -> None:
    """One entry about a course; its customer sees it unless told otherwise."""
    ticket = course.ticket
    write(
        kind,
        wallet_id=course.wallet_id,
        subject=Subject("ticket", ticket.id),
        by=by,
        at=at,
        customer_id=ticket.customer_id,
        audience=audience,
        data={"course": course.id, "slug": course.version.solution.slug, **data},
    )


def about(course: Course, kind: str) -> Mapping[str, object]:
    """Which solution, in which version, for which ticket; `kind` is that of the call, or the ticket's category."""
    return {
        "solution": course.version.solution_id,
        "version": course.version.number,
        "ticket": course.ticket_id,
        "kind": kind,
    }
