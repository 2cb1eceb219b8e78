"""Tens of thousands of ordinary messages hold no seed phrase and no private key."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerback.guard import Kind, find

DATA = Path(os.environ.get("ANSWERBACK_DATA", Path(__file__).parents[4] / "shared" / "data"))
SETS = ["nus_sms/en", "nus_sms/zh", "smishing_5971/smishing_5971", "teleantifraud_text/normal"]


def texts(name: str) -> Iterator[str]:
    path = DATA / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"not run: {name} is not here")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row.get("text") or "\n".join(turn["text"] for turn in row["turns"])


@pytest.mark.parametrize("name", SETS)
def test_ordinary_messages_raise_no_alarm(name: str) -> None:
    alarms = [
        text
        for text in texts(name)
        for found in find(text)
        if found.kind in (Kind.SEED_PHRASE, Kind.PRIVATE_KEY)
    ]

    assert alarms == []
