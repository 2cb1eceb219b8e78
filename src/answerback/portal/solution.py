"""What is done about a matter, for the letter: the course of its ticket in the reader's language."""

from __future__ import annotations

from datetime import datetime

from answerback.findings.solutions.queries import course_of
from answerback.findings.solutions.shown import SolutionShown, shown_course
from answerback.portal.pages import language_here
from answerback.tickets.models import Ticket


def solution_in_letter(ticket: Ticket, *, now: datetime) -> SolutionShown | None:
    """None while nothing was begun."""
    course = course_of(ticket)
    return shown_course(course, language=language_here(), now=now) if course is not None else None
