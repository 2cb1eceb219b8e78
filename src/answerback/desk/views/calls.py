"""The in-app call, the agent's side: connecting, signalling, sound, life signs. His page witnesses itself only."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.desk.clock import now
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.telephony.inapp import driver, mailbox, signals
from answerback.telephony.models import Leg


def _leg(request: StaffRequest, leg_id: UUID) -> Leg:
    staff = request.staff
    rows = Leg.objects.for_wallet(staff.wallet).filter(id=leg_id, agent_id=staff.membership.id, line="inapp")
    leg: Leg | None = rows.first()
    if leg is None:
        raise Http404
    return leg


@require_GET
@staff_required(Right.TAKE_CALLBACKS)
def connection(request: StaffRequest, leg_id: UUID) -> HttpResponse:
    """What this browser needs to connect."""
    return JsonResponse(mailbox.connection(_leg(request, leg_id), "agent", at=now()))


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def media(request: StaffRequest, leg_id: UUID) -> HttpResponse:
    """This browser hears and is heard."""
    driver.media_flows(_leg(request, leg_id), side="agent", at=now())
    return HttpResponse(status=204)


@require_POST
@staff_required(Right.TAKE_CALLBACKS)
def beat(request: StaffRequest, leg_id: UUID) -> HttpResponse:
    """This browser is still in the call."""
    driver.beat(_leg(request, leg_id), side="agent", at=now())
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@staff_required(Right.TAKE_CALLBACKS)
def signalling(request: StaffRequest, leg_id: UUID) -> HttpResponse:
    """The leg's mailbox: GET what the customer's side wrote after `after`, POST one message."""
    leg = _leg(request, leg_id)
    if request.method == "GET":
        return JsonResponse(mailbox.mail(leg, request.GET.get("after", "0"), reader="agent"))
    signals.send(
        leg, sender="agent", kind=request.POST.get("kind", ""), body=request.POST.get("body", ""), at=now()
    )
    return HttpResponse(status=204)
