"""Groups in memory: the same rules as the database's, for trying out, measuring and testing.

By identifiers joining is order-independent as long as nobody took anything apart and nothing was removed: groups are
the connected parts of "names the same". By wording it is not: a group's first members are its anchors, so whoever came
first decides what may still join; a phrase becomes common only after it has joined the first few. A member that had
joined two groups and goes leaves them one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from answerback.findings.campaigns.joining.kinds import By, Traits
from answerback.findings.campaigns.joining.resemble import (
    ALIKE,
    ANCHORS,
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
        self._members: dict[str, dict[str, None]] = defaultdict(dict)
        self._index: dict[Token, list[str]] = {}
        self._anchors: dict[str, list[str]] = defaultdict(list)
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
        self._members[group].pop(member)
        for token in posted(traits):
            self._withdraw(token, member, group)
        if member in self._anchors[group]:
            self._anchors[group].remove(member)
            self._new_anchor(group)

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

    def entries(self) -> int:
        """How many entries the index has."""
        return sum(map(len, self._index.values()))

    def _place(self, member: str, group: str, traits: Traits) -> None:
        tokens = posted(traits)
        held = self.holders(tokens)
        self._traits[member], self.group_of[member] = traits, group
        self._members[group][member] = None
        is_anchor = bool(traits.sketch) and len(self._anchors[group]) < ANCHORS
        if is_anchor:
            self._anchors[group].append(member)
        for token in tokens:
            if takes_witness(token, held.get(token, ()), group, is_anchor=is_anchor):
                self._index.setdefault(token, []).append(member)

    def _new_anchor(self, group: str) -> None:
        """The oldest member that is none yet takes the place of one that went."""
        anchors = self._anchors[group]
        waiting = (one for one in self._members[group] if one not in anchors and self._traits[one].sketch)
        member = next(waiting, None)
        if member is None:
            return
        anchors.append(member)
        tokens = [one for one in posted(self._traits[member]) if one[0] is By.WORDING]
        held = self.holders(tokens)
        for token in tokens:
            if takes_witness(token, held.get(token, ()), group, is_anchor=True):
                self._index.setdefault(token, []).append(member)

    def _unite(self, group: str, other: str) -> None:
        for member in self._members.pop(other, {}):
            self.group_of[member] = group
            self._members[group][member] = None
        self._anchors[group] += self._anchors.pop(other, [])
        self._apart = {frozenset(group if one == other else one for one in pair) for pair in self._apart}

    def _withdraw(self, token: Token, member: str, group: str) -> None:
        """Another member of the group that has the token witnesses in its place."""
        witnesses = self._index.get(token, [])
        if member not in witnesses:
            return
        witnesses.remove(member)
        others = (one for one in self._members[group] if one not in witnesses)
        instead = next((one for one in others if token in self._traits[one].tokens), None)
        if instead:
            witnesses.append(instead)
        if not witnesses:
            del self._index[token]
