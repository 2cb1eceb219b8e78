"""What was seen today: how long calls, wrap-ups and ringing last, and how many lines are answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from math import exp, log, sqrt
from statistics import NormalDist

from answerback.pacing.kinds import Agent, AgentState, Ended, Expected, LineEnd

KEPT_CALLS, KEPT_LINES = 500, 600
FORGETTING = 0.994
"""Of the answer rate, with each line that ends: half of it comes from the last 115."""
PRIOR_LINES = 4.0
"""As many lines the expected answer rate counts for."""
LEARNED_LINES, LEARNED_CALLS = 20, 5
"""Lines and calls that must have ended before anybody is dialled for who is not idle: expected means may be wrong."""


class Seen:
    """Learned from one tick to the next; nothing is known of calls that began before the first."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.calls: deque[tuple[float, float]] = deque(maxlen=KEPT_CALLS)  # (talk, talk and wrap-up)
        self.wraps: deque[float] = deque(maxlen=KEPT_CALLS)
        self.answered_after: deque[float] = deque(maxlen=KEPT_LINES)
        self.dead_after: deque[float] = deque(maxlen=KEPT_LINES)
        self.live = self.abandoned = self._ended = 0
        self._answers, self._lines = PRIOR_LINES * expected.answer_rate, PRIOR_LINES
        self._agents: list[Agent] = []
        self._talked: dict[int, float] = {}

    @property
    def answer_rate(self) -> float:
        """The share of lines that a person answers, lately; never so small or great that one line decides all."""
        return min(0.97, max(0.02, self._answers / self._lines))

    @property
    def is_enough(self) -> bool:
        """Whether today is known, not only what was expected of it."""
        return self._ended >= LEARNED_LINES and len(self.calls) >= LEARNED_CALLS

    def take(self, agents: Sequence[Agent], finished: Iterable[Ended]) -> None:
        """What has changed since the last tick."""
        self._take_agents(agents)
        for at, how, dialled_at in finished:
            if how == LineEnd.ABANDONED:
                self.abandoned += 1
            else:
                self._take_line(how == LineEnd.LIVE, at - dialled_at)

    def _take_agents(self, agents: Sequence[Agent]) -> None:
        if len(agents) != len(self._agents):  # somebody came or went: nobody is who he was
            self._agents, self._talked = list(agents), {}
            return
        for place, (before, now) in enumerate(zip(self._agents, agents, strict=True)):
            if before != now:
                self._take_change(place, before, now)
                self._agents[place] = now

    def _take_change(self, place: int, before: Agent, now: Agent) -> None:
        lasted = max(0.0, now[1] - before[1])
        if before[0] == AgentState.TALK and now[0] == AgentState.WRAP:
            self._talked[place] = lasted
        elif before[0] == AgentState.TALK:
            self.calls.append((lasted, lasted))
        elif before[0] == AgentState.WRAP:
            self.wraps.append(lasted)
            talked = self._talked.pop(place, None)
            if talked is not None:
                self.calls.append((talked, talked + lasted))

    def _take_line(self, is_live: bool, lasted: float) -> None:
        self._answers = self._answers * FORGETTING + is_live
        self._lines = self._lines * FORGETTING + 1
        self._ended += 1
        self.live += is_live
        (self.answered_after if is_live else self.dead_after).append(max(0.0, lasted))


def lognormal(mean: float, spread: float, count: int) -> Iterator[float]:
    """Evenly likely values of a log-normal distribution; `spread` is its coefficient of variation.

    >>> [round(value) for value in lognormal(150, 0.8, 3)]
    [59, 117, 231]
    """
    variance = log(1 + spread * spread)
    middle = log(mean) - variance / 2
    for place in range(count):
        yield exp(middle + sqrt(variance) * NormalDist().inv_cdf((place + 0.5) / count))
