"""One shift, event by event, under any rule that keeps the adapter's contract."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random
from typing import Protocol

from answerback.pacing.kinds import Agent, AgentState, Ended, Line, LineEnd, LineState
from answerback.pacing.simulation.worlds import World

TICK_SECONDS = 1.0
Event = tuple[float, int, str, int]


class Rule(Protocol):
    """What dials: `pacing.adapter.Pacer`, or a peer."""

    def tick(
        self, now: float, agents: Sequence[Agent], lines: Sequence[Line], finished: Iterable[Ended]
    ) -> int: ...


@dataclass(frozen=True)
class Moment:
    """What a wall display would have shown: for the plot."""

    at: float
    busy: int
    ringing: int
    utilisation: float
    abandoned_share: float


@dataclass(frozen=True)
class Result:
    """`utilisation`: share of the agents' time in talk and wrap-up. `abandoned_share`: of those who answered."""

    utilisation: float
    abandoned_share: float
    mean_wait_s: float
    served_per_agent_hour: float
    dials: int
    live: int
    abandoned: int
    moments: tuple[Moment, ...] = field(repr=False, default=())


class Shift:
    """`play` once; the same seed plays the same shift under the same rule."""

    def __init__(self, world: World, rule: Rule, *, agents: int, seed: int, every_s: float = 300.0) -> None:
        self._world, self._rule, self._dice, self._every = world, rule, Random(seed), every_s  # noqa: S311 (a game)
        self._now, self._order = 0.0, 0
        self._events: list[Event] = []
        self._agents: list[Agent] = [(AgentState.IDLE.value, 0.0)] * agents
        self._idle = deque(range(agents))
        self._ringing: dict[int, float] = {}
        self._waiting: dict[int, float] = {}
        self._ended: list[Ended] = []
        self._waits, self._worked = 0.0, 0.0
        self._dials = self._live = self._served = self._abandoned = 0
        self._moments: list[Moment] = []

    def play(self) -> Result:
        """From the first second to the last; calls that go on at the end count as long as the shift."""
        happen = {
            "tick": self._tick,
            "live": self._answered,
            "dead": self._dead,
            "gone": self._gone,
            "hung_up": self._hung_up,
            "free": self._free,
        }
        self._at(0.0, "tick", 0)
        while self._events and self._events[0][0] <= self._world.shift_s:
            self._now, _, kind, which = heappop(self._events)
            if happen[kind](which):
                self._decide()
        return self._result()

    def _at(self, at: float, kind: str, which: int) -> None:
        self._order += 1
        heappush(self._events, (at, self._order, kind, which))

    def _decide(self) -> None:
        lines = [(at, LineState.RINGING.value) for at in self._ringing.values()]
        lines += [(at, LineState.WAITING.value) for at in self._waiting.values()]
        ended, self._ended = self._ended, []
        for _ in range(self._rule.tick(self._now, self._agents, lines, ended)):
            self._dials += 1
            self._ringing[self._dials] = self._now
            is_live, after = self._world.line(self._now, self._dice)
            self._at(self._now + after, "live" if is_live else "dead", self._dials)

    def _tick(self, _: int) -> bool:
        if self._now % self._every < TICK_SECONDS:
            self._moments.append(self._moment())
        self._at(self._now + TICK_SECONDS, "tick", 0)
        return True

    def _answered(self, line: int) -> bool:
        dialled_at = self._ringing.pop(line)
        self._live += 1
        self._ended.append((self._now, LineEnd.LIVE.value, dialled_at))
        self._waiting[line] = dialled_at
        if self._idle:
            self._serve()
        else:
            self._at(self._now + self._world.hold_s, "gone", line)
        return True

    def _dead(self, line: int) -> bool:
        self._ended.append((self._now, LineEnd.DEAD.value, self._ringing.pop(line)))
        return True

    def _gone(self, line: int) -> bool:
        dialled_at = self._waiting.pop(line, None)
        if dialled_at is None:
            return False
        self._abandoned += 1
        self._ended.append((self._now, LineEnd.ABANDONED.value, dialled_at))
        return True

    def _serve(self) -> None:
        self._waiting.pop(next(iter(self._waiting)))
        agent = self._idle.popleft()
        self._waits += self._now - self._agents[agent][1]
        self._served += 1
        self._agents[agent] = (AgentState.TALK.value, self._now)
        self._at(self._now + self._world.talk(self._dice), "hung_up", agent)

    def _hung_up(self, agent: int) -> bool:
        self._worked += self._now - self._agents[agent][1]
        self._agents[agent] = (AgentState.WRAP.value, self._now)
        self._at(self._now + self._world.wrap(self._dice), "free", agent)
        return True

    def _free(self, agent: int) -> bool:
        self._worked += self._now - self._agents[agent][1]
        self._agents[agent] = (AgentState.IDLE.value, self._now)
        self._idle.append(agent)
        if self._waiting:
            self._serve()
        return True

    def _worked_until(self, at: float) -> float:
        return self._worked + sum(at - since for state, since in self._agents if state != AgentState.IDLE)

    def _moment(self) -> Moment:
        passed = len(self._agents) * self._now
        return Moment(
            self._now,
            len(self._agents) - len(self._idle),
            len(self._ringing),
            self._worked_until(self._now) / passed if passed else 0.0,
            self._abandoned / self._live if self._live else 0.0,
        )

    def _result(self) -> Result:
        hours = len(self._agents) * self._world.shift_s / 3600
        return Result(
            utilisation=self._worked_until(self._world.shift_s) / (hours * 3600),
            abandoned_share=self._abandoned / max(1, self._live),
            mean_wait_s=self._waits / max(1, self._served),
            served_per_agent_hour=self._served / hours,
            dials=self._dials,
            live=self._live,
            abandoned=self._abandoned,
            moments=tuple(self._moments),
        )
