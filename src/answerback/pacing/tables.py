"""The chance that something has happened by then, given for how long it has not, from what was seen.

A row has three times `MOMENTS` numbers: the chances at each moment, their variances, their third moments. Rows add up,
so the sum over agents and lines describes how many agents will be free beyond the people who answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil, exp

from answerback.pacing.durations import Seen, lognormal
from answerback.pacing.kinds import HOLD_SECONDS

MOMENTS = 6
AGE_STEP_SECONDS = 2
LONGEST_TALK, LONGEST_WRAP, LONGEST_RING = 900, 300, 60
MEAN_HOLD = 0.8 * HOLD_SECONDS
"""Seconds that somebody waits for an agent beyond his answer: less than the whole, whose last moment is risky."""
TALK_SPREAD, WRAP_SPREAD, RING_SPREAD = 0.8, 0.5, 0.6
PRIOR_CALLS, PRIOR_RINGS = 10.0, 8.0
PRIOR_POINTS = 20
PRIOR_DEAD = ((3.0, 0.5), (20.0, 2.0), (32.0, 5.0))
"""(seconds, weight): an unused number, an answering machine, nobody at home."""
DOUBT = 2.0
"""Samples that say "as if it had no memory", at every age: of the longest calls there are none to learn from."""

Row = tuple[float, ...]
Weighted = tuple[float, float]
Span = tuple[float, float, float]  # until when it counts as being in the state, when it is free, weight


class Tables:
    """Made anew now and then; `moments` are seconds after dialling at which an answer is as likely as at any other."""

    def __init__(self, seen: Seen) -> None:
        expected, self.answer_rate = seen.expected, seen.answer_rate
        rings = _weighted(
            lognormal(expected.ring_s, RING_SPREAD, PRIOR_POINTS), PRIOR_RINGS, seen.answered_after
        )
        self.moments = _quantiles(rings)
        self.lines = _line_rows(_Share(rings), _Share([*PRIOR_DEAD, *_ones(seen.dead_after)]), self)
        talks = _weighted(lognormal(expected.talk_s, TALK_SPREAD, PRIOR_POINTS), PRIOR_CALLS, ())
        calls = [(talk, talk + expected.wrap_s, weight) for talk, weight in talks]
        calls += [(talk, whole, 1.0) for talk, whole in seen.calls]
        wraps = _weighted(lognormal(expected.wrap_s, WRAP_SPREAD, PRIOR_POINTS), PRIOR_CALLS, seen.wraps)
        self.talking = _agent_rows(calls, self.moments, LONGEST_TALK)
        self.wrapping = _agent_rows(
            [(wrap, wrap, weight) for wrap, weight in wraps], self.moments, LONGEST_WRAP
        )

    def talking_for(self, seconds: float) -> Row:
        """Of an agent who has talked for so long: free, wrap-up and all, by each moment."""
        return self.talking[min(len(self.talking) - 1, max(0, int(seconds / AGE_STEP_SECONDS)))]

    def wrapping_for(self, seconds: float) -> Row:
        """Of an agent who has been in wrap-up for so long."""
        return self.wrapping[min(len(self.wrapping) - 1, max(0, int(seconds / AGE_STEP_SECONDS)))]

    def ringing_for(self, seconds: int) -> Row:
        """Of a line that has rung for so long: answered by a person by each moment; it takes an agent away."""
        return self.lines[min(LONGEST_RING, max(0, seconds))]


class _Share:
    """The share of weighted samples that lie at or below a value."""

    def __init__(self, samples: Sequence[Weighted]) -> None:
        ordered = sorted(samples)
        self._values = [value for value, _ in ordered]
        self._sums = [0.0, *accumulate(weight for _, weight in ordered)]

    def __call__(self, value: float) -> float:
        return self._sums[bisect_right(self._values, value)] / self._sums[-1]


def _ones(samples: Iterable[float]) -> list[Weighted]:
    return [(value, 1.0) for value in samples]


def _weighted(prior: Iterable[float], weight: float, seen: Iterable[float]) -> list[Weighted]:
    points = list(prior)
    return [(value, weight / len(points)) for value in points] + _ones(seen)


def _quantiles(samples: Sequence[Weighted]) -> tuple[float, ...]:
    """The values in the middle of `MOMENTS` equally likely parts."""
    ordered = sorted(samples)
    sums = list(accumulate(weight for _, weight in ordered))
    wanted = (sums[-1] * (part + 0.5) / MOMENTS for part in range(MOMENTS))
    return tuple(ordered[min(bisect_right(sums, sum_), len(ordered) - 1)][0] for sum_ in wanted)


def _line_rows(live: _Share, dead: _Share, tables: Tables) -> list[Row]:
    return [_line_row(age, live, dead, tables) for age in range(LONGEST_RING + 1)]


def _line_row(age: int, live: _Share, dead: _Share, tables: Tables) -> Row:
    """Bayes: what has rung for so long is the less likely to be answered at all."""
    rate, answered = tables.answer_rate, live(age)
    open_ = rate * (1 - answered) + (1 - rate) * max(1 - dead(age), 0.02)
    chances = [rate * (live(age + moment) - answered) / open_ for moment in tables.moments]
    return (
        *chances,
        *(chance * (1 - chance) for chance in chances),
        *(-chance * (1 - chance) * (1 - 2 * chance) for chance in chances),
    )


def _agent_rows(spans: Sequence[Span], moments: Sequence[float], longest: int) -> list[Row]:
    """For each age the share of calls that were longer and are free by each moment.

    A call of `until` seconds counts at the ages below it; it is free by a moment at the ages from `free - moment`. Each
    gives two steps to a row of differences, which are then added up: the cost is one pass, whatever the ages.
    """
    ages = longest // AGE_STEP_SECONDS + 1
    counted = [0.0] * (ages + 1)
    freed = [[0.0] * (ages + 1) for _ in moments]
    for until, free, weight in spans:
        past = min(ages, int(until / AGE_STEP_SECONDS) + 1)
        counted[0] += weight
        counted[past] -= weight
        for steps, moment in zip(freed, moments, strict=True):
            first = max(0, ceil((free - moment - MEAN_HOLD) / AGE_STEP_SECONDS))
            if first < past:
                steps[first] += weight
                steps[past] -= weight
    mean = sum(free * weight for _, free, weight in spans) / sum(weight for _, _, weight in spans)
    doubt = [DOUBT * (1 - exp(-(moment + MEAN_HOLD) / mean)) for moment in moments]
    sums = zip(accumulate(counted), *(accumulate(steps) for steps in freed), strict=True)
    return [_agent_row(row, doubt) for row, _ in zip(sums, range(ages), strict=False)]


def _agent_row(sums: tuple[float, ...], doubt: Sequence[float]) -> Row:
    counted, *freed = sums
    chances = [
        min(1.0, max(0.0, (free + more) / (counted + DOUBT))) for free, more in zip(freed, doubt, strict=True)
    ]
    return (
        *chances,
        *(chance * (1 - chance) for chance in chances),
        *(chance * (1 - chance) * (1 - 2 * chance) for chance in chances),
    )
