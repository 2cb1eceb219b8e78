"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.numbers import Kind, Number, NumberError, last_two, masked, parse

OURS = Number(e164="+8617000000088", region="CN", kind=Kind.MOBILE, last_two="88", valid=True)


@pytest.mark.parametrize(
    "text",
    [
        "17000000088",
        "170 0000 0088",
        "+86 170-0000-0088",
        "008617000000088",
        "１７０００００００８８",
        "tel:+86-170-0000-0088",
        "170\u200b00000088",
        "+86 (0) 170 0000 0088".replace("(0) ", ""),
        "幺七零 零零零零 零零八八",
        "一七〇０００００〇八捌",
        "电话：17000000088",
        "17000000088转5",
        "170 0000 0088 ext. 21",
        "170\u00ad0000\u20660088\ufe0f",
        "١٧٠٠٠٠٠٠٠٨٨",
        "one seven zero zero zero zero zero zero zero eight eight",
        "Plus eight six, one seven oh; triple zero, triple oh, double eight",
        "one seven oh dash quadruple zero dash double oh double eight",
        "one 7 double 0 zero 0 triple zero 8 eight",
        "加八六 幺七零 零零零零 零零八八",
    ],
)
def test_parse_any_writing_of_a_mobile_gives_one_number(text: str) -> None:
    assert parse(text) == OURS


def test_parse_fixed_line_keeps_its_area() -> None:
    assert parse("010-6552 9988") == Number("+861065529988", "CN", Kind.FIXED, "88", True)


def test_parse_hotline_400_is_shared_cost() -> None:
    assert parse("400 000 0188").kind is Kind.SHARED_COST


def test_parse_foreign_number_needs_no_region() -> None:
    assert parse("+1 415 555 2671").region == "US"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("95188", Kind.SHORT),
        ("96110", Kind.SHORT),
        ("110", Kind.EMERGENCY),
        ("12321", Kind.SHORT),
        ("10086", Kind.SHORT),
        ("１２０", Kind.EMERGENCY),
        ("九六一一零", Kind.SHORT),
        ("1069000000188", Kind.SHORT),
    ],
)
def test_parse_short_number_is_valid_and_bare(text: str, kind: Kind) -> None:
    number = parse(text)

    assert (number.kind, number.valid, number.e164.startswith("+")) == (kind, True, False)


@pytest.mark.parametrize("text", ["+86 95188", "0086 96110", "+86110"])
def test_parse_short_number_with_country_code_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse(text)

    assert refused.value.code == "short_with_country"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("call me", "not_a_number"),
        ("1", "not_a_number"),
        ("+9991234567", "unknown_country"),
        ("1" * 65, "too_long"),
        ("1" * 1_000_000, "too_long"),
        ("95I88", "not_a_number"),
        ("13800000000,13900000000", "not_a_number"),
        ("one", "not_a_number"),
        ("百三十八", "not_a_number"),
        ("quadruple zero " * 20, "too_long"),
    ],
)
def test_parse_what_is_no_number_names_the_reason(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse(text)

    assert refused.value.code == code


def test_masked_shows_country_and_last_two_digits() -> None:
    assert (masked("+8617000000088"), masked("+14155552671"), last_two("+8617000000088")) == (
        "+86 ••• ••88",
        "+1 ••• ••71",
        "88",
    )


def test_masked_public_short_number_stays_whole() -> None:
    assert masked("95188") == "95188"


@given(st.text(max_size=80))
def test_parse_any_text_gives_a_number_or_a_coded_refusal(text: str) -> None:
    try:
        number = parse(text)
    except NumberError as refused:
        assert refused.code in {"empty", "too_long", "not_a_number", "unknown_country", "short_with_country"}
    else:
        assert number.e164.removeprefix("+").isascii() and number.e164.removeprefix("+").isdigit()
