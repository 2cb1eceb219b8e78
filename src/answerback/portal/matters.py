"""One list of everything between the customer and us: decisions that wait, calls arranged, open tickets, the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.states import TERMINAL, State
from answerback.customers.models import Customer
from answerback.findings.hazards.kinds import Kind as HazardKind
from answerback.findings.hazards.kinds import State as HazardState
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.queries import shown_to
from answerback.findings.suggestions.kinds import State as GroupState
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.own import answered_groups
from answerback.portal.hazard_letter import state_words as hazard_words
from answerback.portal.hazard_letter import tone_of
from answerback.tickets.kinds import UNFINISHED, ActionKind
from answerback.tickets.queries import Matter, matters_of, waiting_requests
from answerback.ui.moments import Shape, spoken

MOST_PAST = 50


@dataclass(frozen=True)
class Row:
    """One line of the list. `tone` is a badge's: care waits for you, act is under way, quiet is over."""

    url: str
    title: str
    kind: str
    state: str
    tone: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Matters:
    """What waits for the customer, what goes on, what is over."""

    waiting: list[Row]
    going_on: list[Row]
    past: list[Row]


def matters(customer: Customer, *, now: datetime) -> Matters:
    """The whole list, in the language and on the clock of the page."""
    tickets = matters_of(customer, now=now)
    calls = _calls(customer)
    open_calls = [call for call in calls if call.state not in TERMINAL]
    over = [call for call in calls if call.state in TERMINAL]
    unfinished = [one for one in tickets if one.ticket.state in UNFINISHED]
    finished = [one for one in tickets if one.ticket.state not in UNFINISHED]
    past = [_call(call) for call in over] + [_ticket(one) for one in finished]
    past += [_suggestion(one) for one in answered_groups(customer)]
    past += _hazards(customer, is_open=False)
    return Matters(
        waiting=_approvals(customer, now),
        going_on=[
            *_hazards(customer, is_open=True),
            *(_call(call) for call in open_calls),
            *(_ticket(one) for one in unfinished),
        ],
        past=sorted(past, key=lambda row: row.at, reverse=True)[:MOST_PAST],
    )


def _calls(customer: Customer) -> list[Callback]:
    rows = Callback.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    return list(rows.order_by("-created_at")[: MOST_PAST * 2])


def _approvals(customer: Customer, now: datetime) -> list[Row]:
    return [
        Row(
            reverse("portal:approval", args=[one.id]),
            str(ActionKind(one.kind).label),
            _("Decision"),
            _("Waits for your decision"),
            "care",
            _("until %(when)s") % {"when": spoken(one.expires_at, shape=Shape.DAY_TIME)},
            one.requested_at,
        )
        for one in waiting_requests(customer, now=now)
    ]


def _hazards(customer: Customer, *, is_open: bool) -> list[Row]:
    found = shown_to(customer).filter(state=HazardState.OPEN if is_open else HazardState.CLOSED)
    return [_hazard(one, one.closed_at or one.opened_at) for one in found[:MOST_PAST]]


def _hazard(one: Hazard, at: datetime) -> Row:
    return Row(
        reverse("portal:hazard", args=[one.id]),
        str(HazardKind(one.kind).label),
        _("Safety"),
        hazard_words(one),
        tone_of(one),
        spoken(at, shape=Shape.DAY_TIME),
        at,
    )


def _suggestion(group: SuggestionGroup) -> Row:
    """What became of something he suggested."""
    return Row(
        reverse("portal:suggestions"),
        group.title,
        _("Your suggestion"),
        _("Done") if group.state == GroupState.SHIPPED else _("We will not do it"),
        "quiet",
        spoken(group.state_at, shape=Shape.DAY_TIME),
        group.state_at,
    )


def _call(call: Callback) -> Row:
    over = call.state in TERMINAL
    when = call.ended_at or call.appointment_at
    note = spoken(when, shape=Shape.DAY_TIME) if when else ""
    kind = _("Call") if over else _("Arranged call")
    tone = "quiet" if over else "act"
    title, state = str(Kind(call.kind).label), state_words(State(call.state))
    return Row(
        reverse("portal:callback", args=[call.id]), title, kind, state, tone, note, when or call.created_at
    )


def state_words(state: State) -> str:
    """A callback's state as its customer says it: the desk's own words are not for him."""
    return {
        State.PLANNED: _("We will ring you"),
        State.OFFERED: _("An agent is preparing the call"),
        State.DIALLING: _("We are ringing"),
        State.TALKING: _("The line is connected"),
        State.WRAP_UP: _("The agent is writing down what was said"),
        State.DONE: _("Over"),
        State.UNREACHABLE: _("We could not reach you"),
        State.REFUSED: _("You did not want this call"),
        State.CANCELLED: _("No longer needed"),
        State.EXPIRED: _("It did not happen in time"),
    }[state]


def _ticket(one: Matter) -> Row:
    tone = "care" if one.waits_for_you else "act" if one.ticket.state in UNFINISHED else "quiet"
    note = _("by %(when)s") % {"when": spoken(one.next_at, shape=Shape.DAY_TIME)} if one.next_at else ""
    kind = _("Ticket %(reference)s") % {"reference": one.reference}
    at = one.ticket.closed_at or one.ticket.solved_at or one.ticket.opened_at
    return Row(reverse("portal:ticket", args=[one.ticket.id]), one.category, kind, one.state, tone, note, at)
