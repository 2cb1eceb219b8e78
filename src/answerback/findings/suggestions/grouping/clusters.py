"""Clusters among wishes: what the machine proposes as new groups, and the same run unattended for the benchmark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from answerback.findings.suggestions.grouping.weigh import (
    VIEWS,
    Lengths,
    Profile,
    Rarity,
    kind_of,
    lengths_of,
    likeness,
)

JOINS_FROM = 0.20
"""From this likeness on a wish is proposed for a group; how it was chosen: docs/benchmarks/suggestions.md."""
MOST_CANDIDATES = 12
RAREST = 24


@dataclass
class Cluster:
    """Some wishes, by their place in the list given."""

    members: list[int] = field(default_factory=list)
    profile: Profile = field(default_factory=Profile)
    lengths: Lengths = (0.0, 0.0, 0.0)


def rarity_of(texts: Iterable[Iterable[int]]) -> Rarity:
    """How rare each feature is among these wishes."""
    having: dict[int, int] = defaultdict(int)
    total = 0
    for keys in texts:
        total += 1
        for key in keys:
            having[key] += 1
    return Rarity(total, having)


def rarest(keys: Iterable[int], rarity: Rarity) -> list[int]:
    """The features worth looking up: the weightiest, some of every view so that both languages are asked."""
    found = sorted(keys, key=lambda key: (-rarity.weight(key), key))
    by_view: dict[int, list[int]] = defaultdict(list)
    for key in found:
        by_view[VIEWS[kind_of(key)]].append(key)
    return [key for keys_of_view in by_view.values() for key in keys_of_view[:RAREST]]


def clusters(
    texts: Sequence[Sequence[int]], rarity: Rarity, *, joins_from: float = JOINS_FROM
) -> list[Cluster]:
    """Each wish joins the cluster it is most like, or begins one; then clusters that are alike become one."""
    found: list[Cluster] = []
    index: dict[int, set[int]] = defaultdict(set)
    for number, keys in enumerate(texts):
        best = _best(keys, found, index, rarity, joins_from)
        if best is None:
            best = len(found)
            found.append(Cluster())
        _join(found[best], number, keys, rarity)
        for key in keys:
            index[key].add(best)
    return _merged(found, texts, rarity, joins_from)


def _best(
    keys: Sequence[int],
    found: Sequence[Cluster],
    index: Mapping[int, set[int]],
    rarity: Rarity,
    joins_from: float,
) -> int | None:
    """Only clusters that share one of the rarest features are looked at."""
    wish = Profile(1, dict.fromkeys(keys, 1))
    lengths = lengths_of(wish, rarity)
    votes: dict[int, float] = defaultdict(float)
    for key in rarest(keys, rarity):
        for place in index.get(key, ()):
            votes[place] += rarity.weight(key) ** 2 * found[place].profile.share(key)
    candidates = sorted(votes, key=lambda place: (-votes[place], place))[:MOST_CANDIDATES]
    scored = [
        (likeness(wish, found[place].profile, rarity, lengths=(lengths, found[place].lengths)).value, -place)
        for place in candidates
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= joins_from else None


def _join(cluster: Cluster, number: int, keys: Iterable[int], rarity: Rarity) -> None:
    cluster.members.append(number)
    cluster.profile.add(keys)
    cluster.lengths = lengths_of(cluster.profile, rarity)


def _merged(
    found: list[Cluster], texts: Sequence[Sequence[int]], rarity: Rarity, joins_from: float
) -> list[Cluster]:
    """The most alike pair becomes one, again and again, while any is alike enough."""
    standing = dict(enumerate(found))
    alike = {
        (one, other): value
        for one in standing
        for other in standing
        if one < other and (value := _alike(standing[one], standing[other], rarity)) >= joins_from
    }
    while alike:
        one, other = max(alike, key=lambda pair: (alike[pair], -pair[0], -pair[1]))
        gone = standing.pop(other)
        for number in gone.members:
            _join(standing[one], number, texts[number], rarity)
        alike = {pair: value for pair, value in alike.items() if not {one, other} & set(pair)}
        for place, cluster in standing.items():
            value = _alike(standing[one], cluster, rarity) if place != one else 0.0
            if value >= joins_from:
                alike[min(one, place), max(one, place)] = value
    return list(standing.values())


def _alike(one: Cluster, other: Cluster, rarity: Rarity) -> float:
    return likeness(one.profile, other.profile, rarity, lengths=(one.lengths, other.lengths)).value
