"""The left side: who is next and why, how many wait, what the agent himself is doing. No names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Callback, Presence, Shift
from answerback.callbacks.queries import counts, ready
from answerback.people.models import Membership

SHOWN = 4
PRIORITIES = {1: _("Urgent"), 2: _("High priority"), 3: _("Raised priority"), 4: _("Raised priority")}
ORDINARY = _("Ordinary priority")
PRESENCES = {
    Presence.AVAILABLE: _("Available"),
    Presence.BREAK: _("On a break"),
    Presence.AWAY: _("Away"),
}


@dataclass(frozen=True)
class Reason:
    """One reason why a callback stands where it does; `at` is the moment that it names."""

    word: str | Promise
    at: datetime | None = None


@dataclass(frozen=True)
class Doing:
    """One thing that an agent can be doing; `since` for the one that he does."""

    value: str
    word: Promise
    since: datetime | None = None


@dataclass(frozen=True)
class Queue:
    """What the left side shows."""

    numbers: dict[str, int]
    waiting: list[Callback]
    why: list[Reason]
    doing: list[Doing]


def queue_of(agent: Membership, held: Callback | None) -> Queue:
    """The queue as this agent sees it."""
    waiting = list(ready(agent.wallet)[:SHOWN])
    return Queue(counts(agent.wallet), waiting, list(why(held)) if held else [], _doing(agent))


def why(callback: Callback) -> Iterator[Reason]:
    """Why this one is the next: the order of the queue in words."""
    yield Reason(PRIORITIES.get(callback.priority, ORDINARY))
    if callback.appointment_at:
        yield Reason(_("The customer expects us at"), callback.appointment_at)
    if callback.approved_at:
        yield Reason(_("A supervisor agreed to this call at"), callback.approved_at)
    if callback.deadline_at:
        yield Reason(_("Must be done before"), callback.deadline_at)
    yield Reason(_("Waiting since"), callback.created_at)


def _doing(agent: Membership) -> list[Doing]:
    shift = Shift.objects.for_wallet(agent.wallet_id).filter(agent=agent).first()
    now = shift.presence if shift else Presence.AWAY
    since = shift.since if shift else None
    return [
        Doing(presence.value, word, since if presence == now else None)
        for presence, word in PRESENCES.items()
    ]
