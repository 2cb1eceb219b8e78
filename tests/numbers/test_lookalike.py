"""Numbers made to be taken for an official one."""

import pytest

from answerback.numbers.lookalike import Lookalike, Trick, lookalike_of

OFFICIAL = ("95188", "+864000000188")


@pytest.mark.parametrize(
    ("text", "official", "trick"),
    [
        ("95188", "95188", Trick.SAME),
        ("９５１８８", "95188", Trick.SAME),
        ("400-000-0188", "+864000000188", Trick.SAME),
        ("+86 400 000 0188", "+864000000188", Trick.SAME),
        ("+86 95188", "95188", Trick.COUNTRY_CODE),
        ("0086 95188", "95188", Trick.COUNTRY_CODE),
        ("0095188", "95188", Trick.PREFIX),
        ("40095188", "95188", Trick.PREFIX),
        ("951881", "95188", Trick.SUFFIX),
        ("95818", "95188", Trick.SWAPPED),
        ("95198", "95188", Trick.CHANGED),
        ("951188", "95188", Trick.INSERTED),
        ("400-000-0178", "+864000000188", Trick.CHANGED),
    ],
)
def test_lookalike_names_the_official_number_and_the_trick(text: str, official: str, trick: Trick) -> None:
    assert lookalike_of(text, OFFICIAL) == Lookalike(official, trick)


@pytest.mark.parametrize("text", ["96110", "17000000088", "110", "+1 415 555 2671"])
def test_another_number_is_no_lookalike(text: str) -> None:
    assert lookalike_of(text, OFFICIAL) is None
