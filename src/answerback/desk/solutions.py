"""Beside the call: the solution that fits what was answered, and the steps of the one under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language

from answerback.callbacks.models import Callback
from answerback.desk.onscreen import OnScreen
from answerback.desk.talking import lang
from answerback.findings.solutions.facts import facts_of, walk_so_far
from answerback.findings.solutions.kinds import BY_HAND, CourseState, GivenUp, StepReason
from answerback.findings.solutions.propose import proposed
from answerback.findings.solutions.queries import course_of, tried_for
from answerback.findings.solutions.shown import SolutionShown, shown_course, shown_version
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket

PROPOSED_AT_MOST = 3
STEP_REASONS = StepReason.choices
END_REASONS = [(one.value, GivenUp(one).label) for one in BY_HAND]


@dataclass(frozen=True)
class Offered:
    """A solution that fits, why, and what of it is said to the customer, in his language (`lang`: BCP 47)."""

    shown: SolutionShown
    reasons: list[str]
    say: list[str]
    lang: str
    is_guess: bool


@dataclass(frozen=True)
class CoursePanel:
    """The course of a ticket, with what may be chosen when something does not go as written."""

    ticket: Ticket
    shown: SolutionShown
    say: list[str]
    lang: str
    step_reasons: list[tuple[str, object]] = field(default_factory=lambda: list(STEP_REASONS))
    end_reasons: list[tuple[str, object]] = field(default_factory=lambda: list(END_REASONS))


@dataclass(frozen=True)
class SolutionsOnScreen:
    """Either a course, or what fits, the best first. `ticket` is None while nothing can begin yet."""

    ticket: Ticket | None
    course: CoursePanel | None
    offered: list[Offered]


def solutions_on_screen(screen: OnScreen, *, language: str, at: datetime) -> SolutionsOnScreen | None:
    """None without a callback; `language` is the one of the call."""
    callback = screen.callback
    if callback is None:
        return None
    ticket = callback.ticket if screen.answered else None
    course = course_panel(callback.ticket, language=language, at=at) if callback.ticket else None
    if course is not None and _stays(course):
        return SolutionsOnScreen(ticket, course, [])
    return SolutionsOnScreen(ticket, None, _offered(callback, language))


def course_panel(ticket: Ticket, *, language: str, at: datetime) -> CoursePanel | None:
    """The course of this ticket, steps in the agent's language, what is said in the customer's."""
    course = course_of(ticket)
    if course is None:
        return None
    shown = shown_course(course, language=get_language() or "en", now=at)
    return CoursePanel(ticket, shown, shown_course(course, language=language, now=at).tell, lang(language))


def _stays(panel: CoursePanel) -> bool:
    """A solved course makes room as soon as the ticket is open again."""
    course = panel.shown.course
    under_way = course is not None and course.state == CourseState.BEGUN
    return under_way or panel.ticket.state not in UNFINISHED


def _offered(callback: Callback, language: str) -> list[Offered]:
    facts = facts_of(callback, walk_so_far(callback))
    wallet, mine = callback.wallet, get_language() or "en"
    tried = tried_for(wallet.id, callback.ticket_id)  # what did not help comes after what may
    fitting = sorted(proposed((wallet, facts)), key=lambda one: one.version.id in tried)
    return [
        Offered(
            shown=shown_version(one.version, wallet, language=mine),
            reasons=one.reasons(mine),
            say=shown_version(one.version, wallet, language=language).tell,
            lang=lang(language),
            is_guess=one.is_guess,
        )
        for one in fitting[:PROPOSED_AT_MOST]
    ]
