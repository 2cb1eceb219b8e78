"""The demo phone: it rings when the simulated line rings, and a scammer may ring it at any time.

The scammer is no part of the system: what he does is kept in the visitor's own browser, and Answerback knows nothing of
it, as in life.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.queries import live_attempt_of_customer
from answerback.callbacks.states import AttemptState
from answerback.ops.loops import now
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.pages import page
from answerback.portal.views.proof import FRAGMENT
from answerback.telephony.legs import find as find_leg
from answerback.telephony.simulator.driver import press
from answerback.wallets.kinds import Line

COOKIE = "answerback_demo_scammer"
SCAMMER = ("ringing", "talking")


@dataclass(frozen=True)
class Phone:
    """What the phone shows. `ours`: ringing or answered; `scammer`: ringing or talking; empty when not."""

    number: str
    shown_number: str
    ours: str = ""
    scammer: str = ""

    @property
    def must_be_busy(self) -> bool:
        """Our call meets a phone on which somebody else is talking."""
        return self.ours == "ringing" and self.scammer == "talking"


def phone_of(request: PortalRequest) -> Phone:
    """The phone of the visitor, as it is now."""
    wallet = request.customer.wallet
    scammer = request.COOKIES.get(COOKIE, "")
    attempt = live_attempt_of_customer(request.customer)
    ours = ""
    if attempt is not None and attempt.line == Line.SIMULATED and attempt.state != AttemptState.INTENDED:
        ours = "answered" if attempt.answered_at else "ringing"
    known = request.customer.numbers.filter(retired_at=None).first()
    return Phone(
        number=f"•••• {known.last_two}" if known else "",
        shown_number=wallet.caller_number,
        ours=ours,
        scammer=scammer if scammer in SCAMMER else "",
    )


@require_GET
@customer_required
def fragment(request: PortalRequest) -> HttpResponse:
    """The phone alone."""
    return page(request, "demo/phone.html", phone=phone_of(request))


@require_POST
@customer_required
def button(request: PortalRequest, button: str) -> HttpResponse:
    """A button of the phone in our call: answer, refuse, voicemail, busy, hang_up."""
    attempt = live_attempt_of_customer(request.customer)
    leg = find_leg(attempt.leg_id) if attempt and attempt.leg_id else None
    if leg is not None:
        press(leg, button, at=now())
    return _back(request)


@require_POST
@customer_required
def scammer(request: PortalRequest, step: str) -> HttpResponse:
    """The scammer rings, is answered, or is gone."""
    response = _back(request)
    if step in SCAMMER:
        response.set_cookie(COOKIE, step, samesite="Lax", httponly=True, max_age=600)
    else:
        response.delete_cookie(COOKIE)
    return response


def _back(request: PortalRequest) -> HttpResponse:
    return (
        HttpResponse(status=204)
        if FRAGMENT in request.headers
        else HttpResponseRedirect(reverse("demo:wallet"))
    )
