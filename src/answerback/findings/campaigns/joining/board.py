"""Groups in memory: the same rules as the database's, for trying out, measuring and testing.

Joining is order-independent as long as nothing is common, nobody took anything apart and nothing was removed: groups
are then the connected parts of "resembles". Not so: a phrase becomes common only after it has joined the first few;
of very many candidates only the likeliest are compared; a member that had joined two groups and goes leaves them one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from answerback.findings.campaigns.joining.kinds import Traits
from answerback.findings.campaigns.joining.resemble import (
    ALIKE,
    Holder,
    Token,
    likenesses,
    posted,
    takes_witness,
)
from answerback.findings.campaigns.joining.settle import Settled, settled


class Board:
    """Members by name, each with its traits and its group."""

    def __init__(self, *, alike: float = ALIKE) -> None:
        self.alike = alike
        self.group_of: dict[str, str] = {}
        self._traits: dict[str, Traits] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self._index: dict[Token, list[str]] = {}
        self._apart: set[frozenset[str]] = set()
        self._by_hand: set[str] = set()
        self._names = (f"group-{number}" for number in count(1))

    def add(self, member: str, traits: Traits) -> Settled:
        """Join a report; the same one again changes nothing, with other traits it is joined anew."""
        if self._traits.get(member) == traits:
            return Settled()
        kept = self.group_of.get(member) if member in self._by_hand else None
        self.remove(member)
        held = self.holders(posted(traits))
        found = likenesses(traits, held, self, alike=self.alike)
        becomes = Settled() if kept else settled(found, are_apart=self.are_apart)
        self._place(member, kept or (becomes.into.group if becomes.into else next(self._names)), traits)
        if kept:
            self._by_hand.add(member)
        for other in becomes.also:
            self._unite(self.group_of[member], other.group)
        return becomes

    def remove(self, member: str) -> None:
        """Forget a report; the others of its group stay together."""
        traits = self._traits.pop(member, None)
        if traits is None:
            return
        group = self.group_of.pop(member)
        self._by_hand.discard(member)
        self._members[group].discard(member)
        for token in posted(traits):
            self._withdraw(token, member, group)

    def split(self, member: str) -> str:
        """A person takes a member out; the engine never puts the two together again."""
        old, new, traits = self.group_of[member], next(self._names), self._traits[member]
        self.remove(member)
        self._place(member, new, traits)
        self._by_hand.add(member)
        self._apart.add(frozenset({old, new}))
        return new

    def merge(self, group: str, other: str) -> None:
        """A person makes two groups one."""
        self._apart.discard(frozenset({group, other}))
        self._unite(group, other)

    def groups(self) -> list[frozenset[str]]:
        """All groups, by their members."""
        return sorted((frozenset(members) for members in self._members.values() if members), key=sorted)

    def are_apart(self, group: str, other: str) -> bool:
        """Whether a person took these two apart."""
        return frozenset({group, other}) in self._apart

    def holders(self, tokens: Iterable[Token]) -> Mapping[Token, Sequence[Holder]]:
        """`resemble.Shelf`."""
        return {
            token: [Holder(member, self.group_of[member]) for member in self._index[token]]
            for token in tokens
            if token in self._index
        }

    def sketches(self, members: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """`resemble.Shelf`."""
        return {member: self._traits[member].sketch for member in members}

    def _place(self, member: str, group: str, traits: Traits) -> None:
        tokens = posted(traits)
        held = self.holders(tokens)
        self._traits[member], self.group_of[member] = traits, group
        self._members[group].add(member)
        for token in tokens:
            if takes_witness(token, held.get(token, ()), group):
                self._index.setdefault(token, []).append(member)

    def _unite(self, group: str, other: str) -> None:
        for member in self._members.pop(other, set()):
            self.group_of[member] = group
            self._members[group].add(member)
        self._apart = {frozenset(group if one == other else one for one in pair) for pair in self._apart}

    def _withdraw(self, token: Token, member: str, group: str) -> None:
        """Another member of the group that has the token witnesses in its place."""
        witnesses = self._index.get(token, [])
        if member not in witnesses:
            return
        witnesses.remove(member)
        others = sorted(self._members[group] - set(witnesses))
        instead = next((one for one in others if token in posted(self._traits[one])), None)
        if instead:
            witnesses.append(instead)
        if not witnesses:
            del self._index[token]
