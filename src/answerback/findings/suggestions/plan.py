"""The iteration plan: groups ranked by reach, severity and trend, each factor visible.

    score = 1000 x reach x severity x trend

- *reach*: lower end of the 95 % Wilson interval of suggesters / asked in the last 90 days; few answers weigh little.
- *severity*: 1 + share of its people who had trouble in that call + share whose call found a hazard; 1 to 3.
- *trend*: share of the last 28 days / share of the 28 days before, each with one more suggester and one more asked;
  kept between 0.5 and 2.

What is shipped or declined is not ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from uuid import UUID

from answerback.findings.suggestions.evidence import PERIOD, Weight, standing_groups, weigh
from answerback.findings.suggestions.kinds import OPEN
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.wallets.models import Wallet

Z = 1.959964
"""The 97.5 % point of the normal distribution."""
RECENT = timedelta(days=28)
TREND_LOW, TREND_HIGH = 0.5, 2.0
SCALE = 1000


@dataclass(frozen=True)
class Ranked:
    """One group with its place and every factor of its score."""

    place: int
    group: SuggestionGroup
    weight: Weight
    reach: float
    severity: float
    trend: float

    @property
    def score(self) -> float:
        return SCALE * self.reach * self.severity * self.trend


def iteration_plan(wallet: Wallet, at: datetime) -> tuple[Ranked, ...]:
    """The open groups, the one that most needs doing first."""
    weights = weigh(wallet, since=at - PERIOD, until=at)
    recent = weigh(wallet, since=at - RECENT, until=at)
    before = weigh(wallet, since=at - 2 * RECENT, until=at - RECENT)
    groups = standing_groups(wallet).filter(state__in=OPEN)
    found = [_ranked(group, weights, recent, before) for group in groups]
    ordered = sorted(found, key=lambda one: (-one.score, -one.weight.people, one.group.made_at, one.group.id))
    return tuple(
        Ranked(place, one.group, one.weight, one.reach, one.severity, one.trend)
        for place, one in enumerate(ordered, start=1)
    )


def _ranked(
    group: SuggestionGroup,
    weights: Mapping[UUID, Weight],
    recent: Mapping[UUID, Weight],
    before: Mapping[UUID, Weight],
) -> Ranked:
    weight = weights[group.id]
    reach = lower_end(weight.suggesters, weight.asked)
    return Ranked(0, group, weight, reach, severity(weight), trend(recent[group.id], before[group.id]))


def lower_end(hits: int, of: int) -> float:
    """The lower end of the 95 % Wilson score interval (Wilson 1927); 0 of none.

    >>> round(lower_end(10, 100), 4)
    0.0552
    """
    if not of:
        return 0.0
    share, square = hits / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * sqrt((share * (1 - share) + square / (4 * of)) / of)
    return max(0.0, (middle - spread) / (1 + square / of))


def severity(weight: Weight) -> float:
    """From 1 (nobody had trouble) to 3 (everybody had trouble and a hazard)."""
    if not weight.people_now:
        return 1.0
    return 1 + (weight.with_trouble + weight.with_hazard) / weight.people_now


def trend(recent: Weight, before: Weight) -> float:
    """How the share changed, kept between 0.5 and 2."""
    now = (recent.suggesters + 1) / (recent.asked + 1)
    then = (before.suggesters + 1) / (before.asked + 1)
    return min(TREND_HIGH, max(TREND_LOW, now / then))
