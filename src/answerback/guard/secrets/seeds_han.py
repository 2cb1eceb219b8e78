"""Chinese seed phrases without blanks look like Chinese: 98 % of the characters of ordinary dialogue are
listed, and 73 % of dialogues hold twelve characters with a valid checksum.

What tells them apart is that neighbours in a phrase do not know each other: ordinary text is made of common
pairs of frequent characters. `data/han_pairs.txt` holds pairs seen at least twice in the dialogues of
TeleAntiFraud (Apache-2.0, github.com/JimmyMa99/TeleAntiFraud); the lists themselves are sorted by frequency.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import log2

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import MENTION, REACH
from answerback.guard.secrets.spoken import HAN
from answerback.guard.secrets.words import data, word_list

RUN = re.compile(r"[\u4e00-\u9fff]{12,}+")
DICTATED = pattern(
    r"第[一二三四五六七八九十0-9]{1,3}[个個位]?[字词詞]?[是为為]?[\s:：，,“\"「]*(?![个個位字词詞是为為])([\u4e00-\u9fff])"
    r"(?:[，,]?[\u4e00-\u9fff]{1,3}的[\u4e00-\u9fff])?(?![\u4e00-\u9fff])"
)
KNOWN_PAIR, NEW_PAIR = -5.5, 1.2  # bits of evidence for a phrase
ENOUGH, ENOUGH_ALONE = 9.0, 2.0
ALONE_AFTER = ("", "\n", ":", "：", " ")
ENOUGH_MENTIONED = 4.0
# Where nobody names a seed phrase: in 12.7 MB of ordinary messages a valid twelve near a word of wallets came to
# 9.5 at most, elsewhere (strings of goods in advertisements) to 34.6; random twelves have 29, twenty-fours 59.
WALLET = pattern(
    r"短[语語]|恢[复復]|[钱錢]包|[导導]入|私[钥鑰]|密[钥鑰]|[词詞][组組]|[单單][词詞]|wallet|phrase"
)
ENOUGH_NEAR_WALLET, ENOUGH_ANYWHERE = 16.0, 40.0
NEARLY_AS_MUCH = 6.0
INTRODUCTION = frozenset("是为為：:词詞")
INTRODUCED = 6.0
MOST_ADDED = INTRODUCED + max(bip39.LENGTHS) // 3
FEWEST_STRANGE = 10
NOTHING = (0.0, 0, 0)
FEWEST_DICTATED = 6
BETWEEN_DICTATED = 16


def find(searched: Plain) -> Iterator[Match]:
    text = searched.text
    spans = [found.span() for found in RUN.finditer(text)]
    mentions = [found.start() for found in MENTION.finditer(searched.lowered)] if spans else []
    wallets = [found.start() for found in WALLET.finditer(searched.lowered)] if spans else []
    for start, end in spans:
        if end - start in bip39.LENGTHS and is_phrase(text, start, end):
            yield Match(Kind.SEED_PHRASE, start, end, 0.97)
        elif mentions and is_near(mentions, start, end):
            yield from strange_part(text, start, end)
        else:
            near_wallet = is_near(wallets, start, end)
            yield from embedded(text, start, end, ENOUGH_NEAR_WALLET if near_wallet else ENOUGH_ANYWHERE)
    if "第" in text:
        yield from dictated(text)


def is_near(mentions: Sequence[int], start: int, end: int) -> bool:
    next_mention = bisect_left(mentions, start - REACH)
    return next_mention < len(mentions) and mentions[next_mention] <= end + REACH


def is_phrase(text: str, start: int, end: int) -> bool:
    """A run that is a phrase from end to end."""
    needed = ENOUGH_ALONE if stands_alone(text, start, end) else ENOUGH
    for book in books():
        if book.keys() >= set(text[start:end]):
            places = [book[sign] for sign in text[start:end]]
            bits = sum(evidence(places))
            proven = bits >= needed or (needed == ENOUGH_ALONE and is_repeating(text[start:end]))
            if proven and bip39.is_valid(places):
                return True
    return False


def stands_alone(text: str, start: int, end: int) -> bool:
    """On a line of its own, or behind a colon."""
    return text[start - 1 : start] in ALONE_AFTER and text[end : end + 1] in ("", "\n", "\r", "。")


def is_repeating(signs: str) -> bool:
    """At most half of them different, and no number read aloud."""
    return 1 < len(set(signs)) <= len(signs) / 2 and not HAN.keys() >= set(signs)


def embedded(text: str, start: int, end: int, needed: float) -> Iterator[Match]:
    """A phrase with its checksum inside a sentence that says nothing of seed phrases."""
    for book in books():
        parts = listed_parts(text, start, end, book)
        score, first, past = max((valid_part(text, *part, needed) for part in parts), default=NOTHING)
        if score > 0:
            yield Match(Kind.SEED_PHRASE, first, past, 0.97)
        if score > 0 or book.keys() >= set(text[start:end]):
            return  # what both lists hold has the same place in either


def evidence(places: Sequence[int]) -> list[float]:
    """Bits, character by character, that these were drawn at random rather than written."""
    pairs = known_pairs()
    rarity = rarities()
    rare = [rarity[place] for place in places]
    strange = [KNOWN_PAIR if pair in pairs else NEW_PAIR for pair in pairwise(places)]
    return [rare[0], *(first + second for first, second in zip(rare[1:], strange, strict=True))]


def strange_part(text: str, start: int, end: int) -> Iterator[Match]:
    """Within reach of "助记词": a phrase with its checksum, or else the stretch with the most evidence."""
    for book in books():
        parts = list(listed_parts(text, start, end, book))
        score, first, past = max((valid_part(text, *part) for part in parts), default=NOTHING)
        if score >= ENOUGH_MENTIONED:
            yield Match(Kind.SEED_PHRASE, first, past, 0.97)
            return
        for first, places in parts:
            yield from repeating(text, first, places)
    for book in books():
        parts = list(listed_parts(text, start, end, book))
        score, first, past = max((strangest(*part) for part in parts), default=NOTHING)
        if past - first >= FEWEST_STRANGE and score >= ENOUGH_MENTIONED:
            yield Match(Kind.SEED_PHRASE, first, past, 0.9)
            return


def valid_part(
    text: str, first: int, places: Sequence[int], least: float = ENOUGH_MENTIONED
) -> tuple[float, int, int]:
    """The window of a phrase's length with a valid checksum and the most evidence: (bits, start, end).

    It is stretched over those that overlap it and have nearly as much: the phrase may be either.
    """
    if len(places) < min(bip39.LENGTHS):
        return NOTHING
    bits = evidence(places)
    if most(bits) + MOST_ADDED < least:
        return NOTHING
    shown = [
        (score, first + begin, first + past)
        for score, begin, past in weighed(text, first, bits)
        if score >= least and bip39.is_valid(places[begin:past])
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


def most(bits: Sequence[float]) -> float:
    """What no part of these comes above."""
    best = score = 0.0
    for more in bits:
        score = max(score + more, more)
        best = max(best, score)
    return best


def weighed(text: str, first: int, bits: Sequence[float]) -> Iterator[tuple[float, int, int]]:
    """Every window of a phrase's length with its sum: (sum, begin, past) in `bits`.

    The checksum is worth its bits, and so is standing right behind "助记词是".
    """
    sums = [0.0, *accumulate(bits)]
    for length in bip39.LENGTHS:
        for begin in range(len(bits) - length + 1):
            score = sums[begin + length] - sums[begin] + length // 3
            score += INTRODUCED if text[first + begin - 1 : first + begin] in INTRODUCTION else 0
            yield score, begin, begin + length


def repeating(text: str, first: int, places: Sequence[int]) -> Iterator[Match]:
    """ "的的的的的的的的的的的在": such characters prove nothing, so many repeats with a checksum do."""
    for begin, past in bip39.valid_windows(places):
        if is_repeating(text[first + begin : first + past]):
            yield Match(Kind.SEED_PHRASE, first + begin, first + past, 0.97)


def listed_parts(text: str, start: int, end: int, book: dict[str, int]) -> Iterator[tuple[int, list[int]]]:
    first, places = start, list[int]()
    for index in range(start, end):
        place = book.get(text[index])
        if place is not None:
            places.append(place)
            continue
        if places:
            yield first, places
        first, places = index + 1, []
    if places:
        yield first, places


def strangest(first: int, places: Sequence[int]) -> tuple[float, int, int]:
    """The part with the highest sum of evidence: (bits, start, end) in the text."""
    best, score, begin = (0.0, first, first), 0.0, 0
    for index, bits in enumerate(evidence(places)):
        if score <= 0:
            score, begin = 0.0, index
        score += bits
        best = max(best, (score, first + begin, first + index + 1))
    return best


def dictated(text: str) -> Iterator[Match]:
    """ "第一个字是贷，第二个字是款 …": six or more, one after the other."""
    series: list[re.Match[str]] = []
    for found in DICTATED.finditer(text):
        if series and found.start() - series[-1].end() > BETWEEN_DICTATED:
            yield from dictation(series)
            series = []
        if any(found.group(1) in book for book in books()):
            series.append(found)
    yield from dictation(series)


def dictation(series: Sequence[re.Match[str]]) -> Iterator[Match]:
    if len(series) >= FEWEST_DICTATED:
        yield Match(
            Kind.SEED_PHRASE, series[0].start(1), series[-1].end(), 0.95 if len(series) >= 12 else 0.6
        )


@cache
def rarities() -> tuple[float, ...]:
    """Bits for a character drawn at random rather than written, by its place: the lists begin with the commonest."""
    return tuple(log2((place + 10) * 5.3 / 2048) for place in range(2048))


@cache
def books() -> tuple[dict[str, int], ...]:
    """Both lists by character, sorted alike: a place means the same character in either script."""
    lists = (word_list("chinese_simplified"), word_list("chinese_traditional"))
    return tuple({sign: place for place, sign in enumerate(listed)} for listed in lists)


@cache
def known_pairs() -> frozenset[tuple[int, int]]:
    """Each line is a character followed by all that were seen after it."""
    book = books()[0]
    lines = (line for line in data("han_pairs.txt").splitlines() if not line.startswith("#"))
    return frozenset((book[line[0]], book[follower]) for line in lines for follower in line[1:])
