"""The words of this engine: a turn that was said, a reason with its place, a verdict."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """`stop`: do not do it. `check`: ask the official number first. `nothing_known`: never a promise of safety."""

    STOP = "stop"
    CHECK = "check"
    NOTHING_KNOWN = "nothing_known"


@dataclass(frozen=True)
class Turn:
    """What one speaker said in one go. The label of the speaker is free (`speakers.py`)."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Reason:
    """What was found: a stable code (`data/rules/codes.txt`), and where.

    `start` and `end` count code points of the message, or of the turn `turn`, which counts from 1.
    """

    code: str
    start: int
    end: int
    turn: int | None = None


@dataclass(frozen=True)
class Judgement:
    """`score`: 0 to 1, where 0.5 is *check* and 0.75 *stop*. `turn`: the first, from 1, at which the verdict stood."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    turn: int | None = None


class Model(Protocol):
    """What may add a warning to those of the rules (`messages/model`)."""

    def score(self, text: str, *, channel: str) -> float:
        """How probably this is fraud, 0 to 1."""

    def threshold(self, channel: str, verdict: str) -> float:
        """From which score on the verdict stands."""
