"""Numbers read aloud, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.numbers.spoken import heard, spoken


def test_spoken_chinese_says_幺_and_groups() -> None:
    assert spoken("+8617000000188") == "幺七零，零零零零，零幺八八"


def test_spoken_english_says_the_country_code() -> None:
    assert spoken("+8617000000088", "en") == (
        "plus eight six, one seven zero, zero zero zero zero, zero zero eight eight"
    )


def test_spoken_short_number_is_one_group() -> None:
    assert (spoken("95188"), spoken("96110", "en")) == ("九五幺八八", "nine six one one zero")


@pytest.mark.parametrize(
    ("e164", "zh", "en"),
    [
        (
            "+864000000188",
            "四零零，零零零，零幺八八",
            "plus eight six, four zero zero, zero zero zero, zero one eight eight",
        ),
        (
            "+861065529988",
            "零幺零，六五五二，九九八八",
            "plus eight six, one zero, six five five two, nine nine eight eight",
        ),
        (
            "+14155552671",
            "加幺，四幺五，五五五，二六七幺",
            "plus one, four one five, five five five, two six seven one",
        ),
        ("110", "幺幺零", "one one zero"),
    ],
)
def test_spoken_goes_in_the_groups_in_which_it_is_printed_there(e164: str, zh: str, en: str) -> None:
    assert (spoken(e164), spoken(e164, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("幺七零 零零零零 零零八八", "17000000088"),
        ("一三八，零零幺三，那个八", "13800138"),
        ("double seven, triple oh, four", "770004"),
        ("plus eight six one three eight", "+86138"),
        ("95188", "95188"),
        ("hello", ""),
        ("twenty-three forty-five, sixty", "234560"),
        ("one eight hundred nineteen fifty", "18001950"),
        ("玖伍壹捌捌", "95188"),
        ("四百 零零零 零幺八八", "4000000188"),
    ],
)
def test_heard_gives_the_digits(said: str, digits: str) -> None:
    assert heard(said) == digits


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["zh", "en"]))
def test_what_is_spoken_is_heard(national: str, language: str) -> None:
    assert heard(spoken(f"+86{national}", language)).removeprefix("+86") == national
