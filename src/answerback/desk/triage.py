"""Chain triage beside the call: what is known already, and the verdict as the customer reads it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.desk.onscreen import OnScreen
from answerback.intake.queries import details_of, event_of
from answerback.journal.write import Subject
from answerback.lookups.filled import filled
from answerback.lookups.form import TriageForm
from answerback.lookups.queries import Shown, latest

ABOUT_MONEY = frozenset({Kind.PAYMENT_NOT_ARRIVED, Kind.MISTAKEN_TRANSFER, Kind.SCAM_REPORTED})


@dataclass(frozen=True)
class TriageOnScreen:
    """The form with what is known filled in, and the newest verdict."""

    form: TriageForm
    verdict: Shown | None
    is_expected: bool


def triage_on_screen(screen: OnScreen) -> TriageOnScreen | None:
    """None without a callback. What the event said in words opens with the answered call."""
    callback = screen.callback
    if callback is None:
        return None
    verdict = latest(callback.wallet, [subject_of(callback)], language=get_language() or "en")
    form = TriageForm(
        initial=_known(screen, callback, verdict), auto_id="triage-%s", zone=callback.customer.zone
    )
    return TriageOnScreen(form, verdict, callback.kind in ABOUT_MONEY and bool(callback.about.get("chain")))


def subject_of(callback: Callback) -> Subject:
    """Desk and portal keep their verdicts about one thing."""
    return Subject("callback", callback.id)


def _known(screen: OnScreen, callback: Callback, verdict: Shown | None) -> dict[str, str]:
    return filled(
        verdict.case if verdict is not None else None,
        _facts(callback, opened=screen.answered),
        zone=callback.customer.zone,
        is_scam=callback.kind == Kind.SCAM_REPORTED,
    )


def _facts(callback: Callback, *, opened: bool) -> Mapping[str, Any]:
    event = event_of(callback.wallet, callback.event_id) if opened else None
    return {**callback.about, **(details_of(event) if event is not None else {})}
