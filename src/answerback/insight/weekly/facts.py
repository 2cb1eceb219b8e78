"""What a weekly report is written from: plain numbers, codes and ids, which can be kept and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Change(StrEnum):
    """What this week beside the week before allows one to say."""

    UP = "up"
    DOWN = "down"
    ALIKE = "alike"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class FigureFact:
    """One figure (`insight.measures`) and that of the week before. `week_before`: both are a week older, because
    seven days must pass before it is known."""

    name: str
    value: float | None
    n: int
    low: float | None
    high: float | None
    before: float | None
    before_n: int
    change: Change
    week_before: bool = False


@dataclass(frozen=True)
class ProblemFact:
    """Callbacks of one kind, and how the courses of its solutions ended in this week.

    `kind` may be a problem that no callback is named by (`findings.solutions.kinds.Problem`): then there are none.
    """

    kind: str
    callbacks: int
    before: int
    solved: int
    ended: int


@dataclass(frozen=True)
class HazardFact:
    """Found in the week; `urgent_open` and `ownerless` (of these) as at its end."""

    found: int
    urgent_found: int
    urgent_open: int
    ownerless: int


@dataclass(frozen=True)
class CampaignFact:
    """A fraud campaign found in the week. `short`: how staff call it."""

    id: str
    short: str
    state: str
    reports: int
    people: int


@dataclass(frozen=True)
class WishFact:
    """A group of suggestions, by its place in the plan. `suggesters` of `asked` distinct users in 90 days.

    `trend` ranks it; `change` says whether the share of the last four weeks differs from that of the four before.
    """

    group: str
    state: str
    suggesters: int
    asked: int
    people: int
    trend: float
    change: Change = Change.TOO_FEW


@dataclass(frozen=True)
class PromiseFact:
    """Promises due in the week. `by_kind`: those broken, by kind. `unexplained`: broken, and the user not told why."""

    due: int
    kept: int
    late: int
    broken: int
    unexplained: int
    by_kind: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ShippedFact:
    """A group that was shipped in the week, and how many users were told so."""

    group: str
    told: int


@dataclass(frozen=True)
class StepFact:
    """A step of a published solution that often fails."""

    solution: str
    step: str
    failed: int
    tried: int


@dataclass(frozen=True)
class Facts:
    """One wallet's week. `campaigns_waiting` and the failing steps are as at the time of asking."""

    figures: tuple[FigureFact, ...]
    problems: tuple[ProblemFact, ...]
    hazards: HazardFact
    campaigns: tuple[CampaignFact, ...]
    campaigns_waiting: int
    wishes: tuple[WishFact, ...]
    promises: PromiseFact
    shipped: tuple[ShippedFact, ...]
    failing: tuple[StepFact, ...]

    def as_kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Facts:
        """As it was kept."""
        promises = dict(kept["promises"])
        promises["by_kind"] = tuple((kind, count) for kind, count in promises["by_kind"])
        return cls(
            figures=tuple(FigureFact(**{**one, "change": Change(one["change"])}) for one in kept["figures"]),
            problems=tuple(ProblemFact(**one) for one in kept["problems"]),
            hazards=HazardFact(**kept["hazards"]),
            campaigns=tuple(CampaignFact(**one) for one in kept["campaigns"]),
            campaigns_waiting=kept["campaigns_waiting"],
            wishes=tuple(_wish(one) for one in kept["wishes"]),
            promises=PromiseFact(**promises),
            shipped=tuple(ShippedFact(**one) for one in kept["shipped"]),
            failing=tuple(StepFact(**one) for one in kept["failing"]),
        )


def _wish(kept: Mapping[str, Any]) -> WishFact:
    return WishFact(**{**kept, "change": Change(kept.get("change", Change.TOO_FEW))})


def differing(kept: Facts, found: Facts) -> list[str]:
    """The names of what is no longer as it was frozen."""
    before, now = kept.as_kept(), found.as_kept()
    return [name for name in before if before[name] != now[name]]
