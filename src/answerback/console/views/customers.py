"""Customers: the list, the search, and the page of one, whose opening is written down."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.personal import read_record
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.customer_page import page_of
from answerback.console.export import listed
from answerback.console.page import show
from answerback.console.searching import search
from answerback.console.tables import Field, Filter, Table
from answerback.console.words import stop_of
from answerback.customers.models import Customer, Language, Stop
from answerback.customers.queries import customers_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


def _language(one: Customer) -> object:
    return Language(one.language).label


CUSTOMERS = Table(
    "customers",
    _("Customers"),
    (
        Field("id", _("Customer's id"), lambda one: one.external_id, sort="external_id"),
        Field("stop", _("May we ring?"), stop_of, sort="stop"),
        Field("quiet", _("Quiet until"), lambda one: one.quiet_until, sort="quiet_until"),
        Field("language", _("Language"), _language, sort="language"),
        Field("zone", _("Time zone"), lambda one: one.zone, sort="zone"),
        Field("since", _("Known since"), lambda one: one.created_at, sort="created_at"),
    ),
    (
        Filter("stop", _("May we ring?"), lambda: Stop.choices, "stop"),
        Filter("language", _("Language"), lambda: Language.choices, "language"),
    ),
    link=lambda one: reverse("console:customer", args=[one.id]),
)


@require_GET
@staff_required(Right.SEE_CUSTOMERS)
def customers(request: StaffRequest) -> HttpResponseBase:
    """All customers, without names and numbers."""
    rows = customers_of(request.staff.wallet)
    return listed(request, CUSTOMERS, rows, section="customers", template="customers")


@require_POST
@staff_required(Right.SEE_CUSTOMERS)
def customer_search(request: StaffRequest) -> HttpResponse:
    """By POST, so that a telephone number never stands in an address or a log."""
    found = search(request.staff.wallet, request.POST.get("q", "").strip()[:120])
    if len(found.customers) == 1:
        return HttpResponseRedirect(reverse("console:customer", args=[found.customers[0].id]))
    return show(request, "customers_found", section="customers", found=found.customers)


@require_GET
@staff_required(Right.SEE_CUSTOMERS)
def customer(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Everything that a supervisor needs, numbers masked."""
    found = one_of(customers_of(request.staff.wallet), customer_id)
    read_record(found, what="record", by=request.staff.actor, at=now())
    return show(request, "customer", section="customers", **vars(page_of(found, at=now())))
