"""What a wallet wants done about each kind: as objects for the engine, as plain data for whoever stores it.

A place (notes, messages, uploads, logs …) that differs is a policy over the wallet's own:
`Policy.from_plain(place, over=Policy.from_plain(wallet))`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from answerback.guard.kinds import Action, Kind

TAKEN_OUT = (Action.BLOCK, Action.MASK)
KEYS = (Kind.SEED_PHRASE, Kind.PRIVATE_KEY)
"""Who reads one of these owns the money for ever: no stored policy may keep them in a text."""


class PolicyError(ValueError):
    """Plain data that is no policy. `code`: not_an_object, unknown_entry, unknown_kind, unknown_action,
    not_a_share, must_be_taken_out; `where`: the path to it, such as `kinds.email`."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code} at {where}" if where else code)
        self.code, self.where = code, where


@dataclass(frozen=True)
class Rule:
    """`sure` from the certainty `sure_from` (0 to 1) on, `unsure` below."""

    sure: Action
    unsure: Action
    sure_from: float = 0.85

    @classmethod
    def from_plain(cls, plain: object, where: str = "") -> "Rule":
        """`"mask"` for both, or `{"sure": "block", "unsure": "mask", "sure_from": 0.85}`; the last may be left out."""
        if isinstance(plain, str):
            return cls(sure=action_of(plain, where), unsure=action_of(plain, where))
        given = entries(plain, where, allowed=("sure", "unsure", "sure_from"))
        return cls(
            sure=action_of(given.get("sure"), f"{where}.sure"),
            unsure=action_of(given.get("unsure"), f"{where}.unsure"),
            sure_from=share_of(given.get("sure_from", cls.sure_from), f"{where}.sure_from"),
        )

    def as_plain(self) -> dict[str, Any]:
        return {"sure": str(self.sure), "unsure": str(self.unsure), "sure_from": self.sure_from}


KEYS_TO_MONEY = Rule(sure=Action.BLOCK, unsure=Action.MASK)
PERSONAL = Rule(sure=Action.MASK, unsure=Action.MASK)
IGNORED = Rule(sure=Action.LEAVE, unsure=Action.LEAVE)
DEFAULT_RULES: Mapping[Kind, Rule] = {kind: KEYS_TO_MONEY if kind in KEYS else PERSONAL for kind in Kind}


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

    @classmethod
    def from_plain(cls, plain: object, *, over: "Policy | None" = None) -> "Policy":
        """From `{"kinds": {"email": "leave", "cvv": {"sure": "block", "unsure": "mask"}}, "least": 0.5}`.

        What is not named stays as in `over` (default: `DEFAULT`). Raises PolicyError.
        """
        under = DEFAULT if over is None else over
        given = entries(plain, "", allowed=("kinds", "least"))
        kinds = entries(given.get("kinds", {}), "kinds", allowed=None)
        rules = {kind_of(name): rule_of(name, rule) for name, rule in kinds.items()}
        least = share_of(given.get("least", under.least), "least")
        if least > max(under.least, DEFAULT.least):  # else a phrase that is merely likely would be kept
            raise PolicyError("must_be_taken_out", "least")
        return cls({**under.rules, **rules}, least)

    def as_plain(self) -> dict[str, Any]:
        """Every kind in full, for JSON: `Policy.from_plain(policy.as_plain()) == policy`."""
        kinds = {str(kind): self.rules.get(kind, IGNORED).as_plain() for kind in Kind}
        return {"kinds": kinds, "least": self.least}


def entries(plain: object, where: str, *, allowed: tuple[str, ...] | None) -> Mapping[str, object]:
    if not isinstance(plain, Mapping):
        raise PolicyError("not_an_object", where)
    for name in plain:
        if allowed is not None and name not in allowed:
            raise PolicyError("unknown_entry", f"{where}.{name}".lstrip("."))
    return plain


def rule_of(name: str, plain: object) -> Rule:
    rule = Rule.from_plain(plain, f"kinds.{name}")
    if kind_of(name) in KEYS and not {rule.sure, rule.unsure} <= set(TAKEN_OUT):
        raise PolicyError("must_be_taken_out", f"kinds.{name}")
    return rule


def kind_of(name: object) -> Kind:
    try:
        return Kind(str(name))
    except ValueError:
        raise PolicyError("unknown_kind", f"kinds.{name}") from None


def action_of(name: object, where: str) -> Action:
    try:
        return Action(str(name))
    except ValueError:
        raise PolicyError("unknown_action", where) from None


def share_of(number: object, where: str) -> float:
    """From 0 to 1; true and false are no numbers."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
        raise PolicyError("not_a_share", where)
    return float(number)


DEFAULT = Policy()
