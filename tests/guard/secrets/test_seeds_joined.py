"""Seed phrases without anything between their words, and repeated ones that fail their checksum."""

import pytest

from answerback.guard import Action, find
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

WORDS = phrase()


def caught(text: str) -> list[tuple[str, Action]]:
    return [(text[hit.start : hit.end], hit.action) for hit in find(text)]


@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_phrase_without_blanks_is_blocked(count: int) -> None:
    written = "".join(phrase(words=count))

    assert caught(written) == [(written, Action.BLOCK)]
    assert caught(f"我的助记词{written.upper()}，对吗") == [(written.upper(), Action.BLOCK)]


def test_phrase_cut_to_four_letters_without_blanks_is_blocked() -> None:
    written = "".join(word[:4] for word in WORDS)

    assert caught(written) == [(written, Action.BLOCK)]


def test_letters_around_a_phrase_without_blanks_are_left() -> None:
    written = "".join(WORDS)

    assert caught(f"xx{written}qqq") == [(written, Action.BLOCK)]


@pytest.mark.parametrize(
    "text",
    [
        "thisisaverylongdomainnamethatsomebodyregisteredforfunandneverused.example",
        "honorificabilitudinitatibus" * 4,
        "pneumonoultramicroscopicsilicovolcanoconiosis" * 3,
        "a" * 400,
        "".join(WORDS[:9]),
    ],
)
def test_long_run_of_letters_is_no_phrase(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize(
    "written",
    ["abandon " * 11 + "ability", "zoo " * 11 + "zone", "legal winner thank " * 3 + "year wave zoo"],
)
def test_repeating_phrase_with_a_wrong_checksum_is_taken_out(written: str) -> None:
    assert {action for _, action in caught(written)} <= {Action.MASK, Action.BLOCK}
    assert "".join(text for text, _ in caught(written)) == written


@pytest.mark.parametrize(
    "text", ["love " * 12, "very good " * 6, "right right right right ok right right right right"]
)
def test_everyday_words_said_again_and_again_are_left(text: str) -> None:
    assert caught(text) == []


@pytest.mark.parametrize("unit", ["abandon", "aband", "zoo", "qwertyuiop"])
def test_endless_letters_take_time_in_proportion_to_their_number(unit: str) -> None:
    assert growth(find, unit, length=10_000) < IN_PROPORTION
