"""Where is my payment: the same questions and the same verdict as the agent has, before the call and after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerback.callbacks.models import Callback
from answerback.journal.write import Actor, Subject
from answerback.lookups.examine import examine
from answerback.lookups.form import TriageForm, filled, posted
from answerback.lookups.queries import latest
from answerback.lookups.refusals import IsItATransaction, NoSuchString, SecretPasted, UnknownChoice
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.pages import found, language_here, page
from answerback.portal.record import own_callback
from answerback.ui.refusals import Refusal

STRINGS = ("transaction", "recipient", "meant", "token")
TURNED_AWAY = (IsItATransaction, NoSuchString, SecretPasted, UnknownChoice)


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
    given, everywhere = posted(request.POST)
    try:
        examine(
            request.customer.wallet,
            given,
            subject=subject,
            customer_id=request.customer.id,
            by=Actor("customer", request.customer.id),
            at=now(),
            everywhere=everywhere,
        )
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
    verdict = latest(request.customer.wallet, [subject], language=language_here())
    if given is None:
        given = filled(verdict.case if verdict else None, callback.about if callback else {})
    shown = {
        "form": TriageForm(initial=_handed_back(given, refusal)),
        "verdict": None if refusal else verdict,
        "refusal": refusal,
        "callback": callback,
        "here": "payment",
    }
    return page(request, "portal/payment.html", status=refusal.status if refusal else 200, **shown)


def _handed_back(given: dict[str, str], refusal: Refusal | None) -> dict[str, str]:
    """Choices as they were; strings only when none of them can be a secret."""
    if refusal is None or isinstance(refusal, UnknownChoice):
        return given
    return {name: value for name, value in given.items() if name not in STRINGS}
