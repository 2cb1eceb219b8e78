"""The code that the user types, and the one tap when somebody asked for a secret."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks import prove
from answerback.callbacks.prove import Checked
from answerback.callbacks.queries import live_attempt_of_customer
from answerback.findings.hazards.from_alarm import raise_alarm
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.home import status_context, verdict_context
from answerback.portal.matters import matters
from answerback.portal.pages import page
from answerback.reports.models import SecretAlarm

FRAGMENT = "X-Fragment"  # sent by our own script, which draws the answer into the open page


@require_POST
@customer_required
def code(request: PortalRequest) -> HttpResponse:
    """Compare what was typed. The answer is the status again, confirmed or with what went wrong."""
    attempt = live_attempt_of_customer(request.customer)
    found = Checked.NO_CODE
    if attempt is not None:
        found = prove.check(attempt, request.POST.get("code", ""), by=request.actor, at=now())
    if found is Checked.MATCHED:
        mine = FRAGMENT in request.headers
        return HttpResponse(status=204) if mine else HttpResponseRedirect(reverse("portal:home"))
    return _again(request, said(found))


def _again(request: PortalRequest, error: str) -> HttpResponse:
    at = now()
    known = status_context(request, at) | {"code_error": error}
    if FRAGMENT in request.headers:
        return page(request, "portal/status.html", **known)
    whole = verdict_context(request, at) | {"matters": matters(request.customer, now=at)}
    return page(request, "portal/home.html", status=422, **known | whole)


def said(found: Checked) -> str:
    """What the user reads when a code did not match."""
    return {
        Checked.WRONG: _("That is not the code of this call. If the caller insists that it is, hang up."),
        Checked.EXPIRED: _("That code is too old. Ask the caller to read a new one."),
        Checked.NO_CODE: _("There is no code to type now. If a caller asks for one, hang up."),
        Checked.NOT_DIGITS: _("A code is six digits."),
    }.get(found, "")


@require_POST
@customer_required
def alarm(request: PortalRequest) -> HttpResponse:
    """They asked me for a secret: one tap, no question first."""
    raise_alarm(request.customer, session_id=request.session_here.id, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("portal:hang_up"))


@require_GET
@customer_required
def hang_up(request: PortalRequest) -> HttpResponse:
    """HANG UP NOW, as large as the screen; works without script and in print. Then what was done, and what to do."""
    rows = SecretAlarm.objects.for_wallet(request.customer.wallet_id).filter(customer=request.customer)
    raised = rows.select_related("ticket").order_by("-raised_at").first()
    return page(request, "portal/hang_up.html", alarm=raised)
