"""The in-app call, the user's side: ringing seen, accepted, declined, left; signalling; sound flowing."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.telephony.inapp import driver, mailbox, signals
from answerback.telephony.models import Leg
from answerback.ui.refusals import Refusal


def _leg(request: PortalRequest, leg_id: UUID) -> Leg:
    """The customer's own leg; another's is not there."""
    customer = request.customer
    leg: Leg | None = (
        Leg.objects.for_wallet(customer.wallet_id)
        .filter(id=leg_id, customer_id=customer.id, line="inapp")
        .first()
    )
    if leg is None:
        raise Http404
    return leg


@require_POST
@customer_required
def ringing(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """This page shows the ringing."""
    driver.rang(_leg(request, leg_id), at=now())
    return HttpResponse(status=204)


@require_POST
@customer_required
def acceptance(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """The user accepts; the answer is what his browser needs to connect."""
    leg = _leg(request, leg_id)
    driver.accept(leg, at=now())
    return JsonResponse(mailbox.connection(leg, "customer", at=now()))


@require_POST
@customer_required
def closure(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """The user declines or hangs up (`left` empty), or his page went away (`left=page`)."""
    leg = _leg(request, leg_id)
    if request.POST.get("left") == "page":
        driver.left(leg, at=now())
    else:
        driver.refuse(leg, at=now())
    return HttpResponse(status=204)


@require_POST
@customer_required
def media(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """The user's browser hears and is heard."""
    driver.media_flows(_leg(request, leg_id), side="customer", at=now())
    return HttpResponse(status=204)


@require_POST
@customer_required
def beat(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """The user's page is alive."""
    driver.beat(_leg(request, leg_id), side="customer", at=now())
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@customer_required
def signalling(request: PortalRequest, leg_id: UUID) -> HttpResponse:
    """The leg's mailbox: GET what the agent's side wrote after `after`, POST one message."""
    leg = _leg(request, leg_id)
    if request.method == "GET":
        return JsonResponse(mailbox.mail(leg, request.GET.get("after", "0"), reader="customer"))
    try:
        signals.send(
            leg,
            sender="customer",
            kind=request.POST.get("kind", ""),
            body=request.POST.get("body", ""),
            at=now(),
        )
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code}, status=refusal.status)
    return HttpResponse(status=204)
