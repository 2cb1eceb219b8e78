"""Rules, evaluated: which of a wallet's rules fits an event. Pure: same facts, same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

Value = str | bool | int | Decimal
Facts = Mapping[str, Value]


class Op(StrEnum):
    """How a field is compared."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    BELOW = "below"
    SENT = "sent"


@dataclass(frozen=True)
class Condition:
    """`SENT` compares with True or False; `IN` and `NOT_IN` with a tuple; the others with one value."""

    field: str
    op: Op
    value: Value | tuple[Value, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether it holds. A field that was not sent fits nothing but `IS_NOT`, `NOT_IN` and `SENT`."""
        fact = facts.get(self.field)
        if self.op is Op.SENT:
            return (fact is not None) is self.value
        if self.op in (Op.IS_NOT, Op.NOT_IN):
            return fact not in self._values()
        if self.op in (Op.IS, Op.IN):
            return fact is not None and fact in self._values()
        return self._compare(fact)

    def _values(self) -> tuple[Value, ...]:
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def _compare(self, fact: Value | None) -> bool:
        if not isinstance(fact, int | Decimal) or not isinstance(self.value, int | Decimal):
            return False
        return fact >= self.value if self.op is Op.AT_LEAST else fact < self.value


class Ruling(Protocol):
    """What a rule must have to be asked."""

    @property
    def key(self) -> str:
        """What makes its sample its own."""
        ...

    @property
    def conditions(self) -> Sequence[Condition]:
        """All of them must hold."""
        ...

    @property
    def sample_percent(self) -> int:
        """0 to 100."""
        ...


_Rule = TypeVar("_Rule", bound=Ruling)


def first_that_fits(rules: Iterable[_Rule], facts: Facts) -> _Rule | None:
    """The first rule, in the given order, all of whose conditions hold."""
    return next((rule for rule in rules if all(one.holds(facts) for one in rule.conditions)), None)


def is_sampled(rule: Ruling, event: str) -> bool:
    """Whether this event is in the rule's sample: fixed by their names, so asking again is harmless."""
    number = int.from_bytes(hashlib.sha256(f"{rule.key}\n{event}".encode()).digest()[:8], "big")
    return number % 10_000 < rule.sample_percent * 100
