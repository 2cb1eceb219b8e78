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
    facts = callback.about if callback is not None else {}
    known = filled(verdict.case if verdict is not None else None, facts)
    form = TriageForm(initial=_handed_back(given, refusal) if given is not None else known)
    return page(
        request,
        "portal/payment.html",
        status=refusal.status if refusal is not None else 200,
        form=form,
        verdict=verdict if refusal is None else None,
        refusal=refusal,
        ask_again=isinstance(refusal, IsItATransaction),
        callback=callback,
        here="payment",
    )


def _handed_back(given: dict[str, str], refusal: Refusal | None) -> dict[str, str]:
    """Choices as they were; strings only when none of them can be a secret."""
    choices = {
        name: value for name, value in given.items() if name not in ("transaction", "recipient", "meant")
    }
    return given if isinstance(refusal, UnknownChoice) else choices
