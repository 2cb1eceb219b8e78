"""Whether a week differs from the one before by more than chance. Pure.

Two figures with intervals: the interval of their difference by the square-and-add rule (Newcombe, Statistics in
Medicine 17 (1998) 873-890, method 10; for any two intervals Zou and Donner, Statistics in Medicine 27 (2008)
1693-1702). Two counts: given their sum, each half is binomial (Przyborowski and Wilenski, Biometrika 31 (1940)),
with Wilson's interval. `TESTS` figures are compared at once, so every interval is widened to 1 - 0.05/TESTS
(Bonferroni): in nineteen weeks of twenty in which nothing changed, nothing is said to have.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from answerback.insight.intervals import Interval
from answerback.insight.weekly.facts import Change

TESTS = 12
Z95 = NormalDist().inv_cdf(0.975)
Z_ALL = NormalDist().inv_cdf(1 - 0.05 / TESTS / 2)
WIDER = Z_ALL / Z95
FEWEST_COUNTED = 30


def compared(value: float, around: Interval, before: float, around_before: Interval) -> Change:
    """Up, down or alike, from two values with their 95 % intervals."""
    difference = value - before
    below = WIDER * sqrt((value - around.low) ** 2 + (around_before.high - before) ** 2)
    above = WIDER * sqrt((around.high - value) ** 2 + (before - around_before.low) ** 2)
    if difference - below > 0:
        return Change.UP
    return Change.DOWN if difference + above < 0 else Change.ALIKE


def counted(count: int, before: int) -> Change:
    """The same for two counts over weeks of the same length."""
    total = count + before
    if total < FEWEST_COUNTED:
        return Change.TOO_FEW
    share, z2 = count / total, Z_ALL * Z_ALL
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    spread = Z_ALL * sqrt(share * (1 - share) / total + z2 / (4 * total * total)) / (1 + z2 / total)
    if middle - spread > 0.5:
        return Change.UP
    return Change.DOWN if middle + spread < 0.5 else Change.ALIKE
