"""Which calls are listened to again: a sample stratified by risk, decided by a seed that is kept. Pure.

The order within a stratum is SHA-256(seed, stratum, call), so that whoever holds seed and frame draws the same
calls again, in any language. A call stands in the first stratum that fits it (`Risk`, gravest first).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil
from types import MappingProxyType


class Risk(StrEnum):
    """Why a call deserves a second look; the first that fits names its stratum."""

    ALARM = "alarm"
    HAZARD = "hazard"
    LOW_RATING = "low_rating"
    OUTCOME = "outcome"
    NEW_AGENT = "new_agent"
    ORDINARY = "ordinary"


EACH_AGENT = "each_agent"
"""The reason of a call that was added because its agent had too few."""


@dataclass(frozen=True)
class Shares:
    """Of each stratum, in thousandths; how many of each agent at least; the share scored twice."""

    of: Mapping[Risk, int]
    each_agent: int
    twice: int

    def as_codes(self) -> dict[str, int]:
        """As it is kept beside the sample."""
        return {
            **{risk.value: self.of[risk] for risk in Risk},
            "each_agent": self.each_agent,
            "twice": self.twice,
        }

    @classmethod
    def from_codes(cls, kept: Mapping[str, int]) -> Shares:
        """As it was kept."""
        return cls({risk: kept[risk.value] for risk in Risk}, kept["each_agent"], kept["twice"])


HOUSE = Shares(
    MappingProxyType(
        {
            Risk.ALARM: 1000,
            Risk.HAZARD: 500,
            Risk.LOW_RATING: 500,
            Risk.OUTCOME: 250,
            Risk.NEW_AGENT: 250,
            Risk.ORDINARY: 30,
        }
    ),
    each_agent=2,
    twice=200,
)


@dataclass(frozen=True)
class Call:
    """One answered call of the frame. `risks`: every one that fits; none is ordinary."""

    id: str
    agent: str
    risks: tuple[Risk, ...]

    @property
    def stratum(self) -> Risk:
        """The gravest."""
        return next((risk for risk in Risk if risk in self.risks), Risk.ORDINARY)


@dataclass(frozen=True)
class Drawn:
    """A call of the sample, why it is in it, and whether two people score it."""

    call: Call
    reasons: tuple[str, ...]
    twice: bool


def draw(frame: Iterable[Call], *, seed: int, shares: Shares = HOUSE) -> tuple[Drawn, ...]:
    """The sample, by id. At least one call of every stratum that has any, and every agent's fewest."""
    calls = sorted(set(frame), key=lambda one: one.id)
    taken: dict[str, tuple[str, ...]] = {}
    for risk in Risk:
        mine = [call for call in calls if call.stratum is risk]
        for call in _first(mine, ceil(Fraction(shares.of[risk], 1000) * len(mine)), seed, risk.value):
            taken[call.id] = tuple(one.value for one in call.risks) or (Risk.ORDINARY.value,)
    for call in _for_agents(calls, taken, seed, shares.each_agent):
        taken[call.id] = (*(one.value for one in call.risks), EACH_AGENT)
    sample = [call for call in calls if call.id in taken]
    twice = {
        one.id for one in _first(sample, ceil(Fraction(shares.twice, 1000) * len(sample)), seed, "twice")
    }
    return tuple(Drawn(call, taken[call.id], call.id in twice) for call in sample)


def _first(calls: Sequence[Call], count: int, seed: int, stratum: str) -> list[Call]:
    return sorted(calls, key=lambda one: _place(seed, stratum, one.id))[:count]


def _place(seed: int, stratum: str, call: str) -> str:
    return sha256(f"{seed}\n{stratum}\n{call}".encode()).hexdigest()


def _for_agents(calls: Sequence[Call], taken: Mapping[str, object], seed: int, fewest: int) -> list[Call]:
    """What is added so that nobody's work goes unseen."""
    added: list[Call] = []
    for agent in sorted({call.agent for call in calls}):
        mine = [call for call in calls if call.agent == agent]
        missing = fewest - sum(call.id in taken for call in mine)
        left = [call for call in mine if call.id not in taken]
        added += _first(left, max(0, missing), seed, f"agent {agent}")
    return added
