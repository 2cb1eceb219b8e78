"""The words of the joining engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class By(StrEnum):
    """By what two reports belong together, the strongest first."""

    ADDRESS = "address"
    NUMBER = "number"
    LINK = "link"
    WORDING = "wording"


STRONGEST = tuple(By)


@dataclass(frozen=True, order=True)
class Identifier:
    """Something that names the swindler. `kind` is a channel kind's value.

    `key` is what look-alikes have in common and is compared; `written` is how it was written, canonical: what a
    reviewer sees and may put on the list.
    """

    by: By
    kind: str
    key: str
    written: str = field(compare=False)


@dataclass(frozen=True)
class Traits:
    """What of a report is compared. `tokens`: keyed hashes of its identifiers; `sketch`: of its wording."""

    tokens: frozenset[tuple[By, str]] = frozenset()
    sketch: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be compared with anything."""
        return not (self.tokens or self.sketch)


@dataclass(frozen=True)
class Likeness:
    """A report resembles this earlier member, of this group, by this; `score` from 0 to 1, identifiers give 1."""

    member: str
    group: str
    by: By
    score: float
