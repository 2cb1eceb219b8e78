"""How much a row of Chinese characters looks drawn at random rather than written, in bits.

Ordinary text is made of common pairs of frequent characters. `data/han_pairs.txt` gives for each listed character
its frequency, and those that follow it more often than their frequency says: counted in the dialogues of
TeleAntiFraud (Apache-2.0) and the words of jieba's dictionary (MIT).
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import getitem

from answerback.guard.secrets.words import data, word_list

UNLISTED = 2048
"""The place of a character of no list: nothing is less like a phrase."""
LOWEST, HIGHEST = -6, 4
"""Bits one character counts for at the least and at the most: -log2 of its likelihood, less the 11 of chance."""
STEPS = 4  # a bit, in the rows
NOUGHT = -LOWEST * STEPS
EXPECTED, FEWEST_SURPRISES = bytes(range(NOUGHT + 2)), 5
ZERO = "P"


def evidence(places: Sequence[int]) -> list[float]:
    """Bits, character by character, that these places (0 to 2047, both lists alike) were drawn by lot."""
    frequencies, rows = pairs()
    bits = [value(frequencies[place]) for place in places[:1]]
    return bits + [VALUES[rows[one][other]] for one, other in pairwise(places)]


def most(places: Sequence[int]) -> float:
    """What the evidence of no part of these adds up to more than: read once, without keeping it.

    Nothing much where few characters are a surprise behind the one before them.
    """
    _, rows = pairs()
    behind = bytes(map(getitem, map(rows.__getitem__, places), places[1:]))
    if len(behind.translate(None, EXPECTED)) < FEWEST_SURPRISES:
        return 0.0
    best = score = rows.alone[places[0]] - NOUGHT
    for other, worth in zip(places[1:], behind, strict=True):
        score += worth - NOUGHT
        if score < 0:
            score = rows.alone[other] - NOUGHT
        if score > best:
            best = score
    return best / STEPS


class Rows(dict[int, bytes]):
    """By character, what each of the 2048 is worth behind it: made when first asked for, 2 KB each."""

    def __init__(
        self, frequencies: list[float], followed: list[float], followers: dict[int, list[str]]
    ) -> None:
        super().__init__()
        self.frequencies, self.followed, self.followers = frequencies, followed, followers
        self.book = {sign: place for place, sign in enumerate(word_list("chinese_simplified"))}
        self.strangers: dict[float, bytes] = {}
        self.alone = self.behind_one_so_often_followed(0)

    def __missing__(self, first: int) -> bytes:
        if first == UNLISTED:
            return bytes(UNLISTED + 1)
        row = bytearray(self.behind_one_so_often_followed(self.followed[first]))
        for group in self.followers.get(first, ()):
            worth = step(bits_of(group[0]))
            for sign in group[1:]:
                row[self.book[sign]] = worth
        self[first] = bytes(row)
        return self[first]

    def behind_one_so_often_followed(self, followed: float) -> bytes:
        """Where nothing is known of a pair: by the frequencies of both."""
        if followed not in self.strangers:
            self.strangers[followed] = bytes([*(step(bits + followed) for bits in self.frequencies), 0])
        return self.strangers[followed]


@cache
def pairs() -> tuple[list[float], Rows]:
    lines = [line for line in data("han_pairs.txt").splitlines() if not line.startswith("#")]
    frequencies, followed = ([bits_of(letter) for letter in line] for line in lines[:2])
    book = {sign: place for place, sign in enumerate(word_list("chinese_simplified"))}
    followers = {book[line[0]]: line[2:].split(" ") for line in lines[2:]}
    return frequencies, Rows(frequencies, followed, followers)


def letter_of(bits: float) -> str:
    """Half bits as letters, counted from ZERO."""
    return chr(ord(ZERO) + round(2 * bits))


def bits_of(letter: str) -> float:
    return (ord(letter) - ord(ZERO)) / 2


def value(bits: float) -> float:
    return max(LOWEST, min(HIGHEST, bits))


def step(bits: float) -> int:
    return round((value(bits) - LOWEST) * STEPS)


VALUES = [LOWEST + number / STEPS for number in range((HIGHEST - LOWEST) * STEPS + 1)]
