"""A secret far inside a long text is found as in a short one: most detectors look at parts of such a text only."""

from dataclasses import replace

import pytest

from answerback.guard import find
from tests.guard.secrets.test_seeds_apart import AMONG_HAN, COUNTED, GLOSSED, LABELLED, ZEBRA

TALK = (
    "Hi, are u home at 8? I left one key with 2 friends, call me when u are free; ok :) 您好，您的快递已到，"
    "请在今天20点前取件。我们开会讨论了3个问题，没有结论。See you then, or not, maybe, later.\n"
)
NEAR, LONG = TALK * 12, TALK * 48
TAGGED = " ".join(f"<li>{word}</li>" for word in ZEBRA)
CAMELS = "".join(word.title() for word in ZEBRA)
ANNOUNCED = f"Electrum seed: {' '.join(ZEBRA)}"
SHAPES = [*LABELLED.values(), *GLOSSED.values(), *COUNTED.values(), *AMONG_HAN.values()]


@pytest.mark.parametrize("secret", [*SHAPES, TAGGED, CAMELS, ANNOUNCED])
def test_a_secret_in_long_talk_is_found_as_in_short(secret: str) -> None:
    farther = len(LONG) - len(NEAR)

    short, long = find(f"{NEAR}{secret}\n{NEAR}"), find(f"{LONG}{secret}\n{LONG}")

    assert short
    assert long == [replace(one, start=one.start + farther, end=one.end + farther) for one in short]


def test_long_talk_itself_holds_nothing() -> None:
    assert find(LONG) == []
