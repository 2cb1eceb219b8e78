"""What an agent must never be made to say, and what he may."""

import pytest

from answerback.conversations.forbidden import asked_for
from answerback.conversations.forbidden_words import Never
from answerback.conversations.never_ask import NEVER_ASK
from tests.conversations.other_words import BAD_IN_OTHER_WORDS, GOOD_IN_OTHER_WORDS
from tests.conversations.sentences import BAD, GOOD


@pytest.mark.parametrize(("sentence", "never"), BAD.items())
def test_sentence_that_asks_is_found_with_what_it_asks_for(sentence: str, never: str) -> None:
    assert Never(never) in asked_for(sentence)


@pytest.mark.parametrize("sentence", BAD_IN_OTHER_WORDS)
def test_asking_in_other_words_is_found(sentence: str) -> None:
    assert asked_for(sentence) != []


@pytest.mark.parametrize("sentence", [*GOOD, *GOOD_IN_OTHER_WORDS])
def test_harmless_sentence_passes(sentence: str) -> None:
    assert asked_for(sentence) == []


def test_question_after_a_harmless_text_is_still_found() -> None:
    harmless = " ".join(GOOD[:3])

    assert asked_for(f"{harmless}请把验证码念给我听。") == [Never.CODE]


def test_every_thing_never_asked_for_stands_in_the_list_for_the_user() -> None:
    assert list(NEVER_ASK) and set(NEVER_ASK) == set(Never)
    assert all(text.zh and text.en for text in NEVER_ASK.values())
