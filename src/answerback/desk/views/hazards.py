"""What is unsafe for the customer on this desk: opened by hand, and its measures ticked off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerback.desk.clock import now
from answerback.desk.hazards import is_about_a_call_of_ours
from answerback.desk.views.mine import back, mine
from answerback.findings.hazards.by_hand import open_in_call
from answerback.findings.hazards.do import settle_measure
from answerback.findings.hazards.kinds import Kind, MeasureState
from answerback.findings.hazards.models import Measure
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


@require_POST
@staff_required(Right.WRITE_NOTES)
def opened(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """The user told of something that the guide had not asked."""
    callback, kind = mine(request, callback_id), request.POST.get("kind", "")
    if kind not in Kind.values:
        raise Http404
    open_in_call(callback, Kind(kind), by=request.staff.actor, at=now())
    messages.success(request, _("The hazard is open, and the customer sees it."))
    return back()


@require_POST
@staff_required(Right.WRITE_NOTES)
def measure(request: StaffRequest, callback_id: UUID, measure_id: UUID) -> HttpResponse:
    """Done, on the telephone, or not done after all."""
    callback, state = mine(request, callback_id), request.POST.get("state", "")
    rows = Measure.objects.for_wallet(callback.wallet_id).filter(hazard__customer=callback.customer)
    found = rows.filter(id=measure_id).select_related("hazard").first()
    hidden = found is None or is_about_a_call_of_ours(found.hazard)
    if found is None or hidden or state not in MeasureState.values:
        raise Http404
    settle_measure(found, MeasureState(state), by=request.staff.actor, at=now())
    return back()
