"""Whether two kinds of answers can be told apart by how long they took: ranks, so that no slow moment decides."""

from __future__ import annotations

from collections.abc import Sequence


def chance_of_longer(some: Sequence[float], others: Sequence[float]) -> float:
    """How likely one of `some` is longer than one of `others` (Mann and Whitney 1947): 0.5 when they are alike.

    With 500 of each, drawn by turns, the standard deviation is under 0.02.

    >>> chance_of_longer([1, 2, 3], [1, 2, 3]), chance_of_longer([4, 5], [1, 2])
    (0.5, 1.0)
    """
    ranked = sorted([(value, True) for value in some] + [(value, False) for value in others])
    ranks, index = 0.0, 0
    while index < len(ranked):
        end = index
        while end < len(ranked) and ranked[end][0] == ranked[index][0]:
            end += 1
        shared = (index + 1 + end) / 2
        ranks += shared * sum(mine for _value, mine in ranked[index:end])
        index = end
    return (ranks - len(some) * (len(some) + 1) / 2) / (len(some) * len(others))
