"""Which earlier reports a new one resembles, found through an index of what is rare; never by comparing all pairs.

The index keeps for each identifier a few witnesses of each group, and of each group the sketches of a few anchors, its
first members: what resembles no anchor does not join by its wording, so that no chain of small steps leads from one
fraud to another. A hash that many groups share is a phrase of the language: it counts for nothing and takes no further
entry. So a question reads at most `KEPT * MOST_HOLDERS` entries, however many reports there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from answerback.findings.campaigns.joining.kinds import STRONGEST, By, Likeness, Traits
from answerback.findings.campaigns.joining.wording import resemblance

WITNESSES = 3
ANCHORS = 3
COMMON_GROUPS = 8
MOST_HOLDERS = WITNESSES * COMMON_GROUPS
COMPARED = 12
"""Candidates whose sketches are compared: those that share the most rare hashes."""
ALIKE = 0.25
"""Chosen by measurement (docs/benchmarks/campaigns.md): two wordings with a quarter in common are one."""
BRIDGES = 0.4
"""So alike must a report be to a second group's anchor, to make two groups one by its wording alone."""

Token = tuple[By, str]


@dataclass(frozen=True)
class Holder:
    """A member that stands in the index under a token, and its group."""

    member: str
    group: str


class Shelf(Protocol):
    """Where the index is kept: in memory (`board`) or in the database."""

    def holders(self, tokens: Iterable[Token]) -> Mapping[Token, Sequence[Holder]]:
        """At most `MOST_HOLDERS` of each token, in a stable order."""

    def sketches(self, members: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """The sketches of these members; none for one that has no wording."""


def posted(traits: Traits) -> list[Token]:
    """The tokens that may stand in the index: those of the wording only if it is an anchor's."""
    return [*sorted(traits.tokens), *((By.WORDING, f"{value:016x}") for value in traits.sketch)]


def likenesses(
    traits: Traits, held: Mapping[Token, Sequence[Holder]], shelf: Shelf, *, alike: float = ALIKE
) -> list[Likeness]:
    """The best likeness to each group, the strongest first. `held`: the holders of `posted(traits)`."""
    found = list(_by_identifier(traits, held))
    found += _by_wording(traits, held, shelf, alike)
    found.sort(key=_strength)
    best: dict[str, Likeness] = {}
    for one in found:
        best.setdefault(one.group, one)
    return list(best.values())


def _strength(one: Likeness) -> tuple[int, float, str, str]:
    return STRONGEST.index(one.by), -one.score, one.group, one.member


def _by_identifier(traits: Traits, held: Mapping[Token, Sequence[Holder]]) -> Iterable[Likeness]:
    for token in sorted(traits.tokens):
        for holder in held.get(token, ()):
            yield Likeness(holder.member, holder.group, token[0], 1.0)


def _by_wording(
    traits: Traits, held: Mapping[Token, Sequence[Holder]], shelf: Shelf, alike: float
) -> Iterable[Likeness]:
    groups: dict[str, str] = {}
    shared: Counter[str] = Counter()
    common: set[int] = set()
    for token, holders in held.items():
        if token[0] is By.WORDING and is_common(holders):
            common.add(int(token[1], 16))
        elif token[0] is By.WORDING:
            groups.update((holder.member, holder.group) for holder in holders)
            shared.update(holder.member for holder in holders)
    candidates = sorted(shared, key=lambda member: (-shared[member], member))[:COMPARED]
    for member, sketch in shelf.sketches(candidates).items():
        score = resemblance(traits.sketch, sketch, common)
        if score >= alike:
            yield Likeness(member, groups[member], By.WORDING, score)


def is_common(holders: Sequence[Holder]) -> bool:
    """Whether so many groups hold a hash of wording that it is a phrase of the language."""
    return len({holder.group for holder in holders}) >= COMMON_GROUPS


def takes_witness(token: Token, holders: Sequence[Holder], group: str, *, is_anchor: bool) -> bool:
    """Whether a member of the group is to stand in the index under this token too."""
    if token[0] is By.WORDING:
        return is_anchor and len(holders) < MOST_HOLDERS
    own = sum(holder.group == group for holder in holders)
    return own < WITNESSES and len(holders) < MOST_HOLDERS
