"""One ticket: its letter, its calendar, how it went, and that it is not solved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.close import ring_again
from answerback.callbacks.low_score import follow_up
from answerback.callbacks.models import Callback
from answerback.portal.access import PortalRequest, customer_required
from answerback.portal.clock import now
from answerback.portal.forms import FileForm, RatingForm
from answerback.portal.pages import found, page
from answerback.portal.record import record_of
from answerback.portal.solution import solution_in_letter
from answerback.portal.views.callbacks import as_calendar
from answerback.texts.refusals import SecretInText
from answerback.tickets.calendar_entries import ticket_calendar
from answerback.tickets.models import Ticket
from answerback.tickets.queries import files_of, letter_of
from answerback.tickets.rate import rate
from answerback.tickets.refusals import RatingOutOfRange
from answerback.tickets.reopen import reopen


def own(request: PortalRequest, ticket_id: UUID) -> Ticket:
    """The customer's own ticket, or 404."""
    rows = Ticket.objects.for_wallet(request.customer.wallet_id).filter(
        customer=request.customer, id=ticket_id
    )
    row: Ticket | None = rows.select_related("wallet", "customer").first()
    return found(row)


def back(ticket: Ticket) -> HttpResponse:
    """To the letter."""
    return HttpResponseRedirect(reverse("portal:ticket", args=[ticket.id]))


@require_GET
@customer_required
def letter(request: PortalRequest, ticket_id: UUID) -> HttpResponse:
    """What happened, what we do, what you do, by when; and the calls about it."""
    return show(request, own(request, ticket_id), RatingForm(request.customer.wallet))


def show(request: PortalRequest, ticket: Ticket, form: RatingForm, *, status: int = 200) -> HttpResponse:
    """The letter, with the rating as it was sent when that was not accepted."""
    calls = Callback.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket, customer=request.customer)
    return page(
        request,
        "portal/ticket.html",
        status=status,
        ticket=ticket,
        letter=letter_of(ticket, now=now()),
        solution=solution_in_letter(ticket, now=now()),
        form=form,
        records=[
            record_of(call)
            for call in calls.select_related("wallet", "ticket", "agent").order_by("created_at")
        ],
        files=files_of(request.customer, ticket=ticket),
        file_form=FileForm(),
        here="matters",
    )


@require_GET
@customer_required
def calendar(request: PortalRequest, ticket_id: UUID) -> HttpResponse:
    """What was promised and what waits for the customer, as a calendar file."""
    ticket = own(request, ticket_id)
    url = request.build_absolute_uri(reverse("portal:ticket", args=[ticket.id]))
    return as_calendar(ticket_calendar(ticket, url=url, now=now()), "ticket")


@require_POST
@customer_required
def rating(request: PortalRequest, ticket_id: UUID) -> HttpResponse:
    """How it went, once per closing."""
    ticket, form = own(request, ticket_id), RatingForm(request.customer.wallet, request.POST)
    if not form.is_valid():
        return show(request, ticket, form, status=422)
    try:
        _rated(request, ticket, form.cleaned_data)
    except (RatingOutOfRange, SecretInText) as refusal:
        form.add_error(None, refusal.sentence)
        return show(request, ticket, form, status=refusal.status)
    messages.success(request, _("Thank you. It is kept with this ticket."))
    return back(ticket)


def _rated(request: PortalRequest, ticket: Ticket, given: dict[str, Any]) -> None:
    """The rating, and in the same transaction the call that a low one opens; sent again it opens none."""
    at = now()
    with transaction.atomic():
        rating = rate(ticket, by=request.actor, at=at, **given)
        if rating.at == at:
            follow_up(rating, at=at)


@require_POST
@customer_required
def reopening(request: PortalRequest, ticket_id: UUID) -> HttpResponse:
    """It is not solved: the ticket is open again, and we ring."""
    ticket = own(request, ticket_id)
    if reopen(ticket, by=request.actor, at=now()).again:
        ring_again(ticket, by=request.actor, at=now())
    messages.success(request, _("The ticket is open again, and we will ring you about it."))
    return back(ticket)
