"""Events that came in, what became of each, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from answerback.callbacks.outcomes import Kind
from answerback.callbacks.personal import read_record
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.page import show
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import kind_of
from answerback.intake.accept import answer_of
from answerback.intake.models import Event, EventState
from answerback.intake.queries import details_of, events_of, imports_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

KINDS = {
    EventState.CUSTOMER_MISSING: "care",
    EventState.TOO_LATE: "care",
    EventState.PLANNED: "act",
    EventState.JOINED: "act",
}


def _state(event: Event) -> Mark:
    state = EventState(event.state)
    return Mark(state.label, KINDS.get(state, "quiet"))


EVENTS = Table(
    "events",
    _("Events"),
    (
        Field("kind", _("Kind of event"), lambda one: kind_of(one.kind), sort="kind"),
        Field("state", _("What became of it"), _state, sort="state"),
        Field("subject", _("Customer's id"), lambda one: one.subject, sort="subject"),
        Field("matter", _("Matter"), lambda one: one.matter_id),
        Field("source", _("Source"), lambda one: one.source, sort="source"),
        Field("received", _("Received"), lambda one: one.received_at, sort="received_at"),
    ),
    (
        Filter("state", _("What became of it"), lambda: EventState.choices, "state"),
        Filter("kind", _("Kind of event"), lambda: Kind.choices, "kind"),
    ),
    link=lambda one: reverse("console:event", args=[one.id]),
)


@require_GET
@staff_required(Right.IMPORT_EVENTS)
def events(request: StaffRequest) -> HttpResponseBase:
    """All events, the newest first, with the latest imports above."""
    wallet = request.staff.wallet
    runs = imports_of(wallet)[:5]
    return listed(request, EVENTS, events_of(wallet), section="events", template="events", runs=runs)


@require_GET
@staff_required(Right.IMPORT_EVENTS)
def event(request: StaffRequest, event_id: UUID) -> HttpResponse:
    """One event: its state, the answer its sender got, and what it says (reading that is noted)."""
    found = one_of(events_of(request.staff.wallet).select_related("customer"), event_id)
    if found.customer is not None:
        read_record(found.customer, what="event", by=request.staff.actor, at=now())
    answer = [(name, value) for name, value in answer_of(found).items() if value not in (None, "")]
    details = sorted(details_of(found).items())
    about = kind_of(found.kind)
    return show(
        request,
        "event",
        section="events",
        event=found,
        mark=_state(found),
        about=about,
        answer=answer,
        details=details,
    )
