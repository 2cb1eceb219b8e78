"""On texts of others: ordinary messages raise no alarm, staged calls are told early. Not run where they are not."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from answerback.guard.messages import Dialogue, Turn, Verdict, judge

DATA = Path(os.environ.get("ANSWERBACK_DATA", Path(__file__).parents[4] / "shared" / "data"))
NEVER = 99


def rows(name: str, *, one_in: int) -> Iterator[dict[str, Any]]:
    """A fixed share of a set: every run reads the same."""
    path = DATA / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"not run: {name} is not here")
    for line in path.read_text(encoding="utf-8").splitlines():
        if sha256(line.encode()).digest()[0] % one_in == 0:
            yield json.loads(line)


def told_at(turns: list[dict[str, str]]) -> int:
    """The caller's turn, counted from 1, at which a warning came."""
    call, spoken = Dialogue(), 0
    for turn in turns:
        spoken += turn["speaker"] == "left"
        if call.hear(Turn(turn["speaker"], turn["text"])) is not Verdict.NOTHING_KNOWN:
            return spoken
    return NEVER


@pytest.mark.parametrize("name", ["nus_sms/zh", "nus_sms/en"])
def test_ordinary_messages_are_called_more_than_nothing_in_one_of_a_thousand_at_most(name: str) -> None:
    verdicts = [judge(row["text"]).verdict for row in rows(name, one_in=4)]

    assert sum(verdict is not Verdict.NOTHING_KNOWN for verdict in verdicts) <= len(verdicts) / 1000


def test_ordinary_service_calls_are_called_more_than_nothing_in_one_of_a_hundred_at_most() -> None:
    told = [told_at(row["turns"]) for row in rows("teleantifraud_text/normal", one_in=3)]

    assert sum(turn < NEVER for turn in told) <= len(told) / 100


def test_staged_calls_are_told_by_the_second_turn_of_the_caller_in_the_median() -> None:
    told = [told_at(row["turns"]) for row in rows("teleantifraud_text/fraud", one_in=12)]

    assert median(told) <= 2
    assert sum(turn < NEVER for turn in told) >= 0.85 * len(told)
