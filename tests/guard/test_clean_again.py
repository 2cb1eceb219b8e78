"""A cleaned text has nothing left to find: cleaning it again changes nothing."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard import Action, clean, find
from answerback.guard.secrets.words import LANGUAGES, word_list
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


ENDS = {"english": "zebra orient reason differ daring pride copy swap drum panel crunch gorilla"}
PHRASES = {language: " ".join(phrase(language)) for language in LANGUAGES} | ENDS


@pytest.mark.parametrize("times", [2, 9, 10, 12, 31, 120])
@pytest.mark.parametrize("language", PHRASES)
def test_phrase_pasted_again_and_again_without_a_blank_is_gone(language: str, times: int) -> None:
    cleaned = clean(PHRASES[language] * times)
    assert (cleaned.text.replace("‹seed_phrase›", "").strip(), cleaned.blocked) == ("", True)


WORDS = st.sampled_from(
    [*word_list("english")[5::97], "gorillazebra", "my", "seed", "wallet", "1.", "助记词", "\n"]
)
PARTS = st.one_of(
    st.sampled_from([*ONE_OF_EACH, *PHRASES.values(), "私钥", "0x" + "4c" * 32, "8f" * 32]),
    st.lists(WORDS, min_size=3, max_size=24).map(" ".join),
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    parts=st.lists(PARTS, max_size=6),
    between=st.sampled_from([*BETWEEN, " and then ", "，然后"]),
    times=st.sampled_from([1, 1, 2, 5, 12, 30]),
)
def test_what_is_kept_holds_nothing_that_would_be_refused(parts: list[str], between: str, times: int) -> None:
    kept = clean(between.join(parts) * times).text
    assert [finding for finding in find(kept) if finding.action is Action.BLOCK] == []


def test_copy_of_a_refused_key_that_is_glued_to_other_signs_goes_too() -> None:
    key = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"

    cleaned = clean(f"E12345678{key}私钥：{key}_")

    assert (cleaned.text, cleaned.blocked) == ("E12345678‹private_key›私钥：‹private_key›_", True)


def test_copy_of_a_refused_chinese_phrase_among_other_signs_goes_too() -> None:
    phrase = "售 厘 毕 射 池 禁 传 玄 俩 捅 卷 砖"

    cleaned = clean(f"{phrase}txid 池²词420774=䟀䟀6{phrase}第一个是um")

    assert phrase not in cleaned.text
    assert cleaned.blocked
