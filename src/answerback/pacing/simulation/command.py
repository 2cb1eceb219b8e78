"""`answerback simulate`: a shift under one or more rules, as JSON lines, and as a picture when asked.

Out, one line for each rule: `{"world", "agents", "seed", "seeds", "pacer", "cap", "utilisation", "abandoned",
"abandoned_most", "agent_wait_s", "served_per_agent_hour", "dials"}`; shares from 0 to 1, means over the seeds.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any, TextIO

from answerback.json_lines import write
from answerback.pacing.simulation.peers import RULES
from answerback.pacing.simulation.picture import picture
from answerback.pacing.simulation.shift import Result, Shift
from answerback.pacing.simulation.worlds import WORLDS, World

MOST_AGENTS, MOST_SEEDS = 500, 100


def main(_: TextIO, stdout: TextIO) -> int:
    """The command as it is typed."""
    asked = arguments(sys.argv[2:])
    played: dict[str, Result] = {}
    for name in asked.pacer:
        results = list(shifts(asked, name))
        played[name] = results[0]
        write(stdout, figures(asked, name, results))
        stdout.flush()
    if asked.plot:
        asked.plot.write_text(picture(played, cap=asked.cap), encoding="utf-8")
    return 0


def arguments(given: Sequence[str]) -> Namespace:
    """The options; a wrong one ends the command with status 2."""
    parser = ArgumentParser(prog="answerback simulate", description="Play a shift of a call centre.")
    parser.add_argument("--world", choices=sorted(WORLDS), default="S0")
    parser.add_argument("--agents", type=_number(1, MOST_AGENTS), default=20)
    parser.add_argument("--seed", type=int, default=1000, help="the first of the seeds")
    parser.add_argument("--seeds", type=_number(1, MOST_SEEDS), default=1, help="how many shifts to play")
    parser.add_argument("--cap", type=_share, default=0.03, help="share of answers that may be abandoned")
    parser.add_argument("--pacer", action="append", choices=sorted(RULES), help="may be given more than once")
    parser.add_argument("--hours", type=float, default=8.0, help="length of the shift")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw the first seed's shifts")
    found = parser.parse_args(given)
    found.pacer = found.pacer or ["answerback"]
    return found


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    read.__name__ = f"number from {low} to {high}"
    return read


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


_share.__name__ = "share from 0 to 1"


def shifts(asked: Namespace, name: str) -> Iterator[Result]:
    """The results, seed by seed."""
    world = _of_hours(WORLDS[asked.world], asked.hours)
    for seed in range(asked.seed, asked.seed + asked.seeds):
        rule = RULES[name](asked.cap, expected_of(world))
        yield Shift(world, rule, agents=asked.agents, seed=seed).play()


def _of_hours(world: World, hours: float) -> World:
    return replace(world, shift_s=max(0.1, hours) * 3600)


def expected_of(world: World) -> Mapping[str, float]:
    """What earlier shifts in this world would have told."""
    return {
        "answer_rate": world.live,
        "ring_s": world.set_up_s + world.ring_s,
        "talk_s": world.talk_s,
        "wrap_s": world.wrap_s,
    }


def figures(asked: Namespace, name: str, results: Sequence[Result]) -> dict[str, Any]:
    """The means over the seeds, and the worst share abandoned."""
    return {
        "world": asked.world,
        "agents": asked.agents,
        "seed": asked.seed,
        "seeds": asked.seeds,
        "pacer": name,
        "cap": asked.cap,
        "utilisation": round(fmean(one.utilisation for one in results), 4),
        "abandoned": round(fmean(one.abandoned_share for one in results), 4),
        "abandoned_most": round(max(one.abandoned_share for one in results), 4),
        "agent_wait_s": round(fmean(one.mean_wait_s for one in results), 1),
        "served_per_agent_hour": round(fmean(one.served_per_agent_hour for one in results), 2),
        "dials": round(fmean(one.dials for one in results)),
    }
