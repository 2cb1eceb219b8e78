"""What staff change about a customer because he said so: consent, stop, quiet; and erasing him."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.customers import ConsentForm, ErasureForm, QuietForm, StopForm
from answerback.console.page import show
from answerback.customers import consent, erase, stop
from answerback.customers.models import Customer, Purpose, Stop
from answerback.customers.queries import customers_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

SOURCE = "console"


def _known(request: StaffRequest, customer_id: UUID) -> Customer:
    return one_of(customers_of(request.staff.wallet), customer_id)


def _back(customer: Customer) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:customer", args=[customer.id]))


@require_POST
@staff_required(Right.CHANGE_CONSENT)
def customer_consents(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Give or take back the consent for one purpose."""
    found, form = _known(request, customer_id), ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404
    purpose = Purpose(form.cleaned_data["purpose"])
    if form.cleaned_data["agrees"] == "yes":
        consent.give(found, purpose, source=SOURCE, by=request.staff.actor, at=now())
    else:
        consent.withdraw(found, purpose, by=request.staff.actor, at=now())
    return _back(found)


@require_POST
@staff_required(Right.CHANGE_CONSENT)
def customer_stop(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Set how much the customer lets us ring."""
    found, form = _known(request, customer_id), StopForm(request.POST)
    if not form.is_valid():
        raise Http404
    stop.stop(found, Stop(form.cleaned_data["stop"]), by=request.staff.actor, at=now())
    messages.success(request, _("Kept. It holds from now on."))
    return _back(found)


@require_POST
@staff_required(Right.CHANGE_CONSENT)
def customer_quiet(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """No call before a moment, or no longer."""
    found = _known(request, customer_id)
    form = QuietForm(request.POST, customer=found)
    if not form.is_valid():
        raise stop.NotATimeToBeQuiet
    stop.quiet_until(found, form.cleaned_data["until"], by=request.staff.actor, at=now())
    messages.success(request, _("Kept. It holds from now on."))
    return _back(found)


@require_http_methods(["GET", "POST"])
@staff_required(Right.ERASE_CUSTOMERS)
def customer_erasure(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Forget a customer, after his id has been typed."""
    found = _known(request, customer_id)
    form = ErasureForm(request.POST if request.method == "POST" else None, customer=found)
    if request.method == "POST" and form.is_valid():
        erase.erase(found, by=request.staff.actor, at=now())
        messages.success(request, _("Everything about this customer is erased."))
        return HttpResponseRedirect(reverse("console:customers"))
    return show(
        request, "erasure", section="customers", customer=found, form=form, status=422 if form.errors else 200
    )
