"""The first and the last word of a phrase: slips, homophones, a character glued to the sentence before."""

import pytest

from answerback.guard import clean
from tests.guard.phrases import phrase

TEXTS = {
    # A slip, or a short word, at an end; the word that was cut off behind a slip.
    "scn hybrid weasel discover celery pottery barrel make surge dinner mad beef": "‹seed_phrase›",
    "提供：odor gauge drama wrp aspect wish false page illness wood sound only number napkin hole gorilla soft burst "
    "foot connect library egg ovex barrel / 完": "提供：‹seed_phrase› / 完",
    "moment mixed bacon tattoo ethics earn multiply bonus over jar scout swtamp": "‹seed_phrase›",
    "customer lock pony decade kangaroo spread mix cloud entire chalk tube rival cram pathc apple good and wants it": (
        "customer ‹seed_phrase› and wants it"
    ),
    # Two slips one after the other.
    "stadium rib grace all rigid tourist script garlic puzzle napkin cabbahge amawing casino flag pen": "‹seed_phrase›",
    # Homophones, two together and at an end.
    "file cycle thought palace snake cabin keep vocal waist reign site kidney": "‹seed_phrase›",
    "weight cycle thought palace snake cabin keep vocal ladder table kidney quay": "‹seed_phrase›",
    # Behind the same filler as between the others.
    "regret um salmon um brass and then action okay away and shoulder comma delay uh chaos uh system fun next one "
    "shell comma acid": "‹seed_phrase›",
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_at_both_ends_belong_to_the_phrase(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.text == TEXTS[text]
    assert cleaned.blocked


@pytest.mark.parametrize("language", ["chinese_simplified", "chinese_traditional"])
@pytest.mark.parametrize("divider", ["，", "、", " | ", "\t", "; \n", " / ", "  "])
def test_a_character_glued_to_the_sentence_before_is_taken_out_too(language: str, divider: str) -> None:
    row = divider.join(phrase(language, seed=5))

    assert (
        clean(f"我老公的钱包，单词是{row}，他人不在了").text
        == "我老公的钱包，单词是‹seed_phrase›，他人不在了"
    )


def test_eleven_words_and_a_sentence_are_not_twelve() -> None:
    eleven = " ".join(phrase(seed=2)[:11])

    assert clean(f"{eleven} but the last one is missing").text == "‹seed_phrase› but the last one is missing"
