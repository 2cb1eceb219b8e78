"""A seed phrase beside other listed words: "phrase" and "then" are on the list too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard import Action, clean, find
from answerback.guard.secrets import bip39
from answerback.guard.secrets.words import LANGUAGES, word_list
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

REPEATING = [
    "abandon " * 11 + "about",
    "legal winner thank year wave sausage worth useful legal winner thank yellow",
]
HAN = ["chinese_simplified", "chinese_traditional"]


def is_blocked(text: str, start: int, end: int) -> bool:
    """Whether one finding to block covers all of it."""
    return any(hit.start <= start and end <= hit.end and hit.action is Action.BLOCK for hit in find(text))


@pytest.mark.parametrize("written", [*REPEATING, " ".join(phrase()), " ".join(phrase(words=24))])
@pytest.mark.parametrize(
    "sentence",
    [
        "My phrase is {}",
        "{}. Then he said",
        "please help me {} thank you",
        "my wallet words are {} what now",
        "我的短语是 {} then 怎么办",
        "your agent said then: {}, later",
        "the word that when then {} once more please",
    ],
)
def test_phrase_in_a_sentence_with_listed_words_is_blocked(sentence: str, written: str) -> None:
    text = sentence.format(written)
    start = text.index(written)

    assert is_blocked(text, start, start + len(written))


@pytest.mark.parametrize("written", REPEATING)
def test_valid_phrase_behind_its_introduction_is_taken_out_exactly(written: str) -> None:
    assert clean(f"My phrase is {written}").text == "My phrase is ‹seed_phrase›"
    assert clean(f"{written}. Then he said").text == "‹seed_phrase›. Then he said"


@pytest.mark.parametrize(
    "form", ["{0}. {1}", "word {0}: {1}", "number {0} {1}", "um {1}", "then {1}", "第{0}个 {1}"]
)
@pytest.mark.parametrize("written", REPEATING)
def test_repeating_phrase_numbered_or_spoken_is_blocked(form: str, written: str) -> None:
    said = ", ".join(form.format(place, word) for place, word in enumerate(written.split(), start=1))
    text = f"My phrase is {said}. Then he said"

    start = text.index(written.split()[0])

    assert is_blocked(text, start, text.index(". Then he said"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("separator", [" ", ", ", "、", "\n"])
@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_phrase_between_two_listed_words_is_blocked(language: str, separator: str, count: int) -> None:
    listed = word_list(language)
    before, after, written = (
        listed[1300] + separator,
        separator + listed[77],
        separator.join(phrase(language, count)),
    )

    for first, last in ((before, ""), ("", after), (before, after)):
        assert is_blocked(first + written + last, len(first), len(first + written))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrase_of_one_word_repeated_between_two_listed_words_is_blocked(language: str) -> None:
    listed = word_list(language)
    written = " ".join([listed[0]] * 11 + [listed[3]])
    text = f"{listed[1300]} {written} {listed[77]}"

    assert is_blocked(text, len(listed[1300]) + 1, len(listed[1300]) + 1 + len(written))


@pytest.mark.parametrize("language", HAN)
@pytest.mark.parametrize(
    "sentence", ["我的短语是{}好的", "我的钱包导入{}不行", "助记词{}怎么办", "恢复用的是{}然后呢"]
)
def test_chinese_phrase_without_blanks_inside_a_sentence_is_blocked(language: str, sentence: str) -> None:
    written = "".join(phrase(language))
    text = sentence.format(written)
    start = text.index(written)

    assert is_blocked(text, start, start + len(written))


@pytest.mark.parametrize("sentence", ["{}", "助记词是{}好的", "我的助记词：{}，然后呢"])
def test_chinese_phrase_of_one_character_repeated_is_blocked(sentence: str) -> None:
    text = sentence.format("的" * 11 + "在")
    start = text.index("的的")

    assert is_blocked(text, start, start + 12)


PLACES = st.lists(st.integers(0, 2047), max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(LANGUAGES),
    count=st.sampled_from(bip39.LENGTHS),
    seed=st.integers(0, 10**6),
    before=PLACES,
    after=PLACES,
    separator=st.sampled_from([" ", ", ", "，", "\n", " 1. "]),
)
def test_no_word_of_a_phrase_among_listed_words_is_left(
    language: str, count: int, seed: int, before: list[int], after: list[int], separator: str
) -> None:
    listed, words = word_list(language), phrase(language, count, seed)
    first = "".join(listed[place] + separator for place in before)
    written = separator.join(words)
    text = first + written + "".join(separator + listed[place] for place in after)

    assert is_blocked(text, len(first), len(first + written))


@pytest.mark.parametrize(
    "unit", ["abandon ", "abandon um ", "abandon second ", "的 一 ", "zoo abandon x ", "助记词的一是在不了有"]
)
def test_endless_listed_words_take_time_in_proportion_to_their_number(unit: str) -> None:
    assert growth(find, unit, length=20_000) < IN_PROPORTION
