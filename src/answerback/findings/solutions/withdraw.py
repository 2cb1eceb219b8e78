"""A proposal is taken back: another answer was given, or another solution was begun."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.solutions.entries import write_down
from answerback.findings.solutions.kinds import CourseState
from answerback.findings.solutions.models import Course
from answerback.journal.write import Actor, Audience


@transaction.atomic
def withdraw(course: Course, *, by: Actor, at: datetime) -> None:
    """Propose it no longer; what is not proposed any more is left as it is."""
    rows = Course.objects.for_wallet(course.wallet_id).filter(id=course.id, state=CourseState.PROPOSED)
    if rows.update(state=CourseState.WITHDRAWN, ended_at=at) == 1:
        write_down(course, "solution.withdrawn", by=by, at=at, data={}, audience=Audience.STAFF)
