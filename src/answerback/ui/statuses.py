"""The faces of the status card: a shape, a colour's meaning and a short word for each state of the proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Kind(StrEnum):
    """The states a user's page can be in, as the design's section 5 names them."""

    UNKNOWN = "unknown"
    QUIET = "quiet"
    ARRANGED = "arranged"
    RINGING = "ringing"
    CONNECTED = "connected"
    TALKING = "talking"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    YOU_RANG_US = "you_rang_us"


@dataclass(frozen=True)
class Face:
    """What is drawn beside the words. `tone` is one of the tokens' meanings: quiet, act, care, sure, stop."""

    icon: str
    tone: str
    word: str | _StrPromise


FACES: Final[dict[Kind, Face]] = {
    Kind.UNKNOWN: Face("question", "quiet", _("We cannot tell")),
    Kind.QUIET: Face("phone_off", "plain", _("No call from us")),
    Kind.ARRANGED: Face("clock", "care", _("Call arranged, not yet")),
    Kind.RINGING: Face("bell", "act", _("We are ringing you")),
    Kind.CONNECTED: Face("code", "care", _("Connected, not confirmed")),
    Kind.TALKING: Face("shield", "sure", _("Confirmed: it is us")),
    Kind.ELSEWHERE: Face("stop", "stop", _("Not us")),
    Kind.ENDED: Face("phone_off", "plain", _("Our call is over")),
    Kind.YOU_RANG_US: Face("phone_out", "act", _("You rang us")),
}
