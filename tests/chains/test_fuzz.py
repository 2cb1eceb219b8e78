"""Any string at all: one answer, in time that grows with its length, and never another meaning."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.chains import Verdict, identify
from answerback.chains.suggest import suggestion
from answerback.chains.words import SENTENCES, said
from tests.chains import vectors
from tests.guard.growth import IN_PROPORTION, growth

ADDRESSES = [
    vectors.TRON,
    vectors.LEGACY[0],
    vectors.EVM_CHECKED[0],
    vectors.OKTC,
    vectors.POLKADOT,
    vectors.SOLANA[1],
    vectors.APTOS,
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
]
LETTERS = "0123456789abcdefxXOIlqpzryTKS.-:?@/% \t\u200b\u202e０ｘ：地址 а"
near_address = st.builds(
    lambda address, at, put: address[: at % len(address)] + put + address[at % len(address) :],
    st.sampled_from(ADDRESSES),
    st.integers(0, 90),
    st.text(LETTERS, max_size=4),
)
anything = st.one_of(st.text(), st.text(LETTERS), near_address, st.binary().map(lambda b: b.hex()))


@settings(max_examples=600, deadline=None)
@given(anything, st.booleans())
def test_any_string_gets_one_consistent_answer(text, confirmed):
    answer = identify(text, is_transaction=confirmed)
    checked = any(candidate.checksum for candidate in answer.candidates)
    assert (answer.verdict is Verdict.VALID) is (checked and answer.verdict is not Verdict.POSSIBLE_SECRET)
    assert bool(answer.candidates) or answer.verdict is not Verdict.UNPROTECTED
    assert answer.why.at is None or 0 <= answer.why.at < max(len(text), 1)
    assert said(answer.why) and said(answer.why, "zh-hans")


@settings(max_examples=300, deadline=None)
@given(near_address)
def test_cleaning_never_gives_a_letter_that_was_not_there(text):
    answer = identify(text)
    if answer.verdict is Verdict.VALID and answer.compact and not answer.compact.startswith("0x"):
        half = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
        left = iter(half.lower())
        assert all(letter in left for letter in answer.compact.lower())


@settings(max_examples=200, deadline=None)
@given(anything)
def test_suggestion_is_itself_valid(text):
    found = suggestion(text)
    assert found is None or (found != text and identify(found).verdict is Verdict.VALID)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ADDRESSES), st.integers(0, 2**32))
def test_what_is_kept_is_a_spelling_of_the_same_thing(address, _seed):
    answer = identify(address)
    assert answer.compact is not None
    again = identify(answer.compact)
    assert again.compact == answer.compact


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "a",
        " ",
        "ab ",
        "abcd ",
        "abcd, 12. ",
        "1, ",
        "地址",
        "0x",
        "的 ",
        "z" * 88 + " ",
        "[(",
        "a-",
        "://",
        "12:",
        "word_",
    ],
)
def test_work_grows_with_the_length_alone(piece):
    assert growth(identify, piece, length=2_000) < IN_PROPORTION


def test_every_sentence_is_said_in_both_languages():
    assert [
        code for code, (english, chinese) in SENTENCES.items() if not english.isascii() or chinese.isascii()
    ] == []


def test_random_strings_of_base58_are_never_valid():
    dice = random.Random(7)
    texts = [
        "".join(dice.choices("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", k=34))
        for _ in range(2000)
    ]
    assert [text for text in texts if identify(text).verdict is Verdict.VALID] == []
