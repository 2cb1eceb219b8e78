"""Conditions of a guide: what must hold for a step to be shown or a branch to be taken.

Pure. A condition looks only at answers already given on the path and at the context of the call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Scalar = str | int | bool


@dataclass(frozen=True)
class Context:
    """What is known besides the answers. Codes only; no personal data.

    `offer_fits`: an offer was found that this customer may hear; a guide by itself is walked as if there were one.
    """

    custody: str = "custodial"
    capabilities: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    open_tickets: int = 0
    event: Mapping[str, Scalar] = field(default_factory=dict)
    open_hazards: int = 0
    offer_fits: bool = True


@dataclass(frozen=True)
class Facts:
    """What a condition may see: the context, and codes and marks of the counted answers."""

    context: Context
    codes: Mapping[str, tuple[str, ...]]
    marks: frozenset[str] = frozenset()

    @property
    def open_trouble(self) -> bool:
        """True when a ticket or a hazard is open, or an answer of this very call speaks of one."""
        told = any(mark == "trouble" or mark.startswith("hazard.") for mark in self.marks)
        return self.context.open_tickets > 0 or self.context.open_hazards > 0 or told


@dataclass(frozen=True)
class AnswerIs:
    step: str
    codes: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return any(code in self.codes for code in facts.codes.get(self.step, ()))


@dataclass(frozen=True)
class Answered:
    step: str

    def holds(self, facts: Facts) -> bool:
        return self.step in facts.codes


@dataclass(frozen=True)
class Marked:
    mark: str

    def holds(self, facts: Facts) -> bool:
        return any(mark == self.mark or mark.startswith(self.mark + ".") for mark in facts.marks)


@dataclass(frozen=True)
class Can:
    capability: str

    def holds(self, facts: Facts) -> bool:
        return self.capability in facts.context.capabilities


@dataclass(frozen=True)
class CustodyIs:
    kinds: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return facts.context.custody in self.kinds


@dataclass(frozen=True)
class Consented:
    purpose: str

    def holds(self, facts: Facts) -> bool:
        return self.purpose in facts.context.consents


@dataclass(frozen=True)
class OpenTrouble:
    expected: bool = True

    def holds(self, facts: Facts) -> bool:
        return facts.open_trouble == self.expected


@dataclass(frozen=True)
class EventIs:
    """A field of the event has one of these values; no values means that it is there at all."""

    field: str
    values: tuple[Scalar, ...] = ()

    def holds(self, facts: Facts) -> bool:
        if self.field not in facts.context.event:
            return False
        return not self.values or facts.context.event[self.field] in self.values


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)


@dataclass(frozen=True)
class Not:
    part: Condition

    def holds(self, facts: Facts) -> bool:
        return not self.part.holds(facts)


Condition = (
    AnswerIs | Answered | Marked | Can | CustodyIs | Consented | OpenTrouble | EventIs | AllOf | AnyOf | Not
)


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """Every simple condition inside."""
    match condition:
        case None:
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
