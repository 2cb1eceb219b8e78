"""A hazard as pages read it: its reckoning, its cause and its measures in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from answerback.findings.hazards.causes import CauseRule
from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Kind, MeasureState, Who
from answerback.findings.hazards.measures import BY_CODE
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.rules import Risk, assess

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Step:
    """One measure on a page."""

    measure: Measure
    says: str | _StrPromise
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return self.measure.state == MeasureState.OPEN

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.measure.state == MeasureState.DONE


@dataclass(frozen=True)
class Steps:
    """Who does what."""

    user: list[Step]
    company: list[Step]


def risk_of(hazard: Hazard) -> Risk:
    """The rules that fired, with their points, as they stand in the row."""
    return assess(Kind(hazard.kind), [Fact(one) for one in hazard.facts])


def cause_words(hazard: Hazard) -> str | _StrPromise:
    """By which rule the cause was found."""
    return CauseRule(hazard.cause_rule).label


def steps_of(hazard: Hazard, at: datetime) -> Steps:
    """The measures in order, the user's and ours."""
    rows = Measure.objects.for_wallet(hazard.wallet_id).filter(hazard=hazard)
    steps = [_step(one, at) for one in rows.select_related("done_by") if one.code in BY_CODE]
    return Steps(
        user=[one for one in steps if one.measure.who == Who.USER],
        company=[one for one in steps if one.measure.who == Who.COMPANY],
    )


def _step(measure: Measure, at: datetime) -> Step:
    late = measure.state == MeasureState.OPEN and measure.due_at < at
    return Step(measure, BY_CODE[measure.code].says, late)
