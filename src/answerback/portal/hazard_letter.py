"""The letter about one hazard: what we found, why it matters, what you do, what we do, when we ring, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from answerback.callbacks.models import Callback
from answerback.callbacks.states import TERMINAL
from answerback.callbacks.states import State as CallState
from answerback.customers.models import Stop
from answerback.findings.hazards.follow_up import callback_of
from answerback.findings.hazards.kinds import Kind, Level, SafeBy, Source, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.shown import Steps, steps_of
from answerback.findings.hazards.words import GRAVE, why_it_matters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TONES = {Level.URGENT: "stop", Level.HIGH: "care", Level.MEDIUM: "care", Level.LOW: "act"}


@dataclass(frozen=True)
class Letter:
    """What the page says. `ring_at`: when we ring; empty when the user wants no call or it is settled.

    `was_rung`: the call about it is over; `no_call`: it will not come, by whatever end.
    """

    hazard: Hazard
    title: str | _StrPromise
    found: str
    why: str | _StrPromise
    state: str
    tone: str
    steps: Steps
    is_grave: bool
    is_over: bool
    ring_at: datetime | None
    never_ring: bool
    was_rung: bool
    no_call: bool
    call_url: str
    safe_by: str | _StrPromise


def letter_of(hazard: Hazard, *, at: datetime) -> Letter:
    """The letter as at `at`, in the language and on the clock of the page."""
    is_over, never = hazard.state != State.OPEN, hazard.customer.stop == Stop.EVERYTHING
    call = callback_of(hazard)
    planned = call is not None and call.state == CallState.PLANNED
    return Letter(
        hazard=hazard,
        title=Kind(hazard.kind).label,
        found=_found(hazard),
        why=why_it_matters(hazard),
        state=state_words(hazard),
        tone=tone_of(hazard),
        steps=steps_of(hazard, at),
        is_grave=hazard.level in GRAVE and not is_over,
        is_over=is_over,
        ring_at=None if is_over or never else _ring_at(hazard, call, at),
        never_ring=never and not is_over,
        was_rung=call is not None and call.state == CallState.DONE,
        no_call=call is not None and call.state in TERMINAL,
        call_url=reverse("portal:callback", args=[call.id]) if call is not None and planned else "",
        safe_by=SafeBy(hazard.safe_by).label if hazard.safe_by else "",
    )


def _found(hazard: Hazard) -> str:
    return {
        Source.CONVERSATION: _(
            "You told us about it in our call. Thank you; telling it early is what helps most."
        ),
        Source.ALARM: _("You raised the alarm with one tap. Thank you; that was exactly right."),
        Source.REPORT: _("You reported it. Thank you; it helps others, too."),
        Source.CHECKUP: _("Your check-up showed it."),
        Source.STAFF: _("A colleague of ours noticed it and wrote it down for you."),
    }[Source(hazard.source)]


def state_words(hazard: Hazard) -> str:
    """Where it stands, as the user reads it."""
    if hazard.state != State.OPEN:
        return _("Made safe")
    return _("Please act now") if hazard.level == Level.URGENT else _("We are on it together")


def tone_of(hazard: Hazard) -> str:
    """The badge's tone."""
    return "quiet" if hazard.state != State.OPEN else TONES[Level(hazard.level)]


def _ring_at(hazard: Hazard, call: Callback | None, at: datetime) -> datetime | None:
    """When the call comes, planned or yet to be. What is past is not promised again: it comes as soon as it may."""
    due = (call.appointment_at or call.not_before) if call is not None else hazard.follow_up_at
    return due if due is not None and due > at else None
