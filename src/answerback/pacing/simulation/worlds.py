"""How people answer and how long calls last. Seconds; shares of the lines dialled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from random import Random

from answerback.pacing.kinds import HOLD_SECONDS


@dataclass(frozen=True)
class World:
    """One campaign's people. `hours`: factors of `live` for equal parts of the shift. Spreads are coefficients of
    variation of log-normal distributions.

    A line is answered by a person (`live`), by a machine, is busy, has no such number, or rings out.
    """

    live: float = 0.35
    machine: float = 0.20
    busy: float = 0.05
    invalid: float = 0.02
    talk_s: float = 150.0
    talk_spread: float = 0.8
    wrap_s: float = 30.0
    wrap_spread: float = 0.5
    ring_s: float = 10.0
    ring_spread: float = 0.6
    set_up_s: float = 2.0
    ring_out_s: float = 30.0
    machine_found_s: float = 2.5
    hold_s: float = HOLD_SECONDS
    shift_s: float = 8 * 3600.0
    hours: tuple[float, ...] = (1.0,)

    def live_at(self, at: float) -> float:
        """The share answered by a person among lines dialled then."""
        part = min(int(at / self.shift_s * len(self.hours)), len(self.hours) - 1)
        return self.live * self.hours[part]

    def talk(self, dice: Random) -> float:
        return lognormal(dice, self.talk_s, self.talk_spread)

    def wrap(self, dice: Random) -> float:
        return lognormal(dice, self.wrap_s, self.wrap_spread)

    def line(self, at: float, dice: Random) -> tuple[bool, float]:
        """Whether a person answers, and after how long the line is answered or given up."""
        live, chance = self.live_at(at), dice.random()
        if chance < live:
            rings = lognormal(dice, self.ring_s, self.ring_spread)
            return True, self.set_up_s + min(max(rings, 1.0), self.ring_out_s - 2)
        for share, seconds in self._dead(dice):
            live += share
            if chance < live:
                return False, self.set_up_s + seconds
        return False, self.set_up_s + self.ring_out_s

    def _dead(self, dice: Random) -> Iterator[tuple[float, float]]:
        yield self.machine, dice.uniform(15, 25) + self.machine_found_s
        yield self.busy, 3.0
        yield self.invalid, 0.0


def lognormal(dice: Random, mean: float, spread: float) -> float:
    """One value of a log-normal distribution with this mean and coefficient of variation."""
    variance = log(1 + spread * spread)
    return exp(log(mean) - variance / 2 + sqrt(variance) * dice.gauss(0, 1))


S0 = World()
WORLDS = {
    "S0": S0,
    "S1": replace(S0, hours=(0.7, 0.9, 1.0, 1.1, 0.8, 0.9, 1.2, 1.3)),
    "S2": replace(S0, live=0.15, machine=0.35, invalid=0.05),
    # The share that answers is halved in mid-shift; not one of the published worlds.
    "halved": replace(S0, hours=(1.0, 0.5)),
}
"""Worlds in which pacing rules are compared: every day, hour by hour, cold; and one that turns."""
