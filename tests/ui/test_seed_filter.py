"""The filter by which a page knows seed words: made from the guard's words, and never out of step with them."""

from answerback.guard.secrets.words import word_list
from scripts import seed_filter


def test_filter_of_the_page_is_the_one_that_the_words_give() -> None:
    assert seed_filter.FILE.read_text("utf-8") == seed_filter.script(), "run: python -m scripts.seed_filter"


def test_every_english_seed_word_and_its_first_four_letters_are_known() -> None:
    groups = seed_filter.words()
    known = {*groups["RARE"], *groups["COMMON"], *groups["FILLER"]}

    assert {word for listed in word_list("english") for word in (listed, listed[:4])} - known == set()
