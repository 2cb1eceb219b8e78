"""The guard keeps its promises for any text: hypothesis looks for one that breaks them."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz import promises
from tests.fuzz.texts import ENGLISH, HEX, PIECES, WIF, recipe_of, text_of

# Each piece once: the same phrase glued to itself again and again is for the long search (scripts/fuzz.py).
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=48, unique=True).map("".join)
anything = st.one_of(pieces, st.text(), st.binary(max_size=80).map(lambda rest: text_of(b"\1" + rest)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(anything)
@example("\0" + " ".join(ENGLISH) + "\0")
@example(f"\ud800{WIF}\udfff")
@example("İ" * 40 + f"私钥{HEX}")
def test_secret_in_any_text_is_gone_and_stays_gone(text: str) -> None:
    promises.secrets(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(anything)
def test_block_does_not_depend_on_empty_lines_around(text: str) -> None:
    promises.between_lines(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(anything)
def test_watcher_of_any_text_points_inside_it(text: str) -> None:
    promises.watched(text)


def test_recipe_gives_its_pieces_one_after_the_other() -> None:
    assert text_of(recipe_of("助记词是", WIF, "\ud800")) == f"助记词是{WIF}\ud800"
