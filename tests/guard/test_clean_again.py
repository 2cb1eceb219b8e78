"""A cleaned text has nothing left to find: cleaning it again changes nothing."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard import clean
from tests.guard.phrases import phrase
from tests.guard.secrets.test_prefilter import TESTS, strings

ONE_OF_EACH = [
    "17000000088",
    "170 0000 0077",
    "4111111111111111",
    "110101199003078558",
    "护照号 E12345678",
    "a@example.com",
    "验证码482913",
    "739201",
    "cvv 123",
    "密码是Qwerty6124#",
    '{"password":"hunter22"}',
    "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
    " ".join(phrase()),
]
BETWEEN = ["", ",", "/", ":", ".", ";", " ", "\n", "，不对，", "和", "&code="]


def changed(texts: list[str]) -> list[str]:
    once = [clean(text).text for text in texts]
    return [text for text in once if clean(text).text != text]


def test_texts_of_all_guard_tests_stay_as_they_were_cleaned() -> None:
    assert changed(sorted(set(strings(TESTS)))) == []


@pytest.mark.parametrize("between", BETWEEN)
def test_two_secrets_side_by_side_stay_as_they_were_cleaned(between: str) -> None:
    assert changed([f"{one}{between}{other}" for one, other in product(ONE_OF_EACH, repeat=2)]) == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    parts=st.lists(st.sampled_from([*ONE_OF_EACH, "我的", "code is", "电话", "12", "‹phone›"]), max_size=8),
    between=st.sampled_from(BETWEEN),
)
def test_any_secrets_in_a_row_stay_as_they_were_cleaned(parts: list[str], between: str) -> None:
    assert changed([between.join(parts)]) == []
