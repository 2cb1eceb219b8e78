"""The agent's own tickets, a ticket found by its reference, and its page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from answerback.callbacks.personal import read_ticket
from answerback.desk.clock import now
from answerback.desk.entry_words import told
from answerback.desk.solutions import course_panel
from answerback.desk.spelling import aloud
from answerback.findings.solutions.queries import overdue_steps
from answerback.journal.read import of_subject
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket, TicketNote
from answerback.tickets.queries import by_reference, letter_of

A_PAGE = 25


@require_GET
@staff_required(Right.WORK_TICKETS)
def mine(request: StaffRequest) -> HttpResponse:
    """My tickets, the unfinished first; a reference in `q` leads straight to its ticket."""
    wanted = request.GET.get("q", "").strip()
    found = by_reference(request.staff.wallet, wanted) if wanted else None
    if found is not None:
        return redirect("desk:ticket", found.id)
    if wanted:
        messages.info(request, _("No ticket has this reference. Ask for it again, letter by letter."))
    rows = Ticket.objects.for_wallet(request.staff.wallet).filter(owner=request.staff.membership)
    first = Case(When(state__in=UNFINISHED, then=Value(0)), default=Value(1), output_field=IntegerField())
    page = Paginator(rows.order_by(first, "-opened_at"), A_PAGE).get_page(request.GET.get("page"))
    overdue = overdue_steps(request.staff.wallet, at=now(), owner=request.staff.membership)[:A_PAGE]
    context = {"wallet": request.staff.wallet, "page": page, "wanted": wanted, "overdue": overdue}
    return render(request, "desk/tickets.html", context)


def find(request: StaffRequest, ticket_id: UUID) -> Ticket:
    """A ticket of this wallet, or 404."""
    rows = Ticket.objects.for_wallet(request.staff.wallet).select_related("customer", "wallet")
    found: Ticket | None = rows.filter(id=ticket_id).first()
    if found is None:
        raise Http404
    return found


@require_GET
@staff_required(Right.WORK_TICKETS)
def one(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """One ticket with its record; that somebody opened it is written down."""
    wallet, ticket = request.staff.wallet, find(request, ticket_id)
    read_ticket(ticket, by=request.staff.actor, at=now())
    notes = (
        TicketNote.objects.for_wallet(wallet).filter(ticket=ticket, is_draft=False).select_related("author")
    )
    context = {
        "wallet": wallet,
        "ticket": ticket,
        "letter": letter_of(ticket, now=now()),
        "spelled": aloud(ticket.reference, language=get_language() or "en"),
        "notes": notes,
        "solution": course_panel(ticket, language=ticket.customer.language, at=now()),
        "history": told(of_subject(Subject("ticket", ticket.id), wallet_id=wallet.id))[::-1],
    }
    return render(request, "desk/ticket.html", context)
