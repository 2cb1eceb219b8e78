"""The user's one screen that must never mislead: home, its status fragment, and the ticket for its stream."""

from __future__ import annotations

import secrets

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from answerback.callbacks.queries import facts_of, live_attempt_of_customer
from answerback.live.tickets import Audience, mint
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.shown import shown
from answerback.telephony.inapp import driver
from answerback.telephony.legs import find as find_leg
from answerback.wallets.kinds import Line


@customer_required
def home(request: PortalRequest) -> HttpResponse:
    """The status, and what the user can do."""
    at = now()
    _ring_here(request)
    context = {"shown": shown(facts_of(request.customer, at), request.customer, at), "wallet": request.customer.wallet}
    return render(request, "portal/home.html", context)


def _ring_here(request: PortalRequest) -> None:
    """A call placed before this page was opened rings on it now."""
    attempt = live_attempt_of_customer(request.customer)
    leg = find_leg(attempt.leg_id) if attempt and attempt.leg_id and attempt.line == Line.IN_APP else None
    if leg is not None:
        driver.rang(leg, at=now())


@customer_required
def fragment(request: PortalRequest) -> HttpResponse:
    """The status card alone, drawn anew when the stream says that it changed."""
    at = now()
    context = {"shown": shown(facts_of(request.customer, at), request.customer, at), "wallet": request.customer.wallet}
    return render(request, "portal/status.html", context)


@require_POST
@customer_required
def stream_ticket(request: PortalRequest) -> HttpResponse:
    """Sixty seconds of leave to open this customer's stream."""
    session = request.session_here
    ticket = mint(Audience.PORTAL, session.wallet_id, session.customer_id, session.id.hex, at=now())
    return JsonResponse({"ticket": ticket, "nonce": secrets.token_urlsafe(12)})
