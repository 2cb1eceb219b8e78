"""An agent's scores beside those of calls like his own: mean, interval, and what may be said. Pure.

The sample takes more of the risky calls, so a plain mean would punish whoever gets them: each score is first
compared with the mean of its stratum over everybody (indirect standardisation). The interval is Student's
(Gosset, Biometrika 6, 1908); its quantile is the expansion of Abramowitz and Stegun, 26.7.5, right to 0.001 from
nine degrees of freedom on, and below `FEWEST` scores nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev

FEWEST = 10
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Standing:
    """Shares of the points, 0 to 1. `difference`: from calls of the same risk; its interval only from `FEWEST` on."""

    n: int
    mean: float
    difference: float
    low: float | None
    high: float | None

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval leaves zero out: only then does the figure say anything of the agent."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def standings(scores: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, Standing]:
    """By agent; given for each agent his scores as (stratum, share of the points)."""
    everybody: dict[str, list[float]] = {}
    for mine in scores.values():
        for stratum, share in mine:
            everybody.setdefault(stratum, []).append(share)
    expected = {stratum: fmean(found) for stratum, found in everybody.items()}
    return {agent: _standing(mine, expected) for agent, mine in scores.items() if mine}


def _standing(mine: Sequence[tuple[str, float]], expected: Mapping[str, float]) -> Standing:
    apart = [share - expected[stratum] for stratum, share in mine]
    n, mean, difference = len(mine), fmean(share for _, share in mine), fmean(apart)
    if n < FEWEST:
        return Standing(n, mean, difference, None, None)
    reach = student(n - 1) * stdev(apart) / sqrt(n)
    return Standing(n, mean, difference, difference - reach, difference + reach)


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t."""
    z, v = Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )
