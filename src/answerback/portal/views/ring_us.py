"""回拨: the user rings the official number himself, with a PIN from here that opens one answer about one call."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.prove import Checked
from answerback.hotline import rejoin
from answerback.hotline.pins import calls_to_ask_about, make_pin
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import page
from answerback.portal.views.proof import said


@require_GET
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """The number, the PINs, what will be asked and what never; the field for the agent's digits while it is wanted."""
    return _drawn(request)


def _drawn(request: PortalRequest, *, error: str = "") -> HttpResponse:
    at, customer = now(), request.customer
    return page(
        request,
        "portal/ring_us.html",
        status=422 if error else 200,
        asked_about=calls_to_ask_about(customer, at),
        wanted=rejoin.wanted_of(customer, at=at),
        code_error=error,
        here="status",
    )


@require_POST
@customer_required
def pin(request: PortalRequest) -> HttpResponse:
    """Make the PIN of one call, and show it."""
    try:
        attempt_id = UUID(request.POST.get("call", ""))
    except ValueError:
        raise Http404 from None
    make_pin(request.customer, attempt_id, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("portal:ring_us") + "#pins")


@require_POST
@customer_required
def code(request: PortalRequest) -> HttpResponse:
    """Compare the digits that the agent read out."""
    found = rejoin.check(request.customer, request.POST.get("code", ""), by=request.actor, at=now())
    if found is not Checked.MATCHED:
        return _drawn(request, error=said(found))
    messages.success(request, _("That was right: the agent who answered you now sees this matter."))
    return HttpResponseRedirect(reverse("portal:ring_us"))
