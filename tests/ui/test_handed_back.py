"""A text that is not accepted comes back to its writer without its secrets, and without the first words of one."""

from __future__ import annotations

import pytest
from django import forms

from answerback.ui.guarded import GuardedText, handed_back, says_nothing, without_beginnings

WORDS = [
    *("zebra", "gospel", "quantum", "velvet", "oxygen", "lizard"),
    *("mimic", "knife", "raccoon", "tuna", "vivid", "jaguar"),
]


class Letter(forms.Form):
    text = GuardedText(rows=3)
    line = GuardedText(required=False, kept_anyway=True, max_length=60)


def test_first_words_of_a_phrase_are_taken_out_and_named() -> None:
    text, begun = without_beginnings("他的助记词是 " + " ".join(WORDS[:4]) + ". She rang at nine.")

    assert text == "他的助记词是 ‹seed_phrase›. She rang at nine."
    assert begun is not None and begun.words == 4


def test_whole_phrase_is_left_for_the_verb() -> None:
    text = "seed: " + " ".join(WORDS)

    assert without_beginnings(text) == (text, None)


@pytest.mark.parametrize(
    "text", ["", "客户说钱两小时没到。", "Somebody asked for her seed phrase. She hung up."]
)
def test_ordinary_text_comes_back_as_it_is(text: str) -> None:
    assert (without_beginnings(text), handed_back(text)) == ((text, None), text)


def test_what_is_handed_back_keeps_the_writers_own_number_but_no_secret() -> None:
    text = f"Ring 17000000088. My words: {' '.join(WORDS)}. 验证码是420774。"

    assert handed_back(text) == "Ring 17000000088. My words: ‹seed_phrase›. 验证码是‹one_time_code›。"


def test_nothing_is_left_of_a_text_that_was_all_secret() -> None:
    assert (says_nothing("‹seed_phrase›. "), says_nothing("Hello ‹seed_phrase›")) == (True, False)


def test_form_refuses_what_has_begun_and_shows_the_rest() -> None:
    form = Letter({"text": "Hello. My seed phrase: " + " ".join(WORDS[:6]), "line": ""})

    assert form.is_valid() is False
    assert form["text"].value() == "Hello. My seed phrase: ‹seed_phrase›"
    assert not any(word in form.as_p() for word in WORDS)


def test_form_that_fails_for_another_reason_hands_no_secret_back() -> None:
    form = Letter({"text": "", "line": "seed: " + " ".join(WORDS)})

    assert (form.is_valid(), form["line"].value()) == (False, "seed: ‹seed_phrase›")


def test_field_is_watched_on_the_page_and_by_nobody_else() -> None:
    page = Letter().as_p()

    assert (
        page.count("data-guarded"),
        page.count('spellcheck="false"'),
        page.count('autocomplete="off"'),
    ) == (2, 2, 1)
