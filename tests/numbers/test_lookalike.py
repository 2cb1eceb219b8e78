"""Numbers made to be taken for an official one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answerback.numbers import NumberError, parse
from answerback.numbers.lookalike import Lookalike, Trick, lookalike_of

OFFICIAL = ("95188", "+864000000188")
CODES = {"empty", "too_long", "not_a_number"}


@pytest.mark.parametrize(
    ("text", "official", "trick"),
    [
        ("95188", "95188", Trick.SAME),
        ("９５１８８", "95188", Trick.SAME),
        ("400-000-0188", "+864000000188", Trick.SAME),
        ("+86 400 000 0188", "+864000000188", Trick.SAME),
        ("+86 95188", "95188", Trick.COUNTRY_CODE),
        ("0086 95188", "95188", Trick.COUNTRY_CODE),
        ("+0086 95188", "95188", Trick.COUNTRY_CODE),
        ("(+86) 95188", "95188", Trick.COUNTRY_CODE),
        ("86-95188", "95188", Trick.COUNTRY_CODE),
        ("＋８６ ９５１８８", "95188", Trick.COUNTRY_CODE),
        ("+86 九五幺八八", "95188", Trick.COUNTRY_CODE),
        ("0095188", "95188", Trick.PREFIX),
        ("00 1 95188", "95188", Trick.PREFIX),
        ("+1 95188", "95188", Trick.PREFIX),
        ("010-95188", "95188", Trick.PREFIX),
        ("17951 95188", "95188", Trick.PREFIX),
        ("10690000095188", "95188", Trick.PREFIX),
        ("40095188", "95188", Trick.PREFIX),
        ("00 1 400 000 0188", "+864000000188", Trick.PREFIX),
        ("+1 400 000 0188", "+864000000188", Trick.PREFIX),
        ("951881", "95188", Trick.SUFFIX),
        ("400 000 0188 99", "+864000000188", Trick.SUFFIX),
        ("95818", "95188", Trick.SWAPPED),
        ("95198", "95188", Trick.CHANGED),
        ("951188", "95188", Trick.INSERTED),
        ("400-000-0178", "+864000000188", Trick.CHANGED),
        ("400-000-188", "+864000000188", Trick.MISSING),
        ("400 000 1088", "+864000000188", Trick.SWAPPED),
        ("95I88", "95188", Trick.DISGUISED),
        ("95l88", "95188", Trick.DISGUISED),
        ("9S188", "95188", Trick.DISGUISED),
        ("4OO-OOO-O188", "+864000000188", Trick.DISGUISED),
        ("９5\u040688", "95188", Trick.DISGUISED),
        ("九五一八八", "95188", Trick.DISGUISED),
        ("玖伍壹捌捌", "95188", Trick.DISGUISED),
        ("nine five one double eight", "95188", Trick.DISGUISED),
        ("九五幺 八八", "95188", Trick.DISGUISED),
        ("٩٥١٨٨", "95188", Trick.DISGUISED),
        ("9\u200b5\u20601\u00ad88", "95188", Trick.DISGUISED),
        ("9\u03365\u03361\u033688", "95188", Trick.DISGUISED),
        ("⑨⑤①⑧⑧", "95188", Trick.SAME),
        ("9" + "\u200b" * 500 + "5188", "95188", Trick.DISGUISED),
    ],
)
def test_lookalike_names_the_official_number_and_the_trick(text: str, official: str, trick: Trick) -> None:
    assert lookalike_of(text, OFFICIAL) == Lookalike(official, trick)


@pytest.mark.parametrize("text", ["96110", "17000000088", "110", "+1 415 555 2671", "12321", "一一零"])
def test_another_number_is_no_lookalike(text: str) -> None:
    assert lookalike_of(text, OFFICIAL) is None


@pytest.mark.parametrize(
    ("text", "official", "trick"),
    [
        ("+861069010010", "+861069010010", Trick.SAME),
        ("010-6901 0010", "+861069010010", Trick.SAME),
        ("plus eight six one oh six nine oh one double oh one oh", "+861069010010", Trick.DISGUISED),
        ("1069010010", "1069010010", Trick.SAME),
        ("1069010010", "+861069010010", Trick.COUNTRY_CODE),
        ("+861069010010", "1069010010", Trick.COUNTRY_CODE),
    ],
)
def test_same_number_is_told_from_one_of_the_same_digits(text: str, official: str, trick: Trick) -> None:
    assert lookalike_of(text, [official]) == Lookalike(official, trick)


@given(st.from_regex(r"(1[3-9][0-9]{9}|400[0-9]{7}|0[1-9][0-9]{9}|95[0-9]{3}|106[0-9]{6,9})", fullmatch=True))
def test_number_in_another_spelling_is_the_same(digits: str) -> None:
    number = parse(digits).e164

    found = [lookalike_of(text, [number]) for text in (digits, number, " ".join(digits), "-".join(digits))]
    assert found == [Lookalike(number, Trick.SAME)] * 4


@pytest.mark.parametrize("text", ["", "hello", "SOS", "I owe you 5", "OOO", "1" * 65])
def test_what_nobody_would_dial_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        lookalike_of(text, OFFICIAL)

    assert refused.value.code in CODES


@given(st.text(max_size=90))
def test_any_text_is_compared_or_refused_with_a_code(text: str) -> None:
    try:
        found = lookalike_of(text, OFFICIAL)
    except NumberError as refused:
        assert refused.code in CODES
    else:
        assert found is None or found.official in OFFICIAL


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["insert", "change", "swap", "drop"]))
def test_one_slip_anywhere_in_a_hotline_is_seen(place: int, digit: int, slip: str) -> None:
    assume((place, digit, slip) != (0, 0, "insert"))  # a trunk prefix, which changes nothing
    hotline = "4008231769"
    changed = {
        "insert": hotline[:place] + str(digit) + hotline[place:],
        "change": hotline[:place] + str(digit) + hotline[place + 1 :],
        "swap": hotline[:place] + hotline[place : place + 2][::-1] + hotline[place + 2 :],
        "drop": hotline[:place] + hotline[place + 1 :],
    }[slip]
    found = lookalike_of(changed, ["+864008231769"])

    assert found is not None and (found.trick is Trick.SAME) is (changed == hotline)
