"""Calls to you: quiet for a while, and how much to stop."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.customers.models import Stop
from answerback.customers.stop import quiet_until, stop
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import QuietForm, StopForm
from answerback.portal.levels import levels
from answerback.portal.pages import page
from answerback.ui.moments import Shape, spoken


@require_GET
@customer_required
def index(request: PortalRequest) -> HttpResponse:
    """Both, as they stand; after stopping everything with its undo."""
    customer, was = request.customer, request.GET.get("was", "")
    return page(
        request,
        "portal/stops.html",
        levels=levels(customer.stop, customer.wallet),
        quiet_form=QuietForm(),
        here="calls",
        undo=was if was in Stop.values and was != customer.stop else "",
        is_quiet=customer.quiet_until is not None and customer.quiet_until > now(),
    )


def _back(query: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:stops") + query)


@require_POST
@customer_required
def level(request: PortalRequest) -> HttpResponse:
    """Set the level at once; stopping every call is asked once more first."""
    form, before = StopForm(request.POST), request.customer.stop
    if not form.is_valid():
        return _back()
    wanted = Stop(form.cleaned_data["level"])
    if wanted is Stop.EVERYTHING and before != wanted and request.POST.get("sure") != "yes":
        return page(request, "portal/stop_everything.html", here="calls")
    stop(request.customer, wanted, by=request.actor, at=now())
    messages.success(request, _said(wanted))
    return _back(f"?was={before}" if before != wanted else "")


def _said(wanted: Stop) -> str:
    if wanted is Stop.EVERYTHING:
        return _("We will not ring you any more. Any caller who says they are us is not us.")
    return _("Done. It holds from this moment, for planned calls too.")


@require_POST
@customer_required
def quiet(request: PortalRequest) -> HttpResponse:
    """Quiet for so long, or no longer."""
    form, at = QuietForm(request.POST), now()
    if request.POST.get("end") == "yes":
        quiet_until(request.customer, None, by=request.actor, at=at)
        messages.success(request, _("The quiet time is over."))
    elif form.is_valid():
        until = at + timedelta(hours=form.cleaned_data["hours"])
        quiet_until(request.customer, until, by=request.actor, at=at)
        said = _("We will not ring you before %(when)s, unless your safety is at stake.")
        messages.success(request, said % {"when": spoken(until, shape=Shape.DAY_TIME)})
    return _back()
