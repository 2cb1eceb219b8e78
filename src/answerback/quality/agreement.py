"""How far two scorers agree beyond chance: Cohen's kappa, plain for kinds and weighted for steps. Pure.

Formula: Cohen, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20 (1960); weighted, Cohen,
Psychol. Bull. 70 (1968), with the linear weights of Cicchetti and Allison (1971). Standard error: Fleiss, Cohen
and Everitt, Psychol. Bull. 72 (1969), which is asymptotic: below `FEWEST` pairs nothing is claimed.

    >>> round(kappa([[20, 5], [10, 15]]).value, 2)
    0.4
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

FEWEST = 30
"""Pairs below which the interval is not to be believed."""
GOOD = 0.6
"""From here on agreement is "substantial" (Landis and Koch, Biometrics 33, 1977); below, a form item is flagged."""
Z = NormalDist().inv_cdf(0.975)
Weights = Callable[[int, int, int], float]


class Said(StrEnum):
    """What the figure allows one to say."""

    TOO_FEW = "too_few"
    UNDECIDED = "undecided"
    AGREE = "agree"
    DISAGREE = "disagree"
    ALL_ALIKE = "all_alike"


@dataclass(frozen=True)
class Kappa:
    """`value` is None when both gave everything the same answer: then chance explains all. 95 % interval."""

    n: int
    agreed: float
    by_chance: float
    value: float | None
    low: float | None
    high: float | None

    @property
    def says(self) -> Said:
        """What may be claimed: by the interval, never by the point alone."""
        if self.n < FEWEST:
            return Said.TOO_FEW
        if self.value is None or self.low is None or self.high is None:
            return Said.ALL_ALIKE
        if self.low >= GOOD:
            return Said.AGREE
        return Said.DISAGREE if self.high < GOOD else Said.UNDECIDED

    @property
    def is_flagged(self) -> bool:
        """Enough pairs, and too little agreement: somebody should read the item again."""
        return self.n >= FEWEST and self.value is not None and self.value < GOOD


def same(row: int, column: int, size: int) -> float:
    """Weights for kinds: alike or not."""
    del size
    return float(row == column)


def linear(row: int, column: int, size: int) -> float:
    """Weights for steps: one step off is better than two."""
    return 1 - abs(row - column) / (size - 1)


def table_of(pairs: Sequence[tuple[int, int]], size: int) -> list[list[int]]:
    """Counts: the first scorer's answer by the second's."""
    counts = [[0] * size for _ in range(size)]
    for first, second in pairs:
        counts[first][second] += 1
    return counts


def kappa(counts: Sequence[Sequence[int]], weights: Weights = same) -> Kappa:
    """The coefficient of a square table of counts."""
    size, n = len(counts), sum(map(sum, counts))
    if n == 0:
        return Kappa(0, 0.0, 0.0, None, None, None)
    share = [[count / n for count in row] for row in counts]
    weight = [[weights(i, j, size) for j in range(size)] for i in range(size)]
    rows = [sum(row) for row in share]
    columns = [sum(row[j] for row in share) for j in range(size)]
    cells = [(i, j) for i in range(size) for j in range(size)]
    agreed = sum(weight[i][j] * share[i][j] for i, j in cells)
    by_chance = sum(weight[i][j] * rows[i] * columns[j] for i, j in cells)
    if 1 - by_chance < 1e-12:
        return Kappa(n, agreed, by_chance, None, None, None)
    value = (agreed - by_chance) / (1 - by_chance)
    reach = Z * _error(share, weight, rows, columns, agreed, by_chance, n)
    return Kappa(n, agreed, by_chance, value, max(-1.0, value - reach), min(1.0, value + reach))


def _error(
    share: list[list[float]],
    weight: list[list[float]],
    rows: list[float],
    columns: list[float],
    agreed: float,
    by_chance: float,
    n: int,
) -> float:
    """The standard error (Fleiss, Cohen and Everitt 1969, formula 13)."""
    size = range(len(share))
    of_row = [sum(columns[j] * weight[i][j] for j in size) for i in size]
    of_column = [sum(rows[i] * weight[i][j] for i in size) for j in size]
    spread = sum(
        share[i][j] * (weight[i][j] * (1 - by_chance) - (of_row[i] + of_column[j]) * (1 - agreed)) ** 2
        for i in size
        for j in size
    )
    variance = (spread - (agreed * by_chance - 2 * by_chance + agreed) ** 2) / n
    return sqrt(max(0.0, variance)) / (1 - by_chance) ** 2
