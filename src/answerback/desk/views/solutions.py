"""A solution is begun with one key; its steps are done, fail or are skipped; or it is given up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerback.callbacks.queries import held_by
from answerback.desk.clock import now
from answerback.desk.refusals import NotAnOutcome
from answerback.desk.views.tickets import find
from answerback.findings.solutions import begin, end_course, end_step, hear
from answerback.findings.solutions.kinds import BY_HAND, GivenUp, StepReason, StepState
from answerback.findings.solutions.models import CourseStep, SolutionVersion
from answerback.findings.solutions.queries import course_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.tickets.models import Ticket


def _back(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """To the desk when the ticket is that of the callback on it, else to the ticket's page."""
    held = held_by(request.staff.membership)
    on_desk = held is not None and held.ticket_id == ticket.id
    return HttpResponseRedirect(reverse("desk:home") if on_desk else reverse("desk:ticket", args=[ticket.id]))


@require_POST
@staff_required(Right.WORK_TICKETS)
def begun(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """Begin the solution named by its version; the customer reads its steps from now on."""
    ticket = find(request, ticket_id)
    rows = SolutionVersion.objects.for_wallet(request.staff.wallet).select_related("solution")
    wanted = request.POST.get("version", "")
    version = next((one for one in rows.filter(state="published") if str(one.id) == wanted), None)
    if version is None:
        raise Http404
    begin.begin(ticket, version, by=request.staff.actor, at=now())
    messages.success(request, _("Begun: the customer reads in the wallet who does what by when."))
    return _back(request, ticket)


@require_POST
@staff_required(Right.WORK_TICKETS)
def step(request: StaffRequest, ticket_id: UUID, step_id: UUID) -> HttpResponse:
    """One step is done, has failed or is skipped."""
    ticket = find(request, ticket_id)
    rows = CourseStep.objects.for_wallet(request.staff.wallet).filter(course__ticket=ticket, id=step_id)
    found = rows.select_related("course__version__solution", "course__ticket").first()
    if found is None:
        raise Http404
    result, reason = request.POST.get("result", "done"), request.POST.get("reason", "")
    if result not in end_step.RESULTS or (reason and reason not in StepReason.values):
        raise NotAnOutcome
    why = StepReason(reason) if reason else None
    end_step.end_step(found, StepState(result), by=request.staff.actor, at=now(), reason=why)
    return _back(request, ticket)


@require_POST
@staff_required(Right.WORK_TICKETS)
def given_up(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """Give the course up, saying why; what else fits is proposed again."""
    ticket, reason = find(request, ticket_id), request.POST.get("reason", "")
    course, held = course_of(ticket), held_by(request.staff.membership)
    if course is None:
        raise Http404
    if reason not in BY_HAND:
        raise NotAnOutcome
    end_course.give_up(course, GivenUp(reason), by=request.staff.actor, at=now())
    if held is not None and held.ticket_id == ticket.id:
        hear.weigh_again(held, by=request.staff.actor, at=now())
    return _back(request, ticket)
