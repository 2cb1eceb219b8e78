"""Callbacks: which there are, why one waits, and a supervisor's agreement to ring a fresh number."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from answerback.callbacks.approve import approve
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.personal import numbers_masked
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.states import State
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.page import show
from answerback.console.stories import attempts_of, callbacks_of, history
from answerback.console.tables import Field, Filter, Table
from answerback.console.words import held_because, kind_of, name_of, state_of_callback
from answerback.journal.write import Subject
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right


def _held() -> list[tuple[str, object]]:
    return [(rule.value, rule.label) for rule in Rule]


CALLBACKS = Table(
    "callbacks",
    gettext_lazy("Callbacks"),
    (
        Field("kind", gettext_lazy("Kind of matter"), lambda one: kind_of(one.kind), sort="kind"),
        Field("state", gettext_lazy("State"), state_of_callback, sort="state"),
        Field("held", gettext_lazy("Why it waits"), held_because, sort="held_by"),
        Field("priority", gettext_lazy("Priority"), lambda one: one.priority, sort="priority", numeric=True),
        Field("from", gettext_lazy("Not before"), lambda one: one.not_before, sort="not_before"),
        Field("deadline", gettext_lazy("Deadline"), lambda one: one.deadline_at, sort="deadline_at"),
        Field("agent", gettext_lazy("Agent who has it"), lambda one: name_of(one.agent)),
        Field("ticket", gettext_lazy("Ticket"), lambda one: one.ticket.reference if one.ticket else ""),
    ),
    (
        Filter("state", gettext_lazy("State"), lambda: State.choices, "state"),
        Filter("kind", gettext_lazy("Kind of matter"), lambda: Kind.choices, "kind"),
        Filter("held", gettext_lazy("Why it waits"), _held, "held_by"),
    ),
    link=lambda one: reverse("console:callback", args=[one.id]),
)


@require_GET
@staff_required(Right.SEE_CALLBACKS)
def callbacks(request: StaffRequest) -> HttpResponseBase:
    """All callbacks, the newest first."""
    return listed(request, CALLBACKS, callbacks_of(request.staff.wallet), section="callbacks")


@require_GET
@staff_required(Right.SEE_CALLBACKS)
def callback(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """One callback: where it stands, each attempt, and what happened."""
    found = one_of(callbacks_of(request.staff.wallet), callback_id)
    return show(
        request,
        "callback",
        section="callbacks",
        callback=found,
        mark=state_of_callback(found),
        about=kind_of(found.kind),
        held=held_because(found),
        may_approve=_may_approve(found) and request.staff.may(Right.APPROVE_NUMBERS),
        numbers=numbers_masked(found),
        attempts=attempts_of(found),
        entries=history(request.staff.wallet, Subject("callback", found.id)),
    )


def _may_approve(found: Callback) -> bool:
    return found.state == State.PLANNED and found.held_by == Rule.NUMBER_FRESH and found.approved_at is None


@require_POST
@staff_required(Right.APPROVE_NUMBERS)
def callback_approval(request: StaffRequest, callback_id: UUID) -> HttpResponse:
    """Let this one callback be rung although its number is fresh."""
    found = one_of(callbacks_of(request.staff.wallet), callback_id)
    approve(found, request.staff.membership, by=request.staff.actor, at=now())
    messages.success(request, _("Approved: this callback may be rung."))
    return HttpResponseRedirect(reverse("console:callback", args=[callback_id]))
