"""Facts of a week, quiet unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from answerback.insight.measures import MEASURES
from answerback.insight.weekly.facts import (
    CampaignFact,
    Change,
    Facts,
    FigureFact,
    HazardFact,
    ProblemFact,
    PromiseFact,
    StepFact,
)

MONDAY = datetime(2026, 11, 15, 16, tzinfo=UTC)
"""The beginning of the week in Shanghai."""
AFTER = datetime(2026, 11, 23, 2, tzinfo=UTC)
A_GROUP = "0190f3a0-0000-7000-8000-00000000cccc"


def a_figure(
    name: str, value: float | None, before: float | None, change: Change, n: int = 100
) -> FigureFact:
    return FigureFact(name, value, n, value, value, before, n, change)


QUIET = Facts(
    figures=tuple(a_figure(one.name, None, None, Change.ALIKE, 0) for one in MEASURES),
    problems=(),
    hazards=HazardFact(0, 0, 0, 0),
    campaigns=(),
    campaigns_waiting=0,
    wishes=(),
    promises=PromiseFact(0, 0, 0, 0, 0, ()),
    shipped=(),
    failing=(),
)


def facts(*figures: FigureFact, **changed: Any) -> Facts:
    named = {one.name: one for one in figures}
    kept = tuple(named.get(one.name, one) for one in QUIET.figures)
    return replace(QUIET, figures=kept, **changed)


BUSY = facts(
    a_figure("csat", 0.81, 0.92, Change.DOWN),
    a_figure("proven", 0.97, 0.9, Change.UP),
    a_figure("reassured_half", 5400.0, 1500.0, Change.UP),
    a_figure("requested", 1240, 900, Change.UP, 1240),
    a_figure("nps", -12.0, 3.0, Change.TOO_FEW, 12),
    problems=(
        ProblemFact("payment_not_arrived", 700, 400, 12, 15),
        ProblemFact("account_locked", 90, 88, 0, 0),
    ),
    hazards=HazardFact(9, 2, 1, 1),
    campaigns=(CampaignFact(A_GROUP, "00CCCC", "found", 8, 6),),
    campaigns_waiting=1,
    promises=PromiseFact(20, 16, 1, 3, 2, (("call", 3), ("news", 1))),
    failing=(StepFact(A_GROUP, "ask_bank", 14, 20),),
)
