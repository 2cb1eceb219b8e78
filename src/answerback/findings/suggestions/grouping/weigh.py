"""How alike a wish is to a group: three views, each a cosine, and what they share.

*Meaning* (terms, pairs, topic) is the same in both languages; *Chinese* (characters and sounds) and *English* (words)
are each their own. A feature weighs by its kind and by how rare it is among all wishes. Likeness is
0.6 x meaning + 0.4 x wording where the two have a language in common, and 0.9 x meaning where they have none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from answerback.findings.suggestions.grouping.traits import Kind, Trait

KIND_BITS = 3
WEIGHTS = {
    Kind.TERM: 2.0,
    Kind.WEAK_TERM: 0.5,
    Kind.PAIR: 2.0,
    Kind.TOPIC: 0.5,
    Kind.HAN: 1.0,
    Kind.SOUND: 0.7,
    Kind.WORD: 1.0,
}
ALONE = 0.3
MEANING, CHINESE, ENGLISH = 0, 1, 2
VIEWS = {
    Kind.TERM: MEANING,
    Kind.WEAK_TERM: MEANING,
    Kind.PAIR: MEANING,
    Kind.TOPIC: MEANING,
    Kind.HAN: CHINESE,
    Kind.SOUND: CHINESE,
    Kind.WORD: ENGLISH,
}
MEANING_SHARE, WORDING_SHARE, MEANING_ALONE = 0.6, 0.4, 0.9
Lengths = tuple[float, float, float]


def key_of(trait: Trait, secret: bytes) -> int:
    """A trait as a number of 63 bits under a secret: what was said cannot be read from the index."""
    digest = hashlib.blake2b(f"{trait.name}".encode(), key=secret, digest_size=8, person=b"%d" % trait.kind)
    whole = int.from_bytes(digest.digest(), "big") >> (KIND_BITS + 1)
    return (whole << KIND_BITS) | trait.kind


def kind_of(key: int) -> Kind:
    return Kind(key & ((1 << KIND_BITS) - 1))


@dataclass(frozen=True)
class Rarity:
    """How many wishes there are, and how many have each feature."""

    total: int
    having: Mapping[int, int]

    def weight(self, key: int) -> float:
        """The kind's weight x log(1 + (N + 10) / (n + 1)); three tenths of it for what only one wish has."""
        having = self.having.get(key, 0)
        weight = WEIGHTS[kind_of(key)] * log(1 + (self.total + 10) / (having + 1))
        return weight if having > 1 else ALONE * weight


@dataclass
class Profile:
    """What the members of a group have: how many of them each feature. One wish is a profile of one member."""

    members: int = 0
    having: dict[int, int] = field(default_factory=dict)

    def add(self, keys: Iterable[int]) -> None:
        self.members += 1
        for key in keys:
            self.having[key] = self.having.get(key, 0) + 1

    def share(self, key: int) -> float:
        return self.having.get(key, 0) / self.members if self.members else 0.0


@dataclass(frozen=True)
class Likeness:
    """From 0 to 1, and the features that made it, the weightiest first, each with its part."""

    value: float
    shared: tuple[tuple[int, float], ...] = ()


def lengths_of(profile: Profile, rarity: Rarity) -> Lengths:
    """The length of the profile's vector in each view."""
    squares = [0.0, 0.0, 0.0]
    for key, count in profile.having.items():
        squares[VIEWS[kind_of(key)]] += (rarity.weight(key) * count / profile.members) ** 2
    return sqrt(squares[0]), sqrt(squares[1]), sqrt(squares[2])


def likeness(
    one: Profile, other: Profile, rarity: Rarity, *, lengths: tuple[Lengths, Lengths] | None = None
) -> Likeness:
    """How alike two profiles are; `lengths` if they are known. `other` needs to hold shared features only."""
    mine, theirs = lengths or (lengths_of(one, rarity), lengths_of(other, rarity))
    dots, parts = [0.0, 0.0, 0.0], []
    small, large = sorted((one, other), key=lambda profile: len(profile.having))
    for key in small.having:
        if key in large.having:
            part = rarity.weight(key) ** 2 * small.share(key) * large.share(key)
            dots[VIEWS[kind_of(key)]] += part
            parts.append((key, part))
    cosines = [_cosine(dots[view], mine[view], theirs[view]) for view in range(3)]
    worth = _worth(mine, theirs)
    value = sum(share * (cosine or 0.0) for share, cosine in zip(worth, cosines, strict=True))
    return Likeness(min(value, 1.0), _reasons(parts, worth, mine, theirs))


def _worth(mine: Lengths, theirs: Lengths) -> Lengths:
    """What each view counts for: the wording of a language only where both use it, in proportion to both."""
    wording = [sqrt(mine[view] * theirs[view]) for view in (CHINESE, ENGLISH)]
    whole = sum(wording)
    if not mine[MEANING] or not theirs[MEANING]:
        return (0.0, *(_part(one, whole) for one in wording))  # type: ignore[return-value]
    if not whole:
        return MEANING_ALONE, 0.0, 0.0
    chinese, english = (WORDING_SHARE * _part(one, whole) for one in wording)
    return MEANING_SHARE, chinese, english


def _part(one: float, whole: float) -> float:
    return one / whole if whole else 0.0


def _cosine(dot: float, mine: float, theirs: float) -> float:
    return dot / (mine * theirs) if mine and theirs else 0.0


def _reasons(
    parts: list[tuple[int, float]], worth: Lengths, mine: Lengths, theirs: Lengths
) -> tuple[tuple[int, float], ...]:
    found = []
    for key, part in parts:
        view = VIEWS[kind_of(key)]
        found.append((key, worth[view] * _cosine(part, mine[view], theirs[view])))
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))
