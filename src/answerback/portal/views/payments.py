"""Where is my payment: the same questions and the same verdict as the agent has, before the call and after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerback.callbacks.models import Callback
from answerback.journal.write import Subject
from answerback.lookups.form import TriageForm, posted
from answerback.lookups.limit import examine_within_limit
from answerback.lookups.queries import Shown, latest
from answerback.lookups.refusals import (
    IsItATransaction,
    NoSuchString,
    NoSuchTime,
    SecretPasted,
    TooManyQuestions,
    UnknownChoice,
)
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found, language_here, page
from answerback.portal.payment import known
from answerback.portal.record import own_callback
from answerback.ui.refusals import Refusal

STRINGS = ("transaction", "recipient", "meant", "token")
HARMLESS = (NoSuchTime, TooManyQuestions, UnknownChoice)
"""Refusals of what was read already as no secret."""
TURNED_AWAY = (IsItATransaction, NoSuchString, SecretPasted, *HARMLESS)


@require_http_methods(["GET", "POST"])
@customer_required
def alone(request: PortalRequest) -> HttpResponse:
    """About a payment that no call is arranged for."""
    subject = Subject("customer", request.customer.id)
    return _asked(request, subject, None, reverse("portal:payment"))


@require_http_methods(["GET", "POST"])
@customer_required
def beside(request: PortalRequest, callback_id: UUID) -> HttpResponse:
    """About the payment that the call is about; the agent sees what was found here."""
    callback = found(own_callback(request.customer, callback_id))
    here = reverse("portal:callback_payment", args=[callback.id])
    return _asked(request, Subject("callback", callback.id), callback, here)


def _asked(request: PortalRequest, subject: Subject, callback: Callback | None, here: str) -> HttpResponse:
    if request.method == "GET":
        return _show(request, subject, callback)
    given, everywhere = posted(request.POST, zone=request.customer.zone)
    try:
        examine_within_limit(request.customer, given, subject=subject, at=now(), everywhere=everywhere)
    except TURNED_AWAY as refusal:
        return _show(request, subject, callback, refusal=refusal, given=given)
    return HttpResponseRedirect(f"{here}#verdict")


def _show(
    request: PortalRequest,
    subject: Subject,
    callback: Callback | None,
    *,
    refusal: Refusal | None = None,
    given: dict[str, str] | None = None,
) -> HttpResponse:
    """The form with what is known; after a refusal with what was typed, but never a secret."""
    verdict: Shown | None = latest(request.customer.wallet, [subject], language=language_here())
    if given is None:
        given = known(request.customer, callback, verdict)
    shown = {
        "form": TriageForm(initial=_handed_back(given, refusal), zone=request.customer.zone),
        "verdict": verdict if refusal is None or isinstance(refusal, TooManyQuestions) else None,
        "refusal": refusal,
        "callback": callback,
        "here": "payment",
    }
    return page(request, "portal/payment.html", status=refusal.status if refusal else 200, **shown)


def _handed_back(given: dict[str, str], refusal: Refusal | None) -> dict[str, str]:
    """Choices as they were; strings only when none of them can be a secret."""
    if isinstance(refusal, NoSuchTime):
        return given | {"sent_at": ""}
    if refusal is None or isinstance(refusal, HARMLESS):
        return given
    return {name: value for name, value in given.items() if name not in STRINGS}
