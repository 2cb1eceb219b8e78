"""How sure a figure is: 95 % intervals for shares, means, net scores and percentiles. Pure.

Sources: E. B. Wilson, JASA 22 (1927) 209-212, as recommended by L. D. Brown, T. T. Cai and A. DasGupta,
Statistical Science 16 (2001) 101-133; Student's t by G. W. Hill, CACM 13 (1970) 619, algorithm 396; the variance
of a net promoter score as that of a variable which is +1, 0 or -1 (B. Rocks, The American Statistician 70 (2016)
365-372); percentiles by order statistics (W. J. Conover, Practical Nonparametric Statistics, 3rd ed., 3.2).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, in the unit of the figure."""

    low: float
    high: float


def wilson(hits: int, n: int) -> Interval:
    """The share hits/n, n > 0; from 0 to 1. Newcombe's first example (Statistics in Medicine 17 (1998) 857-872):

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    share, z2 = hits / n, Z * Z
    middle = share + z2 / (2 * n)
    spread = Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)
    return Interval(0.0 if hits == 0 else low, 1.0 if hits == n else high)


def net_score(up: int, down: int, n: int) -> Interval:
    """The net score (up - down) / n in points from -100 to 100; n > 0. Var = (p + d - (p - d)^2) / n.

    >>> found = net_score(162, 54, 324)  # 1/2 promoters, 1/6 detractors: 33.3 points, standard error 4.14
    >>> round(found.low, 1), round(found.high, 1)
    (25.2, 41.4)
    """
    net = (up - down) / n
    spread = Z * math.sqrt(max(0.0, (up + down) / n - net * net) / n)
    return Interval(100 * max(-1.0, net - spread), 100 * min(1.0, net + spread))


def mean(scores: Mapping[int, int]) -> float:
    """The mean of a histogram {score: how many}, which is not empty."""
    return sum(score * many for score, many in scores.items()) / sum(scores.values())


def mean_interval(scores: Mapping[int, int]) -> Interval | None:
    """Student's interval of the mean of {score: how many}; None for fewer than two."""
    n = sum(scores.values())
    if n < 2:
        return None
    middle = mean(scores)
    variance = sum(many * (score - middle) ** 2 for score, many in scores.items()) / (n - 1)
    spread = t_quantile(n - 1) * math.sqrt(variance / n)
    return Interval(middle - spread, middle + spread)


def ranks(n: int, share: float) -> tuple[int, int]:
    """Between which of n ordered values (from 1) the percentile lies with 95 %."""
    spread = Z * math.sqrt(n * share * (1 - share))
    low, high = math.floor(n * share - spread), math.ceil(n * share + spread) + 1
    return max(1, low), min(n, high)


def t_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t. Hill's series, good to 0.01 % from 3 degrees of freedom; exact for 1 and 2.

    >>> [round(t_quantile(one), 3) for one in (1, 2, 4, 9, 29, 120)]
    [12.706, 4.303, 2.776, 2.262, 2.045, 1.98]
    """
    p = 0.05
    if freedom == 1:
        return 1 / math.tan(p * math.pi / 2)
    if freedom == 2:
        return math.sqrt(2 / (p * (2 - p)) - 2)
    return math.sqrt(freedom * _hill(p, freedom))


def _hill(p: float, n: int) -> float:
    """t^2/n for the two-tailed p; the names of the paper."""
    a = 1 / (n - 0.5)
    b = 48 / (a * a)
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * n
    x = d * p
    y = math.pow(x, 2 / n)
    if y <= 0.05 + a:
        y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * (n + 1)
        return y / (n + 2) + 1 / math.pow(x, 2 / n)
    x = NormalDist().inv_cdf(p / 2)
    y = x * x
    if n < 5:
        c += 0.3 * (n - 4.5) * (x + 0.6)
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    return math.expm1(a * y * y)
