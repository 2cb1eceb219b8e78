"""Rows of Chinese characters: where they stand in the lists, and how much they look drawn by lot."""

from collections.abc import Sequence
from functools import cache

from answerback.guard.secrets.han_pairs import UNLISTED, evidence
from answerback.guard.secrets.spoken import HAN
from answerback.guard.secrets.words import word_list

REPEATED = 5.0
# Bits with the checksum's: of 8,000 random phrases the lowest had 5, what people write has less than nothing.
ENOUGH_APART, ENOUGH_APART_CHECKED, ENOUGH_APART_MENTIONED = 12.0, 8.0, 0.0
ENOUGH_PART, SHORTEST_PART = 16.0, 10


def worth(bits: float, row: Sequence[int]) -> float:
    """With what the checksum is worth, less what repeats cost: lots hardly ever fall on one character twice."""
    return bits + len(row) // 3 - REPEATED * (len(row) - len(set(row)))


def drawn_by_lot(signs: str, *, checked: bool, mentioned: bool) -> tuple[int, int] | None:
    """The part of characters that stood apart which looks drawn by lot: the whole, a stretch, or none.

    Recognised pages and speech set ordinary Chinese with blanks between all characters.
    """
    row = [*map(either_book().__getitem__, signs)]
    needed = ENOUGH_APART_MENTIONED if mentioned else ENOUGH_APART_CHECKED if checked else ENOUGH_APART
    if worth(sum(evidence(row)), row) >= needed or (checked and is_repeating(signs)):
        return 0, len(signs)
    bits, start, end = strangest(0, row)
    return (start, end) if bits >= ENOUGH_PART and end - start >= SHORTEST_PART else None


def is_repeating(signs: str) -> bool:
    """At most half of them different, and no number read aloud."""
    return 1 < len(set(signs)) <= len(signs) / 2 and not HAN.keys() >= set(signs)


def strangest(first: int, row: Sequence[int]) -> tuple[float, int, int]:
    """The part with the highest sum of evidence: (bits, start, end) in the text."""
    best, score, begin = (0.0, first, first), 0.0, 0
    for index, bits in enumerate(evidence(row)):
        if score <= 0:
            score, begin = 0.0, index
        score += bits
        if score > best[0]:
            best = (score, first + begin, first + index + 1)
    return best


@cache
def books() -> tuple[dict[str, int], ...]:
    """Both lists by character, sorted alike: a place means the same character in either script."""
    lists = (word_list("chinese_simplified"), word_list("chinese_traditional"))
    return tuple({sign: place for place, sign in enumerate(listed)} for listed in lists)


class EitherBook(dict[str, int]):
    """What is in neither list has a place beyond them."""

    def __missing__(self, sign: str) -> int:
        return UNLISTED


@cache
def either_book() -> EitherBook:
    return EitherBook({**books()[1], **books()[0]})
