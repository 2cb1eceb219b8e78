"""How two clusterings of the same things agree: adjusted Rand index, and precision and recall of pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True)
class Agreement:
    """`together`: pairs that both put together; `found` by the clustering, `meant` by the labels, of `pairs`."""

    together: int
    found: int
    meant: int
    pairs: int

    @property
    def precision(self) -> float:
        """Of the pairs put together, how many belong together."""
        return self.together / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, how many were put together."""
        return self.together / self.meant if self.meant else 1.0

    @property
    def adjusted_rand(self) -> float:
        """0 is chance, 1 the same. Hubert and Arabie, Comparing partitions, J. of Classification 2 (1985) 193-218."""
        expected = self.found * self.meant / self.pairs if self.pairs else 0.0
        most = (self.found + self.meant) / 2
        return (self.together - expected) / (most - expected) if most != expected else 1.0


def agreement(labels: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """
    >>> round(agreement([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]).adjusted_rand, 4)
    0.2424
    """
    if len(labels) != len(found):
        raise ValueError("one label for each")
    return Agreement(
        _pairs(Counter(zip(labels, found, strict=True))),
        _pairs(Counter(found)),
        _pairs(Counter(labels)),
        comb(len(labels), 2),
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
