"""The code that the user types, and the one tap when somebody asked for a secret."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks import prove
from answerback.callbacks.prove import Checked
from answerback.callbacks.queries import facts_of, live_attempt_of_customer
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.shown import shown
from answerback.reports.raise_alarm import raise_alarm


@require_POST
@customer_required
def code(request: PortalRequest) -> HttpResponse:
    """Compare what was typed. The answer is the status page again, confirmed or with what went wrong."""
    attempt = live_attempt_of_customer(request.customer)
    found = Checked.NO_CODE
    if attempt is not None:
        found = prove.check(attempt, request.POST.get("code", ""), by=request.actor, at=now())
    if found is Checked.MATCHED:
        return HttpResponseRedirect(reverse("portal:home"))
    at = now()
    context = {
        "shown": shown(facts_of(request.customer, at), request.customer, at), "wallet": request.customer.wallet,
        "code_error": said(found),
    }
    return render(request, "portal/home.html", context, status=422)


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
    """HANG UP NOW, as large as the screen; works without script and in print."""
    return render(request, "portal/hang_up.html", {"wallet": request.customer.wallet})
