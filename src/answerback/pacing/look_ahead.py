"""The chance that one more line ends with somebody abandoned, at the moments at which it may be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import erfc, exp, pi, sqrt

from answerback.pacing.kinds import Agent, AgentState, Line, LineState
from answerback.pacing.tables import LONGEST_RING, MOMENTS, Row, Tables

DISPLACED = 0.7
"""How much it counts that the agent who takes this call is missed by a later one."""
ROOT_TWO, SIX_ROOT_TWO_PI = sqrt(2), 6 * sqrt(2 * pi)
CERTAIN = 1e-6  # a variance of no account
IDLE, TALK, WAITING = AgentState.IDLE.value, AgentState.TALK.value, LineState.WAITING.value


class LookAhead:
    """Agents free beyond the people who answer, at each moment: mean, variance and third moment."""

    def __init__(self, now: float, agents: Sequence[Agent], lines: Sequence[Line], tables: Tables) -> None:
        self._new = tables.ringing_for(0)
        self.idle = 0
        rows: list[Row] = []
        for state, since in agents:
            if state == IDLE:
                self.idle += 1
            elif state == TALK:
                rows.append(tables.talking_for(now - since))
            else:
                rows.append(tables.wrapping_for(now - since))
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0.0] * (3 * MOMENTS)
        ages = Counter(
            min(LONGEST_RING, int(now - dialled_at)) for dialled_at, state in lines if state != WAITING
        )
        self.ringing = ages.total()
        self.waiting = len(lines) - self.ringing
        for age, count in ages.items():
            row = tables.ringing_for(age)
            for place in range(MOMENTS):
                sums[place] -= count * row[place]
            for place in range(MOMENTS, 3 * MOMENTS):
                sums[place] += count * row[place]
        free = self.idle - self.waiting
        self._parts = (
            [free + mean for mean in sums[:MOMENTS]],
            sums[MOMENTS : 2 * MOMENTS],
            sums[2 * MOMENTS :],
        )

    @property
    def one_to_one(self) -> int:
        """Lines that idle agents can take, whatever happens."""
        return max(0, self.idle - self.ringing - self.waiting)

    def chance(self, others: int) -> float:
        """Of a loss by one more line, when `others` are dialled with it."""
        found = list(map(_short, self._after(others, 0), self._after(others, 1), self._after(others, 2)))
        own = sum(found) / MOMENTS
        worst, later = 0.0, 0.0
        for one in reversed(found):  # who is served now takes the agent from whoever comes at a worse moment
            worst = max(worst, one)
            later += worst
        return own + DISPLACED * (later / MOMENTS - own)

    def _after(self, others: int, part: int) -> list[float]:
        """The means, variances or third moments with `others` dialled; they take agents away, and add doubt."""
        sign = -others if part == 0 else others
        new = self._new[part * MOMENTS : (part + 1) * MOMENTS]
        return [now + sign * more for now, more in zip(self._parts[part], new, strict=True)]

    def most(self, threshold: float, limit: int) -> int:
        """The most lines of which the last still brings no greater chance of a loss. Tries one, two, four …"""
        low, high = 0, 1
        while high <= limit and self.chance(high - 1) <= threshold:
            low, high = high, 2 * high
        high = min(high - 1, limit)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.chance(middle - 1) <= threshold else (low, middle - 1)
        return low


def _short(mean: float, variance: float, third: float) -> float:
    """That no agent is free: a sum of many small chances, refined by its skewness (Cornish and Fisher, 1938)."""
    if variance < CERTAIN:
        return 1.0 if mean < 0.5 else 0.0
    root = sqrt(variance)
    distance = (0.5 - mean) / root
    square = distance * distance
    skewed = third / (root * variance) * (1 - square) * exp(-square / 2) / SIX_ROOT_TWO_PI
    chance: float = 0.5 * erfc(-distance / ROOT_TWO) + skewed
    return min(1.0, max(0.0, chance))
