"""What the guard finds, how sure it is, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    SEED_PHRASE = "seed_phrase"
    PRIVATE_KEY = "private_key"
    ONE_TIME_CODE = "one_time_code"
    PASSWORD = "password"  # noqa: S105 a kind, not a password
    BANK_CARD = "bank_card"
    CVV = "cvv"
    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    PHONE = "phone"
    EMAIL = "email"

    @property
    def placeholder(self) -> str:
        """What stands in a text where one was taken out."""
        return f"‹{self}›"


class Action(StrEnum):
    """`block`: refuse the text (what is kept of it is masked). `mask`: keep it without the match.
    `warn`: keep it and say so. `leave`: do not even report it."""

    BLOCK = "block"
    MASK = "mask"
    WARN = "warn"
    LEAVE = "leave"


@dataclass(frozen=True)
class Match:
    """What a detector saw: code points `[start, end)`, and how sure it is from 0 to 1."""

    kind: Kind
    start: int
    end: int
    certainty: float


@dataclass(frozen=True)
class Finding:
    """A match in the original text with the policy's answer. Never the matched characters themselves."""

    kind: Kind
    start: int
    end: int
    certainty: float
    action: Action

    def as_plain(self) -> dict[str, str | int | float]:
        """For JSON."""
        return {
            "kind": str(self.kind),
            "start": self.start,
            "end": self.end,
            "certainty": self.certainty,
            "action": str(self.action),
        }
