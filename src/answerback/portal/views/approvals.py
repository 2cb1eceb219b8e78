"""Approving is a screen of its own: every detail, who decides, and no spoken code in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.cool_off import cools_off, refuse_while_unproven
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found, page
from answerback.tickets.approve import approve
from answerback.tickets.decline import decline
from answerback.tickets.kinds import ActionState
from answerback.tickets.models import ActionRequest
from answerback.tickets.reference import spoken
from answerback.tickets.shown import shown


def own(request: PortalRequest, request_id: UUID) -> ActionRequest:
    """The customer's own request, or 404."""
    rows = ActionRequest.objects.for_wallet(request.customer.wallet_id).filter(
        customer=request.customer, id=request_id
    )
    row: ActionRequest | None = rows.select_related("ticket", "ticket__wallet", "customer").first()
    return found(row)


@require_GET
@customer_required
def letter(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """All that is asked for, as it would be sent, and what follows from it."""
    asked, at = own(request, request_id), now()
    waits = asked.state == ActionState.WAITING and at < asked.expires_at
    may_take_back = (
        asked.state == ActionState.APPROVED and asked.hold_until is not None and at < asked.hold_until
    )
    return page(
        request,
        "portal/approval.html",
        asked=asked,
        approval=shown(asked),
        waits=waits,
        cools_off=waits and cools_off(request.customer, at=at),
        may_take_back=may_take_back,
        state=str(ActionState(asked.state).label),
        reference=spoken(asked.ticket.reference),
        here="matters",
    )


def _back(asked: ActionRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:approval", args=[asked.id]))


@require_POST
@customer_required
def approval(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """The yes, to exactly what was shown."""
    asked = own(request, request_id)
    digest, session, at = request.POST.get("seen", ""), request.session_here.id, now()
    refuse_while_unproven(request.customer, at=at)
    approve(asked, by=request.actor, session_id=session, seen_digest=digest, at=at)
    messages.success(request, _("Approved. You see here what becomes of it."))
    return _back(asked)


@require_POST
@customer_required
def refusal(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """The no, or a yes taken back while it cools off."""
    asked = own(request, request_id)
    decline(asked, by=request.actor, session_id=request.session_here.id, at=now())
    messages.success(request, _("Declined. Nothing is done."))
    return _back(asked)
