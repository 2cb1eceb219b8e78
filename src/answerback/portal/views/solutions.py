"""What the customer does about his matter, ticked off in its letter."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from answerback.findings.solutions.end_step import end_step
from answerback.findings.solutions.kinds import Doer, StepState
from answerback.findings.solutions.models import CourseStep
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found
from answerback.portal.views.tickets import back, own


@require_POST
@customer_required
def step(request: PortalRequest, ticket_id: UUID, step_id: UUID) -> HttpResponse:
    """I have done this."""
    ticket = own(request, ticket_id)
    rows = CourseStep.objects.for_wallet(ticket.wallet_id).filter(course__ticket=ticket, doer=Doer.USER)
    mine = rows.filter(id=step_id).select_related("course__version__solution", "course__ticket").first()
    end_step(found(mine), StepState.DONE, by=request.actor, at=now())
    return back(ticket)
