"""What the guard finds, how sure it is, and what a wallet wants done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Rule:
    """`sure` from `sure_from` on, `unsure` below."""

    sure: Action
    unsure: Action
    sure_from: float = 0.85


KEYS_TO_MONEY = Rule(sure=Action.BLOCK, unsure=Action.MASK)
PERSONAL = Rule(sure=Action.MASK, unsure=Action.MASK)
IGNORED = Rule(sure=Action.LEAVE, unsure=Action.LEAVE)
DEFAULT_RULES: Mapping[Kind, Rule] = {
    kind: KEYS_TO_MONEY if kind in (Kind.SEED_PHRASE, Kind.PRIVATE_KEY) else PERSONAL for kind in Kind
}


@dataclass(frozen=True)
class Policy:
    """One rule a kind; a kind without one is left alone. Matches below `least` are not reported."""

    rules: Mapping[Kind, Rule] = field(default_factory=lambda: DEFAULT_RULES)
    least: float = 0.5

    def action(self, kind: Kind, certainty: float) -> Action:
        rule = self.rules.get(kind, IGNORED)
        return rule.sure if certainty >= rule.sure_from else rule.unsure

    def changed(self, **actions: Action) -> "Policy":
        """The same policy with other actions for some kinds: `DEFAULT.changed(email=Action.LEAVE)`."""
        rules = {Kind(kind): Rule(sure=action, unsure=action) for kind, action in actions.items()}
        return Policy({**self.rules, **rules}, self.least)


DEFAULT = Policy()
