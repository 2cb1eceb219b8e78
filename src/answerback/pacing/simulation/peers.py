"""Other rules than ours, written anew from their makers' published descriptions; none of their code.

VICIdial: `docs/PREDICTIVE.txt` and the loops of its adapt and auto-dial scripts, version 2.4. The family "idle agents
divided by the connect rate": Chinese batch-call interfaces and easycallcenter365. Predict with a controller: UNICOM
Intelligence's manual, "in-dial" formula; the gains are ours, for it publishes none.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from answerback.pacing.adapter import Pacer
from answerback.pacing.kinds import Agent, AgentState, Ended, Expected, Line, LineEnd, LineState
from answerback.pacing.simulation.shift import Rule


class _Peer:
    """Counts what every rule looks at."""

    every_s = 0.5

    def __init__(self, expected: Mapping[str, float]) -> None:
        self.expected = Expected.of(expected)
        self.live = self.abandoned = self.ended = 0
        self.outcomes: deque[bool] = deque(maxlen=400)
        self._next_at = 0.0

    def tick(
        self, now: float, agents: Sequence[Agent], lines: Sequence[Line], finished: Iterable[Ended]
    ) -> int:
        for _, how, _ in finished:
            self.abandoned += how == LineEnd.ABANDONED
            if how != LineEnd.ABANDONED:
                self.ended += 1
                self.live += how == LineEnd.LIVE
                self.outcomes.append(how == LineEnd.LIVE)
        if now < self._next_at:
            return 0
        self._next_at = now + self.every_s
        states = Counter(state for state, _ in agents)
        waiting = sum(state == LineState.WAITING for _, state in lines)
        return max(0, self.wanted(now, states, len(lines) - waiting, waiting))

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        raise NotImplementedError

    @property
    def connect_rate(self) -> float:
        seen = sum(self.outcomes)
        return seen / len(self.outcomes) if len(self.outcomes) > 30 and seen else self.expected.answer_rate

    @property
    def abandoned_percent(self) -> float:
        return 100 * self.abandoned / max(1, self.live)


class Progressive(_Peer):
    """One line for each idle agent: nobody is ever abandoned."""

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        return agents.get(AgentState.IDLE, 0) - ringing - waiting


class FixedRatio(_Peer):
    """So many lines for each idle agent."""

    def __init__(self, expected: Mapping[str, float], ratio: float) -> None:
        super().__init__(expected)
        self._ratio = ratio

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        return int(self._ratio * agents.get(AgentState.IDLE, 0)) - ringing - waiting


class IdleByConnectRate(_Peer):
    """Idle agents, less what is on its way, over the connect rate; every three seconds."""

    every_s = 3.0

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        rate = self.connect_rate
        free = agents.get(AgentState.IDLE, 0) - int(ringing * rate) - int(0.9 * waiting)
        return int(free / rate) if free > 0 else 0


class Vicidial(_Peer):
    """ADAPT_AVERAGE with its defaults: level at most 3.0, drops at most 3 %, checked once a minute."""

    every_s = 0.5
    LIMIT_PERCENT, HIGHEST = 3.0, 3.0

    def __init__(self, expected: Mapping[str, float]) -> None:
        super().__init__(expected)
        self._level = 1.0
        self._samples: deque[tuple[int, int]] = deque(maxlen=15)
        self._drops = 0.0
        self._due = {"sample": 0.0, "adapt": 15.0, "drops": 60.0, "dial": 0.0}

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        idle, talking = agents.get(AgentState.IDLE, 0), agents.get(AgentState.TALK, 0)
        if self._is_due("sample", now, 1.0):
            self._samples.append((idle, waiting))
        if self._is_due("drops", now, 60.0):
            self._drops = self.abandoned_percent
        if self._is_due("adapt", now, 15.0) and self._samples:
            self._adapt(sum(agents.values()))
        if not self._is_due("dial", now, 2.5):
            return 0
        return round(self._level * (idle + talking)) - talking - ringing - waiting

    def _adapt(self, agents: int) -> None:
        ready = sum(idle - waiting for idle, waiting in self._samples) / len(self._samples)
        level = min(max(self._level * (1 + ready / max(1, agents)), 1.0), self.HIGHEST)
        if self.ended > 50 and self._drops > self.LIMIT_PERCENT:
            level /= 2
        self._level = max(1.0, level)

    def _is_due(self, what: str, now: float, every_s: float) -> bool:
        if now < self._due[what]:
            return False
        self._due[what] = now + every_s
        return True


class InDial(_Peer):
    """Idle agents and as many more as failures take, times a factor that a controller holds to 2.8 % abandoned."""

    TARGET_PERCENT, LIMIT_PERCENT, EVERY_S = 2.8, 3.0, 10.0
    PROPORTIONAL, INTEGRAL, FIRST, HIGHEST = 0.6, 0.02, 1.5, 10.0

    def __init__(self, expected: Mapping[str, float]) -> None:
        super().__init__(expected)
        self._factor, self._sum, self._adjusted_at = self.FIRST, 0.0, 0.0

    def wanted(self, now: float, agents: Mapping[str, int], ringing: int, waiting: int) -> int:
        if now - self._adjusted_at >= self.EVERY_S and self.live > 20:
            self._adjusted_at = now
            error = self.TARGET_PERCENT - self.abandoned_percent
            self._sum += error * self.EVERY_S
            wanted = self.FIRST + self.PROPORTIONAL * error + self.INTEGRAL * self._sum
            self._factor = min(self.HIGHEST, max(0.0, wanted))
        idle, answered = agents.get(AgentState.IDLE, 0), sum(self.outcomes)
        failed = len(self.outcomes) - answered
        is_held = answered < 5 or self.abandoned_percent >= self.LIMIT_PERCENT
        over = 0.0 if is_held else idle * self._factor * failed / answered
        return int(idle + over) - ringing - waiting


Maker = Callable[[float, Mapping[str, float]], Rule]
RULES: Mapping[str, Maker] = {
    "answerback": lambda cap, expected: Pacer(cap=cap, expected=expected),
    "progressive": lambda cap, expected: Progressive(expected),
    "ratio-2": lambda cap, expected: FixedRatio(expected, 2.0),
    "ratio-3": lambda cap, expected: FixedRatio(expected, 3.0),
    "connect-rate": lambda cap, expected: IdleByConnectRate(expected),
    "vicidial": lambda cap, expected: Vicidial(expected),
    "in-dial": lambda cap, expected: InDial(expected),
}
"""By name: from the cap and what is expected. Only ours asks for the cap; the peers have limits of their own."""
