"""Where the call stands, as the call bar says it: a word, a kind and a shape. Green only once it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.states import AttemptState, State
from answerback.wallets.kinds import Line


@dataclass(frozen=True)
class Phase:
    """`kind` and `shape` as the badge component takes them."""

    word: Promise
    kind: str
    shape: str


PREVIEW = Phase(_("Preview: not ringing yet"), "act", "info")
PLACING = Phase(_("Placing the call"), "act", "phone_out")
DIAL_YOURSELF = Phase(_("Dial this number on your phone"), "care", "phone_out")
RINGING = Phase(_("The customer's phone rings"), "act", "bell")
NO_SOUND_YET = Phase(_("Answered: waiting for sound"), "care", "half")
READ_THE_CODE = Phase(_("Connected: read the code aloud"), "care", "code")
NOT_CONFIRMED = Phase(_("Connected, not confirmed"), "care", "warn")
CONFIRMED = Phase(_("Talking, confirmed by the customer"), "sure", "shield")
WRAP_UP = Phase(_("Wrap-up: the call is over"), "act", "clock")


def phase_of(callback: Callback, attempt: Attempt | None, *, has_code: bool) -> Phase:
    """The one phase that holds now."""
    if callback.state == State.WRAP_UP:
        return WRAP_UP
    if callback.state == State.OFFERED or attempt is None:
        return PREVIEW
    if callback.state == State.DIALLING:
        return _dialling(attempt)
    return _talking(attempt, has_code=has_code)


def _dialling(attempt: Attempt) -> Phase:
    if attempt.line == Line.MANUAL:
        return DIAL_YOURSELF
    return RINGING if attempt.state == AttemptState.RINGING else PLACING


def _talking(attempt: Attempt, *, has_code: bool) -> Phase:
    if attempt.confirmed_at is not None:
        return CONFIRMED
    if attempt.line == Line.MANUAL:
        return NOT_CONFIRMED
    if attempt.media_at is None and attempt.line != Line.EXTERNAL:
        return NO_SOUND_YET
    return READ_THE_CODE if has_code else NOT_CONFIRMED
