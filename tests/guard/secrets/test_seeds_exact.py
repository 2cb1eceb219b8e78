"""The label before a phrase and the sentence behind it stay in the kept text; no word of the phrase does."""

import pytest

from answerback.guard import clean
from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import seeds_exact
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

LABELS = [
    "seed: ",
    "seed phrase: ",
    "key: ",
    "my secret recovery phrase ",
    "SEED=",
    "wallet seed - ",
    "note: ",
]
LABELS += ["electrum seed: ", "hello ", "user read out: ", "import this ", "first half: ", "seed "]
SENTENCES = [". Please help", ", please help", " that is all", ". Thanks", "! help me", ". It is not working"]
HAN_SENTENCES = ["，丢了怎么办", "，对吗", "。帮我看看", "！急", ""]
LATIN = ["french", "spanish", "italian", "portuguese", "czech"]


def kept(before: str, row: str, behind: str) -> str:
    """The kept text, once its finding covers every character of the phrase."""
    cleaned = clean(f"{before}{row}{behind}")
    (finding,) = cleaned.findings
    assert finding.start <= len(before)
    assert finding.end >= len(before) + len(row)
    return cleaned.text


@pytest.mark.parametrize("words", [12, 15, 18, 21, 24])
@pytest.mark.parametrize("label", LABELS)
def test_a_label_stays_outside(label: str, words: int) -> None:
    for seed in range(3):
        assert kept(label, " ".join(phrase(words=words, seed=seed)), "") == f"{label}‹seed_phrase›"


def test_both_stay_outside_200_times() -> None:
    rows = [" ".join(phrase(seed=seed)) for seed in range(200)]

    assert {kept("seed: ", row, ". Please help") for row in rows} == {"seed: ‹seed_phrase›. Please help"}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("label", ["", "my mnemonic is: ", "seed: "])
def test_the_sentence_behind_stays_outside(label: str, sentence: str) -> None:
    for seed in range(8):
        assert kept(label, " ".join(phrase(seed=seed)), sentence) == f"{label}‹seed_phrase›{sentence}"


@pytest.mark.parametrize("language", LATIN)
def test_a_label_stays_outside_in_other_languages(language: str) -> None:
    for seed in range(8):
        assert kept("seed: ", " ".join(phrase(language, seed=seed)), "") == "seed: ‹seed_phrase›"


def test_json_stays_json() -> None:
    row = " ".join(phrase(seed=3))

    assert kept('{"seed":"', row, '","id":7}') == '{"seed":"‹seed_phrase›","id":7}'


@pytest.mark.parametrize("label", ["我的助记词是", "助记词："])
@pytest.mark.parametrize("sentence", HAN_SENTENCES)
@pytest.mark.parametrize("divider", ["", " "])
def test_chinese_around_a_chinese_phrase_stays_outside(divider: str, sentence: str, label: str) -> None:
    for seed in range(8):
        row = divider.join(phrase("chinese_simplified", seed=seed))

        assert kept(label, row, sentence) == f"{label}‹seed_phrase›{sentence}"


def test_a_phrase_whose_checksum_is_wrong_is_known_by_its_label_and_the_end_of_the_sentence() -> None:
    row = " ".join(reversed(phrase(seed=1)))

    assert kept("seed: ", row, ". Please help") == "seed: ‹seed_phrase›. Please help"


@pytest.mark.parametrize("seed", range(8))
def test_a_word_that_may_belong_to_the_phrase_is_taken_with_it(seed: int) -> None:
    """Thirteen words of which none is prose: nobody can say which is too many."""
    row = " ".join(["zebra", *phrase(seed=seed), "gospel"])

    assert kept("", row, "") == "‹seed_phrase›"


def test_other_kinds_are_left_as_they_are() -> None:
    row = "seed: " + " ".join(phrase(seed=1))
    match = Match(Kind.PASSWORD, 0, len(row), 0.9)

    assert seeds_exact.trimmed(row, match) == match


def test_the_kept_text_holds_nothing_more_to_take_out() -> None:
    once = clean("seed: " + " ".join(phrase(seed=1)) + ". Please help").text

    assert (once, clean(once).text) == ("seed: ‹seed_phrase›. Please help", once)


def test_time_grows_with_the_text() -> None:
    row = "seed: " + " ".join(phrase(seed=1)) + ". Please help\n"

    assert growth(clean, row, length=3_000) < IN_PROPORTION
