"""What is unsafe for the customer on the line: what to say now, word for word in his language, and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from answerback.desk.onscreen import OnScreen
from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Kind, Level
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.queries import open_hazards
from answerback.findings.hazards.shown import Steps, steps_of
from answerback.findings.hazards.words import GRAVE, say_now

BADGES = {Level.LOW: "quiet", Level.MEDIUM: "care", Level.HIGH: "care", Level.URGENT: "stop"}


@dataclass(frozen=True)
class HazardOnScreen:
    """One open hazard. `say` is empty unless it is grave; `badge` is the level's."""

    hazard: Hazard
    badge: str
    say: str
    steps: Steps

    @property
    def is_urgent(self) -> bool:
        """Whether it interrupts."""
        return self.hazard.level == Level.URGENT


@dataclass(frozen=True)
class HazardsOnScreen:
    """The open hazards, the gravest first, and what may be opened by hand."""

    all: list[HazardOnScreen]
    kinds: list[tuple[str, object]]

    @property
    def first(self) -> HazardOnScreen | None:
        """What interrupts, if anything does."""
        return next((one for one in self.all if one.is_urgent), None)

    @property
    def others_urgent(self) -> int:
        """How many more are urgent."""
        return max(0, sum(one.is_urgent for one in self.all) - 1)


def hazards_on_screen(screen: OnScreen, *, language: str, at: datetime) -> HazardsOnScreen | None:
    """With the answered call; before it nobody needs to know."""
    if screen.callback is None or not screen.answered:
        return None
    rows = [one for one in open_hazards(screen.callback.customer) if not is_about_a_call_of_ours(one)]
    return HazardsOnScreen(
        [_one(one, language, at) for one in rows], [(kind.value, kind.label) for kind in Kind]
    )


def is_about_a_call_of_ours(hazard: Hazard) -> bool:
    """An alarm about one of us is for the supervisor: it may be about this very desk."""
    return Fact.OUR_CALL in hazard.facts


def _one(hazard: Hazard, language: str, at: datetime) -> HazardOnScreen:
    level = Level(hazard.level)
    with override(language):
        said = str(say_now(hazard)) if level in GRAVE else ""
    return HazardOnScreen(hazard, BADGES[level], said, steps_of(hazard, at))
