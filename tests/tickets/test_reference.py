import itertools
import random

import pytest

from answerback.tickets.reference import (
    ALPHABET,
    LENGTH,
    check_character,
    is_valid,
    new_reference,
    parse,
    spoken,
)

REFERENCE = "K7M4QX9TY"
SEEDED = random.Random(20261122)


def some_references(count: int) -> list[str]:
    return [new_reference(SEEDED.choice) for _ in range(count)]


@pytest.mark.parametrize(
    "typed",
    [
        "K7M4QX9TY",
        "k7m-4qx-9ty",
        "  K7M 4QX 9TY ",
        "Ｋ７Ｍ－４ＱＸ－９ＴＹ",
        "k7m—4qx—9ty",
        "K7M.4QX.9TY",
        "k 7 m 4 q x 9 t y",
    ],
)
def test_parse_however_it_is_written_finds_the_same_reference(typed: str) -> None:
    assert parse(typed) == REFERENCE


def test_parse_reads_the_letter_o_as_nought_and_i_and_l_as_one() -> None:
    body = "0K1M07T1"
    reference = body + check_character(body)
    assert [parse(reference.replace("0", "o").replace("1", one)) for one in ("I", "l")] == [reference] * 2


@pytest.mark.parametrize(
    "typed", ["", "K7M", "K7M-4QX-9TX", "工单K7M-4QX-9TY", "K7M4QX9TYY", "K" * 500, "A" * 9]
)
def test_parse_of_something_else_gives_nothing(typed: str) -> None:
    assert parse(typed) is None


def test_every_single_wrong_character_is_found() -> None:
    for reference in some_references(200):
        wrong = [
            reference[:place] + other + reference[place + 1 :]
            for place in range(LENGTH)
            for other in ALPHABET
            if other != reference[place]
        ]
        assert [one for one in wrong if is_valid(one)] == []


def test_every_swap_of_two_characters_near_or_far_is_found() -> None:
    for reference in some_references(500):
        for a, b in itertools.combinations(range(LENGTH), 2):
            if reference[a] != reference[b]:
                swapped = list(reference)
                swapped[a], swapped[b] = swapped[b], swapped[a]
                assert not is_valid("".join(swapped))


def test_new_references_are_valid_never_repeat_and_never_look_like_a_code() -> None:
    references = some_references(3000)
    assert all(is_valid(one) for one in references)
    assert len(set(references)) == 3000
    assert not [one for one in references if any(one[i : i + 4].isdigit() for i in range(LENGTH - 3))]


def test_reference_is_read_in_groups_of_three_and_reads_back() -> None:
    assert (spoken(REFERENCE), parse(spoken(REFERENCE))) == ("K7M-4QX-9TY", REFERENCE)


def test_alphabet_has_no_look_alikes_and_no_vowels() -> None:
    assert not set(ALPHABET) & set("OILSZBGUVAE")
