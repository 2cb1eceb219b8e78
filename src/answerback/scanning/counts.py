"""What a run has seen so far, kept in its marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from answerback.scanning.pieces import Json


@dataclass
class Counts:
    """Findings by kind, pieces read, places that could not be read as they should, and those not read at all."""

    kinds: Counter[str] = field(default_factory=Counter)
    pieces: int = 0
    faults: int = 0
    unread: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """What was not read at all, by code."""

    told: set[tuple[str, str, str]] = field(default_factory=set)
    """What need not be told again in this run."""

    @property
    def found(self) -> int:
        """All findings."""
        return self.kinds.total()

    def as_plain(self) -> Json:
        """For JSON."""
        return {
            "kinds": dict(sorted(self.kinds.items())),
            "pieces": self.pieces,
            "faults": self.faults,
            "unread": self.unread,
            "reasons": dict(sorted(self.reasons.items())),
        }

    @classmethod
    def from_plain(cls, plain: Json) -> Self:
        """From a mark; from nothing at the start."""
        if not plain:
            return cls()
        return cls(
            Counter(plain["kinds"]),
            plain["pieces"],
            plain["faults"],
            plain["unread"],
            Counter(plain["reasons"]),
        )
