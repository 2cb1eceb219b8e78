"""Chinese seed phrases without blanks look like Chinese: 98 % of the characters of ordinary dialogue are
listed, and 73 % of dialogues hold twelve characters with a valid checksum.

What tells them apart is that neighbours in a phrase do not know each other: `han_pairs` says in bits how much a row
looks drawn by lot. Measured on 41,750 ordinary messages and on random phrases; see docs/benchmarks.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import cast

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.han_pairs import evidence, most
from answerback.guard.secrets.han_rows import books, either_book, is_repeating, strangest, worth
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import ENGLISH_MENTION, OF_MENTIONS, Plain
from answerback.guard.secrets.seeds import MENTION, REACH, Begun
from answerback.guard.secrets.views import UNLIKE

SHORTEST = min(bip39.LENGTHS)
ROW = pattern(r"[\u4e00-\u9fff]{12,}+")
HAN_SIGN = pattern("[\u4e00-\u9fff]")
# Of random twelves 99.8 % have four characters in a row that are not common; the test vector of zeros has not.
FEWEST_RARE = 8
DENSE, ZEROS = b"????", "的的的的"
VERY_DENSE = (b"??????", b"???? ??", b"?? ????")
ALONE_AFTER = ("", "\n", ":", "：", " ")
NOT_IN_MENTION = bytes(set(range(256)) - OF_MENTIONS)
WALLET = pattern(
    r"短[语語]|恢[复復]|[钱錢]包|[导導]入|私[钥鑰]|密[钥鑰]|[词詞][组組]|[单單][词詞]|wallet|phrase"
)
# Bits. Random twelves have 31 in the middle and 15 in one of a hundred.
ENOUGH_ANYWHERE, ENOUGH_NEAR_WALLET, ENOUGH_MENTIONED = 26.0, 16.0, 12.0
INTRODUCTION, INTRODUCED = frozenset("是为為：:词詞"), 3.0
MOST_ADDED = INTRODUCED + max(bip39.LENGTHS) // 3
ENOUGH_FOR_ROW, ENOUGH_ALONE = 12.0, 9.0
ENOUGH_UNCHECKED, FEWEST_UNCHECKED = 16.0, 10
BEYOND_DOUBT = 120.0
# While somebody writes: five or six characters in the middle.
ENOUGH_BEGUN, FEWEST_BEGUN, LONGEST_BEGUN = 13.0, 4, 80
LAST_ROW = pattern(r"[\u4e00-\u9fff]{4,80}(?=[\s。，,.]{0,3}\Z)")
LEAST_OF_ALL = ENOUGH_ALONE - SHORTEST // 3
NEARLY_AS_MUCH = 6.0
NOTHING = (0.0, 0, 0)


def find(searched: Plain) -> Iterator[Match]:
    if searched.text.isascii():
        return
    for start, end in rows(searched):
        promise = highest(searched.text, start, end)
        if promise >= LEAST_OF_ALL or ZEROS in searched.text[start:end]:
            yield from in_row(searched, start, end, promise)


def rows(searched: Plain) -> Iterator[tuple[int, int]]:
    """Twelve Chinese characters and more of which some could belong to a phrase."""
    if ZEROS in searched.text:
        yield from (found.span() for found in ROW.finditer(searched.text))
        return
    picture = searched.standing_out
    done, place = 0, picture.find(DENSE)
    while place >= 0:
        start, end = max(done, picture.rfind(b"|", done, place) + 1), picture.find(b"|", place)
        done = end = len(picture) if end < 0 else end
        if (
            end - start >= SHORTEST
            and picture.count(UNLIKE, start, end) >= FEWEST_RARE
            and (is_very_dense(picture[start:end]) or is_mentioned(searched, start, end))
        ):
            yield from (found.span() for found in ROW.finditer(searched.text, start, end))
        place = picture.find(DENSE, end)


def is_very_dense(picture: bytes) -> bool:
    return VERY_DENSE[0] in picture or VERY_DENSE[1] in picture or VERY_DENSE[2] in picture


def is_mentioned(searched: Plain, start: int, end: int) -> bool:
    """Whether seed phrases are spoken of nearby: most texts hold nothing of such a word."""
    if not searched.may_mention_seeds:
        return False
    first, past = max(0, start - REACH), end + REACH
    if not searched.codes[first:past].translate(None, NOT_IN_MENTION):
        small = searched.low[first:past]
        if not any(word in small for word in ENGLISH_MENTION):
            return False
    return MENTION.search(searched.lowered, first, past) is not None


def highest(text: str, start: int, end: int) -> float:
    """What no part of the row comes above, before its checksum."""
    return most([*map(either_book().__getitem__, text[start:end])])


def in_row(searched: Plain, start: int, end: int, promise: float) -> Iterator[Match]:
    text = searched.text
    if end - start in bip39.LENGTHS and is_phrase(text, start, end):
        yield Match(Kind.SEED_PHRASE, start, end, 0.97)
    elif is_mentioned(searched, start, end):
        yield from strange_part(text, start, end)
    elif promise + MOST_ADDED >= ENOUGH_NEAR_WALLET:
        near_wallet = WALLET.search(searched.lowered, max(0, start - REACH), end + REACH) is not None
        needed = ENOUGH_NEAR_WALLET if near_wallet else ENOUGH_ANYWHERE
        if promise + MOST_ADDED >= needed:
            yield from embedded(text, start, end, needed)


def begun(searched: Plain) -> Begun | None:
    """The row at the end of a text still being written, when it looks drawn by lot and seed phrases were spoken of."""
    text = searched.text
    row = LAST_ROW.search(text, max(0, len(text) - LONGEST_BEGUN))
    if row is None or not is_mentioned(searched, *row.span()):
        return None
    parts = (part for book in books() for part in listed_parts(text, *row.span(), book))
    score, start, end = max((strangest(*part) for part in parts), default=NOTHING)
    if score < ENOUGH_BEGUN or end < row.end() or end - start < FEWEST_BEGUN:
        return None
    return Begun(start, end, min(0.9, score / ENOUGH_ANYWHERE), end - start)


def is_phrase(text: str, start: int, end: int) -> bool:
    """A row that is a phrase from end to end."""
    if HAN_SIGN.match(text, end) or (start and HAN_SIGN.match(text, start - 1)):
        return False
    alone = stands_alone(text, start, end)
    for book in books():
        if book.keys() >= set(text[start:end]):
            row = [book[sign] for sign in text[start:end]]
            if bip39.is_valid(row):
                bits = worth(sum(evidence(row)), row)
                return bits >= (ENOUGH_ALONE if alone else ENOUGH_FOR_ROW) or (
                    alone and is_repeating(text[start:end])
                )
    return False


def stands_alone(text: str, start: int, end: int) -> bool:
    """On a line of its own, or behind a colon."""
    return text[max(0, start - 1) : start] in ALONE_AFTER and text[end : end + 1] in ("", "\n", "\r", "。")


def embedded(text: str, start: int, end: int, needed: float) -> Iterator[Match]:
    """A phrase with its checksum inside a sentence that says nothing of seed phrases."""
    for book in books():
        score, first, past = NOTHING
        for part_start, row in listed_parts(text, start, end, book):
            sure = beyond_doubt(part_start, row)
            if sure is not None:
                yield sure
            else:
                score, first, past = max((score, first, past), valid_part(text, part_start, row, needed))
        if score > 0:
            yield Match(Kind.SEED_PHRASE, first, past, 0.97)
        if score > 0 or book.keys() >= set(text[start:end]):
            return  # what both lists hold has the same place in either


def beyond_doubt(first: int, row: Sequence[int]) -> Match | None:
    """Many phrases' worth of characters drawn by lot need no checksum, and there would be too many to try."""
    score, start, end = strangest(first, row)
    return Match(Kind.SEED_PHRASE, start, end, 0.9) if score >= BEYOND_DOUBT else None


def strange_part(text: str, start: int, end: int) -> Iterator[Match]:
    """Within reach of "助记词": a phrase with its checksum, or else the stretch with the most evidence."""
    for book in books():
        parts = list(listed_parts(text, start, end, book))
        score, first, past = max(
            (valid_part(text, *part, ENOUGH_MENTIONED) for part in parts), default=NOTHING
        )
        if score > 0:
            yield Match(Kind.SEED_PHRASE, first, past, 0.97)
            return
        for first, row in parts:
            yield from repeating(text, first, row)
    for book in books():
        parts = list(listed_parts(text, start, end, book))
        score, first, past = max((strangest(*part) for part in parts), default=NOTHING)
        if past - first >= FEWEST_UNCHECKED and score >= ENOUGH_UNCHECKED:
            yield Match(Kind.SEED_PHRASE, first, past, 0.9)
            return


def valid_part(text: str, first: int, row: Sequence[int], least: float) -> tuple[float, int, int]:
    """The window of a phrase's length with a valid checksum and the most evidence: (bits, start, end).

    It is stretched over those that overlap it and have nearly as much: the phrase may be either.
    """
    if len(row) < SHORTEST:
        return NOTHING
    if most(row) + MOST_ADDED < least:
        return NOTHING
    bits = evidence(row)
    shown = [
        (score, first + begin, first + past)
        for begin, past in promising(bits, least)
        if (score := weighed(text, first, bits, row, begin, past)) >= least
        and bip39.is_valid(row[begin:past])
    ]
    if not shown:
        return NOTHING
    best = max(shown)
    near = [
        (start, end)
        for score, start, end in shown
        if score >= best[0] - NEARLY_AS_MUCH and start < best[2] and end > best[1]
    ]
    return best[0], min(start for start, _ in near), max(end for _, end in near)


def promising(bits: Sequence[float], least: float) -> Iterator[tuple[int, int]]:
    """Windows of a phrase's length that come to enough with all that can be added."""
    sums = [0.0, *accumulate(bits)]
    for length in bip39.LENGTHS:
        needed = least - INTRODUCED - length // 3
        for begin in range(len(bits) - length + 1):
            if sums[begin + length] - sums[begin] >= needed:
                yield begin, begin + length


def weighed(text: str, first: int, bits: Sequence[float], row: Sequence[int], begin: int, past: int) -> float:
    """The worth of one window; standing right behind "助记词是" is worth something too."""
    introduced = text[max(0, first + begin - 1) : first + begin] in INTRODUCTION
    return worth(sum(bits[begin:past]), row[begin:past]) + (INTRODUCED if introduced else 0)


def repeating(text: str, first: int, row: Sequence[int]) -> Iterator[Match]:
    """ "的的的的的的的的的的的在": such characters prove nothing, so many repeats with a checksum do."""
    for begin, past in bip39.valid_windows(row):
        if is_repeating(text[first + begin : first + past]):
            yield Match(Kind.SEED_PHRASE, first + begin, first + past, 0.97)


def listed_parts(text: str, start: int, end: int, book: dict[str, int]) -> Iterator[tuple[int, list[int]]]:
    """Where listed characters stand in a row: the first, and their places in the list."""
    known = [*map(book.get, text[start:end]), None]
    first = 0
    while first < len(known):
        past = known.index(None, first)
        if past > first:
            yield start + first, cast("list[int]", known[first:past])
        first = past + 1
