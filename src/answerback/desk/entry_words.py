"""The journal in words: what happened to this customer, from codes alone. What is not here is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import AttemptOutcome, Kind, Outcome
from answerback.journal.models import Entry
from answerback.journal.read import of_customer
from answerback.tickets.kinds import ActionKind

SHOWN = 12
READ = 120
WORDS: Mapping[str, Promise] = {
    "callback.requested": _("A callback was asked for"),
    "callback.appointed": _("The customer chose a time"),
    "callback.line_chosen": _("The customer chose how to be rung"),
    "callback.held": _("The callback was put off by a rule"),
    "callback.approved": _("A supervisor agreed to the call"),
    "callback.dialling": _("We rang"),
    "callback.finished": _("The callback was summed up"),
    "callback.undone": _("The summing-up was taken back"),
    "callback.done": _("The callback is done"),
    "callback.refused": _("The customer does not want this call"),
    "callback.cancelled": _("The callback was cancelled"),
    "callback.expired": _("The callback came too late"),
    "callback.unreachable": _("The customer could not be reached"),
    "preparation.written": _("The customer wrote something down for the call"),
    "attempt.answered": _("The call was answered"),
    "attempt.confirmed": _("The customer confirmed the call"),
    "attempt.ended": _("The call ended"),
    "code.missed": _("A wrong code was typed"),
    "customer.read": _("Personal data was opened"),
    "customer.stopped": _("The customer changed what we may ring about"),
    "conversation.began": _("The conversation began"),
    "conversation.ended": _("The conversation ended"),
    "ticket.opened": _("A ticket was opened"),
    "ticket.next_step_set": _("The next step was written down"),
    "ticket.solved": _("The ticket was solved"),
    "ticket.closed": _("The ticket was closed"),
    "ticket.reopened": _("The customer says that it is not solved"),
    "ticket.rated": _("The customer said how it went"),
    "solution.begun": _("A solution was begun"),
    "solution.step_done": _("A step of the solution ended"),
    "solution.solved": _("The solution solved it"),
    "solution.given_up": _("The solution was given up"),
    "solution.reopened": _("What the solution had solved is open again"),
    "note.filed": _("A note was filed"),
    "promise.made": _("A promise was made"),
    "promise.kept": _("A promise was kept"),
    "promise.broken": _("A promise was broken"),
    "promise.explained": _("Why a promise was broken was explained"),
    "promise.released": _("The customer let us off a promise"),
    "promise.reminded": _("The owner of a promise was reminded"),
    "promise.handed_over": _("A promise went to somebody else"),
    "action_request.opened": _("An action was put before the customer"),
    "action_request.approved": _("The customer said yes to an action"),
    "action_request.declined": _("The customer said no to an action"),
    "action_request.expired": _("Nobody decided on an action in time"),
    "action_request.done": _("The wallet carried out an action"),
    "action_request.failed": _("The wallet could not carry out an action"),
    "attachment.added": _("A file was added"),
    "attachment.purged": _("A file was removed"),
    "hazard.opened": _("A security hazard came to light"),
    "hazard.measure_done": _("A measure against a hazard is done"),
    "hazard.closed": _("A hazard was made safe"),
    "hazard.withdrawn": _("A hazard was withdrawn"),
    "secret_alarm.raised": _("The customer says that a secret was asked for"),
}
KINDS = {
    "attempt.confirmed": "sure",
    "promise.broken": "stop",
    "secret_alarm.raised": "stop",
    "hazard.opened": "care",
}
LABELS: Mapping[str, Mapping[str, object]] = {
    "outcome": {**dict(AttemptOutcome.choices), **dict(Outcome.choices)},
    "action": dict(ActionKind.choices),
    "kind": dict(Kind.choices),
}


@dataclass(frozen=True)
class Happened:
    """One line of the timeline."""

    at: datetime
    title: Promise
    text: str
    kind: str


def history_of(wallet_id: UUID, customer_id: UUID) -> list[Happened]:
    """The newest entries about this customer, the newest first; never an alarm about one of us."""
    entries = of_customer(wallet_id, customer_id, limit=READ)
    ours = {entry.data.get("hazard") for entry in entries if _is_alarm_in_our_call(entry)}
    told_here = [entry for entry in entries if entry.kind in WORDS and not _is_about_us(entry, ours)]
    return [_happened(entry) for entry in told_here[:SHOWN]]


def _is_alarm_in_our_call(entry: Entry) -> bool:
    """The hazard of an alarm that was raised in a call of ours, or right after it."""
    data = entry.data
    return entry.kind == "hazard.opened" and data.get("source") == "alarm" and bool(data.get("callback"))


def _is_about_us(entry: Entry, ours: set[object]) -> bool:
    """For the supervisor alone: it may be about this very desk."""
    if entry.kind == "secret_alarm.raised":
        return bool(entry.data.get("agent"))
    return entry.kind.startswith("hazard.") and entry.data.get("hazard") in ours


def told(entries: list[Entry]) -> list[Happened]:
    """These entries in words."""
    return [_happened(entry) for entry in entries if entry.kind in WORDS]


def _happened(entry: Entry) -> Happened:
    found = (LABELS[name].get(entry.data.get(name, "")) for name in LABELS)
    text = next((str(label) for label in found if label), "")
    return Happened(entry.at, WORDS[entry.kind], text, KINDS.get(entry.kind, ""))
