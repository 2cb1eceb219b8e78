"""A text that is not accepted comes back to its writer without its secrets, and without the first words of one."""

from __future__ import annotations

import pytest

from answerback.guard import DEFAULT, Action, Policy
from answerback.ui.guarded import GuardedForm, GuardedText, handed_back, says_nothing, without_beginnings
from tests.phrase import WORDS


class Letter(GuardedForm):
    text = GuardedText(rows=3)
    line = GuardedText(required=False, kept_anyway=True, max_length=60)


def letter(sent: dict[str, str] | None = None, policy: Policy = DEFAULT) -> Letter:
    return Letter(sent, policy=policy)


def test_first_words_of_a_phrase_are_taken_out_and_named() -> None:
    text, begun = without_beginnings("他的助记词是 " + " ".join(WORDS[:4]) + ". She rang at nine.", DEFAULT)

    assert text == "他的助记词是 ‹seed_phrase›. She rang at nine."
    assert begun is not None and begun.words == 4


def test_whole_phrase_is_left_for_the_verb() -> None:
    text = "seed: " + " ".join(WORDS)

    assert without_beginnings(text, DEFAULT) == (text, None)


@pytest.mark.parametrize(
    "text", ["", "客户说钱两小时没到。", "Somebody asked for her seed phrase. She hung up."]
)
def test_ordinary_text_comes_back_as_it_is(text: str) -> None:
    assert (without_beginnings(text, DEFAULT), handed_back(text, DEFAULT)) == ((text, None), text)


def test_what_is_handed_back_keeps_the_writers_own_number_but_no_secret() -> None:
    text = f"Ring 17000000088. My words: {' '.join(WORDS)}. 验证码是420774。"

    assert (
        handed_back(text, DEFAULT) == "Ring 17000000088. My words: ‹seed_phrase›. 验证码是‹one_time_code›。"
    )


def test_nothing_is_left_of_a_text_that_was_all_secret() -> None:
    assert (says_nothing("‹seed_phrase›. "), says_nothing("Hello ‹seed_phrase›")) == (True, False)


def test_form_refuses_what_has_begun_and_shows_the_rest() -> None:
    form = letter({"text": "Hello. My seed phrase: " + " ".join(WORDS[:6]), "line": ""})

    assert form.is_valid() is False
    assert form["text"].value() == "Hello. My seed phrase: ‹seed_phrase›"
    assert not any(word in form.as_p() for word in WORDS)


def test_form_that_fails_for_another_reason_hands_no_secret_back() -> None:
    form = letter({"text": "", "line": "mine: " + " ".join(WORDS)})

    assert (form.is_valid(), form["line"].value()) == (False, "mine: ‹seed_phrase›")


def test_field_is_watched_on_the_page_and_by_nobody_else() -> None:
    page = letter().as_p()

    assert (
        page.count("data-guarded"),
        page.count('spellcheck="false"'),
        page.count('autocomplete="off"'),
    ) == (2, 2, 1)


@pytest.mark.parametrize("halves", [("text", "line"), ("line", "text")])
def test_phrase_cut_over_two_fields_is_refused_and_neither_half_comes_back(halves: tuple[str, str]) -> None:
    begins, ends = halves

    form = letter({begins: "他说 " + " ".join(WORDS[:7]), ends: " ".join(WORDS[7:]) + " 好"})

    assert form.is_valid() is False
    assert [word for word in WORDS if word in form.as_p()] == []


def test_two_fields_of_ordinary_words_are_accepted() -> None:
    form = letter(
        {"text": "客户说钱没到。 The transfer of 250 USDT", "line": "was sent at nine, 验证码 he never told"}
    )

    assert form.is_valid() is True


def test_what_the_wallet_leaves_alone_comes_back_as_it_was() -> None:
    text = "my passport: E12345678"
    own = DEFAULT.changed(passport=Action.LEAVE)

    assert (handed_back(text, DEFAULT), handed_back(text, own)) == ("my passport: ‹passport›", text)
