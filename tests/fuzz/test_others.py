"""The checkers of links, messages and numbers keep their promises for any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz import other_promises
from tests.fuzz.other_promises import LINK_PIECES, LISTED, MESSAGE_PIECES, NUMBER_PIECES, OFFICIAL


def mixtures(pieces: list[str]) -> st.SearchStrategy[str]:
    mixed = st.lists(st.sampled_from(pieces) | st.text(max_size=4), max_size=24).map("".join)
    return st.one_of(mixed, st.text())


@settings(max_examples=200, deadline=None, derandomize=True)
@given(mixtures(LINK_PIECES))
@example(f"https://{OFFICIAL}@{LISTED}/")
@example(f"https://{LISTED}\\@{OFFICIAL}")
@example("请登录metаmask.io")
@example("\ud800%2e")
def test_link_in_any_text_is_official_only_when_it_is_ours(text: str) -> None:
    other_promises.links(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(mixtures(MESSAGE_PIECES))
@example("\ud800")
def test_message_of_any_text_has_its_reasons_inside_it(text: str) -> None:
    other_promises.messages(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(mixtures(NUMBER_PIECES))
def test_number_in_any_text_is_read_or_refused(text: str) -> None:
    other_promises.numbers(text)
