"""The closed sets and values of pacing. All times are float seconds since the shift began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite

HOLD_SECONDS = 2.0
"""How long somebody who answered waits for an agent before he counts as abandoned (16 CFR 310.4(b)(4)(ii))."""


class AgentState(StrEnum):
    """What an agent is doing."""

    IDLE = "idle"
    TALK = "talk"
    WRAP = "wrap"


class LineState(StrEnum):
    """Where a line stands: nobody has answered yet, or somebody has and no agent is idle."""

    RINGING = "ringing"
    WAITING = "waiting"


class LineEnd(StrEnum):
    """How a line ended. Whoever is abandoned was `live` first."""

    LIVE = "live"
    DEAD = "dead"
    ABANDONED = "abandoned"


class Why(StrEnum):
    """Why so many lines and no more."""

    LEARNING = "learning"
    ONE_TO_ONE = "one_to_one"
    ALLOWANCE_SPENT = "allowance_spent"
    LOOK_AHEAD = "look_ahead"
    ENOUGH = "enough"


Agent = tuple[str, float]
Line = tuple[float, str]
Ended = tuple[float, str, float]


@dataclass(frozen=True)
class Expected:
    """Means of earlier shifts, which need not hold today: share of lines answered by a person, and seconds.

    What is no number, or is out of bounds, is taken for the nearest that can be.
    """

    answer_rate: float = 0.3
    ring_s: float = 12.0
    talk_s: float = 150.0
    wrap_s: float = 30.0

    @classmethod
    def of(cls, told: Mapping[str, float] | None) -> Expected:
        """From the adapter's mapping; names that are missing keep their defaults, unknown ones are left out."""
        known = {one.name: (told or {}).get(one.name, one.default) for one in fields(cls)}
        return cls(**{name: _bounded(name, value, getattr(cls, name)) for name, value in known.items()})


BOUNDS = {
    "answer_rate": (0.02, 0.97),
    "ring_s": (1.0, 60.0),
    "talk_s": (1.0, 3600.0),
    "wrap_s": (0.5, 1800.0),
}


def _bounded(name: str, value: object, default: float) -> float:
    low, high = BOUNDS[name]
    number = float(value) if isinstance(value, int | float) and isfinite(value) else default
    return min(high, max(low, number))


@dataclass(frozen=True)
class Decision:
    """How many lines to dial now, and what it rests on.

    `allowance`: people who may still be abandoned. `threshold`: the chance of a loss that one more line may bring;
    `chance`: what the last line dialled brings. `answer_rate`: as it is estimated now.
    """

    lines: int
    why: Why
    allowance: float
    threshold: float = 0.0
    chance: float = 0.0
    answer_rate: float = 0.0
