"""Seed phrases of other lists: Monero (25 words), the first Electrum (12), SLIP-39 shares (20, 33).

No list is needed. Monero repeats one word at the end, chosen by CRC-32 of the three-letter beginnings (source:
electrum-words.cpp of the Monero project, `create_checksum_index`). The rest shows as a row of a dozen words and more
without one small word of grammar, near a word for seed phrases.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import itemgetter

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import MENTION, REACH
from answerback.guard.secrets.words import lexicon, words_of

ROW = pattern(r"[a-z](?<![a-z].)[a-z]{3,}+(?:[\s,]{1,2}[a-z]{4,}+){12,}+")
LOOSE_ROW = pattern(r"[a-z](?<![a-z].)[a-z]{2,}+(?:[\s,;0-9.]{1,5}[a-z]{3,}+){11,}+")
WORD = pattern(r"[a-z]+")
CAMELS = pattern(r"(?:[A-Z][a-z]{2,7}){12,}+")
HUMP = pattern("[A-Z][a-z]+")
TRIGGERS = (b"seed", b"mnemonic", b"recovery", b"backup", b"share", b"monero", b"xmr", b"electrum")
CHINESE_TRIGGERS = ("助", "备", "恢", "种")
ROOM = 1_200  # characters around such a word in which a row is looked for
BESIDE = 16
"""Characters beside a row that can make it an announced one: a word and a colon before, a quotation mark behind."""
LONG_WORDS, MIDDLING_WORDS = pattern(rb"[\x04-\xff]{13,}+"), pattern(rb"[\x03-\xff]{12,}+")
NAMED = pattern(rf"{MENTION.pattern}|monero|xmr|electrum|slip-?39|shamir|\bshares?\b")
MONERO_LENGTHS = (25, 13)
SAME_START, SHORT_REACH = 3, 24
FEWEST, LONGEST, MOSTLY, MOST_REPEATED = 12, 60, 0.85, 3
# "Electrum seed:" and then twelve or twenty-four words, most of grammar or not, to the end of the line.
ANNOUNCED = pattern(
    r"(?:[:：=>→—–-]|\b(?:is|are|was|were|reads?|says?|goes|words?|phrase|seed|mnemonic)\b|[是为為词詞])\s{0,3}[\"'“‘「(（]?"
    r"(?P<words>[a-z]{3,}+(?: [a-z]{3,}+){11}(?:(?: [a-z]{3,}+){12})?+)[ .\"'”’」)）]?(?=\n|\Z)"
)
NEVER_LISTED = frozenset(
    (
        "the",
        "and",
        "for",
        "was",
        "were",
        "are",
        "you",
        "your",
        "this",
        "that",
        "with",
        "from",
        "have",
        "has",
        "had",
    )
)
"""Sentences have them, the old list of Electrum has none."""


def find(searched: Plain) -> Iterator[Match]:
    text = searched.lowered if len(searched.words) >= FEWEST else ""
    lengths = bytes(map(min, map(len, searched.words), repeat(255))) if text else b""
    for row in LONG_WORDS.finditer(lengths):
        for found in ROW.finditer(text, searched.spans[row.start()][0], searched.spans[row.end() - 1][1]):
            yield from monero(text, found.start(), found.end())
    if searched.has_many_letters:
        yield from camels(searched)
    rows = [
        (searched.spans[row.start()][0], searched.spans[row.end() - 1][1])
        for row in MIDDLING_WORDS.finditer(lengths)
    ]
    if rows:
        for start, end in searched.windows(TRIGGERS, CHINESE_TRIGGERS, before=ROOM, after=ROOM):
            for first, past in rows[bisect_left(rows, start, key=itemgetter(1)) :]:
                if first >= end:
                    break
                yield from announced(text, max(start, first - BESIDE), min(end, past + BESIDE))


def camels(searched: Plain) -> Iterator[Match]:
    """Words of the English list joined LikeThis."""
    for found in CAMELS.finditer(searched.text):
        if all(hump.lower() in lexicon().places["english"] for hump in HUMP.findall(found.group())):
            yield Match(Kind.SEED_PHRASE, *found.span(), 0.97)


def announced(text: str, start: int, end: int) -> Iterator[Match]:
    """A row of words near a name for seed phrases of any list."""
    for found in LOOSE_ROW.finditer(text, start, end):
        if NAMED.search(text, max(0, found.start() - REACH), found.end() + REACH):
            yield from without_grammar(text, found.start(), found.end())
    for found in ANNOUNCED.finditer(text, start, end):
        named = NAMED.search(text, max(0, found.start() - SHORT_REACH), found.start("words"))
        if named and NEVER_LISTED.isdisjoint(found["words"].split()):
            yield Match(Kind.SEED_PHRASE, *found.span("words"), 0.7)


def monero(text: str, start: int, end: int) -> Iterator[Match]:
    spans = [found.span() for found in WORD.finditer(text, start, end)]
    words = [text[first:past] for first, past in spans]
    for length in MONERO_LENGTHS:
        for begin in range(min(len(words), LONGEST) - length + 1):
            if is_monero(words[begin : begin + length]):
                yield Match(Kind.SEED_PHRASE, spans[begin][0], spans[begin + length - 1][1], 0.97)
                return


def is_monero(words: Sequence[str]) -> bool:
    """Whether the last word is the one the checksum points at."""
    starts = [word[:SAME_START] for word in words]
    if len(set(starts)) < len(starts) - MOST_REPEATED:
        return False
    pointed = zlib.crc32("".join(starts[:-1]).encode()) % (len(words) - 1)
    return starts[-1] == starts[pointed] and words[-1] == words[pointed]


def without_grammar(text: str, start: int, end: int) -> Iterator[Match]:
    """The parts of a row between its small words, if they are as long as a phrase and repeat next to nothing."""
    part: list[tuple[int, int]] = []
    for first, past in [*(found.span() for found in WORD.finditer(text, start, end)), (end, end)]:
        if first < past and text[first:past] not in words_of("grammar_english.txt"):
            part.append((first, past))
            continue
        words = {text[begin:finish] for begin, finish in part}
        if FEWEST <= len(part) <= LONGEST and len(words) >= MOSTLY * len(part):
            yield Match(Kind.SEED_PHRASE, part[0][0], part[-1][1], 0.8)
        part = []
