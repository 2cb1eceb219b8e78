"""Names one edit apart (insert, leave out, change, swap two neighbours), found without comparing with each."""

from collections import defaultdict
from collections.abc import Iterable

LEAST_LETTERS = 6
"""Of the name that is meant; what was typed may be a letter shorter."""


def shortened(word: str) -> set[str]:
    """The word with each one letter left out."""
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def is_one_edit(left: str, right: str) -> bool:
    """Whether exactly one edit makes one the other.

    >>> is_one_edit("metamask", "metamaks"), is_one_edit("metamask", "metmask"), is_one_edit("kraken", "karken1")
    (True, True, False)
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a, b = left[start:], right[start:]
    swapped = len(a) > 1 and a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
TOUCHING = frozenset(
    pair
    for row, below in zip(KEYS, (*KEYS[1:], ""), strict=True)
    for place, key in enumerate(row)
    for pair in (
        *((key, other) for other in row[place + 1 : place + 2]),
        *((key, other) for other in below[max(place - 1, 0) : place + 1]),
    )
)


def is_slip(meant: str, typed: str) -> bool:
    """Whether the one edit is one that fingers make: a letter left out, doubled, swapped, or of the next key.

    >>> is_slip("metamask", "metamaask"), is_slip("metamask", "metamsk"), is_slip("metamask", "metatask")
    (True, True, False)
    """
    if len(typed) < len(meant):
        return True
    start = next((i for i, (a, b) in enumerate(zip(meant, typed, strict=False)) if a != b), len(meant))
    if len(typed) > len(meant):
        return typed[start] in typed[max(start - 1, 0) : start] + typed[start + 1 : start + 2]
    a, b = meant[start : start + 2], typed[start : start + 2]
    return a == b[::-1] or (a[0], b[0]) in TOUCHING or (b[0], a[0]) in TOUCHING


class Near:
    """An index of words; `of` costs the length of the asked word, however many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_form: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) >= LEAST_LETTERS:
                for form in shortened(word) | {word}:
                    self._by_form[form].add(word)

    def of(self, word: str) -> str | None:
        """A word of the index that is one edit away, and not the word itself."""
        if not LEAST_LETTERS - 1 <= len(word) <= 63:
            return None
        for form in {word} | shortened(word):
            for near in sorted(self._by_form.get(form, ())):
                if is_one_edit(word, near):
                    return near
        return None
