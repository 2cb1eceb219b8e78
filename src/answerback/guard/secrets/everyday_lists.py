"""Shopping lists and vocabulary are made of listed words too: what tells them from words drawn by lot.

They stand in the order of the alphabet, or nearly all of them name things of one kind. The largest kind has 120 of
the 2,048 words, so that of twelve words drawn by lot hardly two are of the same.
"""

from collections.abc import Sequence
from functools import cache

from answerback.guard.secrets.words import data

FEWEST, FEWEST_ITEMS, LONGEST_ITEM = 8, 6, 3
MOSTLY = 0.75


def is_everyday_list(words: Sequence[str]) -> bool:
    """`is_everyday_list(["apple", "banana", "bread", "butter", "cheese", "coffee", "cream", "egg"])`."""
    if len(words) < FEWEST:
        return False
    return is_alphabetical(words) or any(
        sum(word in kind for word in words) >= MOSTLY * len(words) for kind in kinds()
    )


def has_items(text: str) -> bool:
    """`has_items("wake, drink water, walk dog, cook, clean kitchen, wash car")`: some of one word, some of two."""
    sizes = [len(item.split()) for item in text.split(",")]
    return (
        len(sizes) >= FEWEST_ITEMS
        and max(sizes) <= LONGEST_ITEM
        and min(sizes.count(1), len(sizes) - sizes.count(1)) >= 2
    )


def is_alphabetical(words: Sequence[str]) -> bool:
    """Of eight drawn by lot one row in 40,320 is; the same word a dozen times is no list."""
    return list(words) == sorted(words) and len(set(words)) * 4 >= len(words) * 3


@cache
def kinds() -> tuple[frozenset[str], ...]:
    lines = data("kinds_english.txt").splitlines()
    return tuple(frozenset(line.split()) for line in lines if not line.startswith("#"))
