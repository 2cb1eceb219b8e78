"""The user's one screen that must never mislead: home, its status fragment, and the ticket for its stream."""

from __future__ import annotations

import secrets

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.queries import live_attempt_of_customer
from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.live.tickets import Audience, mint
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.home import status_context, verdict_context
from answerback.portal.matters import matters
from answerback.portal.pages import page
from answerback.telephony.inapp import driver
from answerback.telephony.legs import find as find_leg
from answerback.wallets.kinds import Line


@customer_required
def home(request: PortalRequest) -> HttpResponse:
    """The status, and what the user can do."""
    at = now()
    ring_here(request)
    known = status_context(request, at) | verdict_context(request, at)
    return page(
        request, "portal/home.html", matters=matters(request.customer, now=at), here="status", **known
    )


def ring_here(request: PortalRequest) -> None:
    """A call placed before this page was opened rings on it now."""
    attempt = live_attempt_of_customer(request.customer)
    leg = find_leg(attempt.leg_id) if attempt and attempt.leg_id and attempt.line == Line.IN_APP else None
    if leg is not None:
        driver.rang(leg, at=now())


@customer_required
def fragment(request: PortalRequest) -> HttpResponse:
    """The status alone, drawn anew when the stream says that it changed."""
    return page(request, "portal/status.html", **status_context(request, now()))


@require_POST
@customer_required
def stream_ticket(request: PortalRequest) -> HttpResponse:
    """Sixty seconds of leave to open this customer's stream."""
    session = request.session_here
    ticket = mint(Audience.PORTAL, session.wallet_id, session.customer_id, session.id.hex, at=now())
    return JsonResponse({"ticket": ticket, "nonce": secrets.token_urlsafe(12)})


@require_GET
@customer_required
def status_keys(request: PortalRequest) -> HttpResponse:
    """The public keys that sign this wallet's verdicts (RFC 7517), for a page that was open while they turned."""
    return JsonResponse(public_jwks(Purpose.STATUS, request.session_here.wallet_id))
