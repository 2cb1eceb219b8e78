"""What may still be abandoned, and how much chance of it one more line may bring.

Every answer adds `cap`, everybody abandoned takes one. Below `RESERVE` nothing is risked: so the share stays under the
cap at any moment at which a shift may end. Above it the threshold rises and falls with what is left, and slowly finds
the level at which the allowance is used up as fast as it grows.
"""

from __future__ import annotations

from math import exp, log, sqrt

RESERVE = 1.0
AHEAD, AHEAD_UNTIL = 2.0, 3.0
"""People who may be abandoned before the first answers have earned it; paid back by the time that three would be."""
WANTED, WANTED_GROWTH = 1.6, 0.3
"""What should be left: enough that chance alone seldom uses it up, which grows with the root of the whole."""
FIRST, LEAST, MOST = 1.2, 0.15, 0.5
"""Thresholds: the first and the least in caps, and the most of all."""
PULL, LEARNING = 0.3, 0.05


class Allowance:
    """Kept by the answers and losses of the whole shift."""

    def __init__(self, cap: float) -> None:
        self.cap = min(1.0, max(0.0, cap))
        self._level = log(max(FIRST * self.cap, 1e-9))
        self._live = 0
        self.left = 0.0

    def take(self, live: int, abandoned: int) -> None:
        """`live` and `abandoned` of the shift so far."""
        earned = self.cap * live
        self.left = earned - abandoned + AHEAD * max(0.0, 1 - earned / AHEAD_UNTIL) * (self.cap > 0)
        fresh, self._live = live - self._live, live
        if fresh > 0 and self.cap > 0:
            pull = max(-3.0, min(3.0, self.left - self._wanted))
            level = self._level + fresh * LEARNING * self.cap * pull
            self._level = min(log(MOST), max(log(LEAST * self.cap), level))

    @property
    def _wanted(self) -> float:
        return WANTED + WANTED_GROWTH * sqrt(self.cap * self._live)

    @property
    def is_spent(self) -> bool:
        """Nothing may be risked now."""
        return self.left < RESERVE

    @property
    def threshold(self) -> float:
        """The chance of a loss that one more line may bring."""
        return exp(self._level + max(-1.5, min(0.8, PULL * (self.left - self._wanted))))
