"""A linear support vector machine in plain Python: the same rows give the same weights on every machine.

Dual coordinate descent for the squared hinge loss (Hsieh and others, ICML 2008, algorithm 1). A row is the list of
buckets of a text; its values are the buckets' inverse document frequencies over the root of its length, so that
what was never seen dilutes what was. Used by `scripts/train_messages.py` and `benchmarks/messages.py`.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from answerback.guard.messages.model.features import BUCKETS

LEAST_TEXTS = 2  # a bucket seen in fewer texts weighs nothing
STILL = 1e-3  # the largest step of a pass that counts as none


@dataclass(frozen=True)
class Line:
    """Weights by bucket, to be summed, divided by the root of the row's length, and moved by `offset`."""

    weights: list[float]
    offset: float

    def value(self, row: Sequence[int]) -> float:
        return sum(map(self.weights.__getitem__, row)) / sqrt(max(len(row), 1)) + self.offset


def squared_rarity(rows: Sequence[Sequence[int]]) -> list[float]:
    """The squared inverse document frequency of every bucket, over their mean. Rounded: logarithms may differ."""
    texts = [0] * BUCKETS
    for row in rows:
        for bucket in row:
            texts[bucket] += 1
    squares = [
        round((log((len(rows) + 1) / (count + 1)) + 1) ** 2, 3) if count >= LEAST_TEXTS else 0.0
        for count in texts
    ]
    seen = [square for square in squares if square]
    mean = round(sum(seen) / max(len(seen), 1), 3) or 1.0
    return [square / mean for square in squares]


def learn(
    rows: Sequence[Sequence[int]],
    wanted: Sequence[bool],
    *,
    costs: tuple[float, float],
    squares: Sequence[float],
    passes: int = 12,
    seed: int = 20261122,
) -> Line:
    """`costs` of a mistake: (of one not wanted taken for wanted, of a wanted one missed)."""
    weights, offset = [0.0] * BUCKETS, 0.0
    pulls = [0.0] * len(rows)
    roots = [1 / sqrt(max(len(row), 1)) for row in rows]
    norms = [
        1 + sum(map(squares.__getitem__, row)) * root * root for row, root in zip(rows, roots, strict=True)
    ]
    order, dice = list(range(len(rows))), random.Random(seed)  # noqa: S311
    for _ in range(passes):
        dice.shuffle(order)
        largest = 0.0
        for place in order:
            row, root, sign = rows[place], roots[place], 1 if wanted[place] else -1
            soft = 0.5 / costs[wanted[place]]
            value = sum(map(weights.__getitem__, row)) * root + offset
            slope = sign * value - 1 + pulls[place] * soft
            pull = max(pulls[place] - slope / (norms[place] + soft), 0.0)
            step = (pull - pulls[place]) * sign
            if step == 0.0:
                continue
            pulls[place] = pull
            largest = max(largest, abs(step))
            offset += step
            step *= root
            for bucket in row:
                weights[bucket] += step * squares[bucket]
        if largest < STILL:
            break
    return Line(weights, offset)
