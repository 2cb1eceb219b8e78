"""Questions about courses: which one is under way, and what is overdue."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from answerback.conversations.models import VersionState
from answerback.findings.solutions.kinds import CourseState, StepState
from answerback.findings.solutions.models import Course, CourseStep, Solution, SolutionVersion
from answerback.people.models import Membership
from answerback.tickets.models import Ticket
from answerback.wallets.models import Wallet


def course_of(ticket: Ticket) -> Course | None:
    """The course under way; else the one it was solved by last, which the letter keeps showing."""
    rows = Course.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket)
    rows = rows.select_related("version__solution", "ticket__wallet")
    under_way: Course | None = rows.filter(state=CourseState.BEGUN).first()
    return under_way or rows.filter(state=CourseState.SOLVED).order_by("-ended_at").first()


def proposed_for(ticket: Ticket) -> Course | None:
    """The course that is proposed and not begun."""
    rows = Course.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, state=CourseState.PROPOSED)
    return rows.select_related("version__solution", "ticket__wallet").first()


def tried_for(wallet_id: UUID, ticket_id: UUID | None) -> set[UUID]:
    """The versions that were given up for this ticket."""
    if ticket_id is None:
        return set()
    rows = Course.objects.for_wallet(wallet_id).filter(ticket_id=ticket_id, state=CourseState.GIVEN_UP)
    return set(rows.values_list("version_id", flat=True))


def overdue_steps(
    wallet: Wallet, *, at: datetime, owner: Membership | None = None
) -> QuerySet[CourseStep, CourseStep]:
    """Steps whose time has passed, the oldest first; of one agent's tickets when he is named."""
    rows = CourseStep.objects.for_wallet(wallet).filter(state=StepState.WAITING, due_at__lt=at)
    rows = rows.filter(course__state=CourseState.BEGUN)
    if owner is not None:
        rows = rows.filter(course__ticket__owner=owner)
    related = ("course__version__solution", "course__ticket__wallet", "course__ticket__customer")
    return rows.select_related(*related).order_by("due_at", "id")


def solutions_of(wallet: Wallet) -> QuerySet[Solution, Solution]:
    """The wallet's library, by problem."""
    return Solution.objects.for_wallet(wallet).order_by("problem", "slug")


def versions_of(solution: Solution) -> QuerySet[SolutionVersion, SolutionVersion]:
    """The versions of one solution, the newest first."""
    rows = SolutionVersion.objects.for_wallet(solution.wallet_id).filter(solution=solution)
    return rows.select_related("solution", "wallet").order_by("-number")


def published_of(solution: Solution) -> SolutionVersion | None:
    """The version that is proposed now."""
    return versions_of(solution).filter(state=VersionState.PUBLISHED).first()
