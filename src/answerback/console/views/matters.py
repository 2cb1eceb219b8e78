"""What we owe and wait for: promises overdue, approved requests without an answer, the letter of a ticket."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Value
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.personal import read_record
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.page import show
from answerback.console.stories import history, tickets_of
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.waiting import UNSETTLED_AFTER
from answerback.console.words import name_of
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.tickets.kinds import ActionKind, PromiseKind
from answerback.tickets.models import Promise
from answerback.tickets.promise_counts import kept_by, unexplained_promises
from answerback.tickets.promise_owner import hand_over, possible_owners
from answerback.tickets.queries import letter_of, open_promises, unsettled_requests

COUNTED_FOR = timedelta(days=30)


def _told(promise: Promise) -> Mark:
    if promise.broken_at is None:
        return Mark(
            _("Reminded") if promise.reminded_at else _("Waits"), "care" if promise.reminded_at else "act"
        )
    return Mark(_("Explained"), "act") if promise.explained_at else Mark(_("Broken, not explained"), "stop")


WHICH = (
    ("overdue", _("Overdue")),
    ("unexplained", _("Broken and not explained")),
    ("all", _("All that we owe")),
)
PROMISES = Table(
    "promises",
    _("Promises"),
    (
        Field("ticket", _("Ticket"), lambda one: one.ticket.reference, sort="ticket__reference"),
        Field("due", _("Promised for"), lambda one: one.due_at, sort="due_at"),
        Field("made", _("Promised"), lambda one: one.made_at, sort="made_at"),
        Field("kind", _("What was promised"), lambda one: PromiseKind(one.kind).label, sort="kind"),
        Field("by", _("By"), lambda one: name_of(one.made_by)),
        Field("owner", _("Owner"), lambda one: name_of(one.owner)),
        Field("told", _("State"), _told),
    ),
    (
        Filter("which", _("Which"), lambda: WHICH, "which"),
        Filter("kind", _("What was promised"), lambda: PromiseKind.choices, "kind"),
    ),
    link=lambda one: reverse("console:ticket", args=[one.ticket_id]),
)
REQUESTS = Table(
    "requests",
    _("Approved, and not answered by the backend"),
    (
        Field("ticket", _("Ticket"), lambda one: one.ticket.reference, sort="ticket__reference"),
        Field("action", _("What the user approved"), lambda one: ActionKind(one.kind).label, sort="kind"),
        Field("decided", _("Approved"), lambda one: one.decided_at, sort="decided_at"),
    ),
    link=lambda one: reverse("console:ticket", args=[one.ticket_id]),
)


@require_GET
@staff_required(Right.SEE_CALLBACKS)
def promises(request: StaffRequest) -> HttpResponseBase:
    """What we owe: without a choice what is overdue; and how each kind and agent has kept his word."""
    wallet, at, which = request.staff.wallet, now(), request.GET.get("which", "")
    asked = {"unexplained": unexplained_promises(wallet), "all": open_promises(wallet)}
    rows = asked.get(which, open_promises(wallet, before=at)).select_related("made_by", "owner", "ticket")
    more = {"kept": kept_by(wallet, since=at - COUNTED_FOR, until=at), "days": COUNTED_FOR.days}
    rows = rows.annotate(which=Value(which)).order_by("due_at", "id")  # chosen above, for the filter to show
    return listed(request, PROMISES, rows, section="home", template="promises", **more)


@require_GET
@staff_required(Right.SEE_CALLBACKS)
def requests(request: StaffRequest) -> HttpResponseBase:
    """What the user approved and the wallet's backend has not answered."""
    rows = unsettled_requests(request.staff.wallet, before=now() - UNSETTLED_AFTER)
    return listed(request, REQUESTS, rows.order_by("decided_at", "id"), section="home")


@require_GET
@staff_required(Right.SEE_CUSTOMERS)
def ticket(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """A ticket as its customer reads it, and what happened; reading it is noted."""
    found = one_of(tickets_of(request.staff.wallet), ticket_id)
    read_record(found.customer, what="ticket", by=request.staff.actor, at=now())
    return show(
        request,
        "ticket",
        section="customers",
        ticket=found,
        letter=letter_of(found, now=now()),
        entries=history(request.staff.wallet, Subject("ticket", found.id)),
        owed=open_promises(request.staff.wallet).filter(ticket=found),
        owners=possible_owners(request.staff.wallet) if request.staff.may(Right.ASSIGN_WORK) else (),
    )


@require_POST
@staff_required(Right.ASSIGN_WORK)
def promise_owner(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Somebody else answers for this promise from now on."""
    rows = Promise.objects.for_wallet(request.staff.wallet).select_related("ticket")
    found, chosen = one_of(rows, promise_id), request.POST.get("owner", "")
    heirs = {str(one.id): one for one in possible_owners(request.staff.wallet)}
    if chosen not in heirs:
        raise Http404
    hand_over(found, to=heirs[chosen], by=request.staff.actor, at=now())
    messages.success(request, _("The owner is kept."))
    return HttpResponseRedirect(reverse("console:ticket", args=[found.ticket_id]))
