"""Somebody who asks a thousand times: for what exists and what does not by turns, noting bytes and times."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpx

from tests.threats.statistics import chance_of_longer

# What is drawn anew for every answer and says nothing: a form's token, the id of a request.
DRAWN = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=name="csrf-token" content=")[^"]+'
    rb'|(?<="instance":")[^"]+|(?<="instance": ")[^"]+|(?<=req_)[0-9a-f]{32}'
)
LIKE_ENOUGH = 0.2
"""How far from a half the chance may lie. By turns, 300 of each: the standard deviation of no difference is 0.024."""


@dataclass
class Answers:
    """What came back for one kind of question: statuses and bytes, and how long each took."""

    bodies: set[tuple[int, bytes]] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)

    def take(self, answer: httpx.Response, asked: str, took: float) -> None:
        body = DRAWN.sub(b"-", answer.content).replace(asked.encode(), b"-")
        self.bodies.add((answer.status_code, body))
        self.seconds.append(took)


def by_turns(
    ask: Callable[[str], httpx.Response], known: Sequence[str], unknown: Sequence[str], times: int
) -> tuple[Answers, Answers]:
    """Ask for one that exists and one that does not, `times` times."""
    real, invented = Answers(), Answers()
    for turn in range(times):
        for answers, names in ((real, known), (invented, unknown)):
            name = names[turn % len(names)]
            began = time.perf_counter()
            answer = ask(name)
            answers.take(answer, name, time.perf_counter() - began)
    return real, invented


def cannot_be_told_apart(real: Answers, invented: Answers) -> None:
    """The same bytes, and times of which neither is the longer."""
    assert real.bodies == invented.bodies
    chance = chance_of_longer(real.seconds, invented.seconds)
    assert abs(chance - 0.5) < LIKE_ENOUGH, chance
