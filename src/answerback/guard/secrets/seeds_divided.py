"""Seed phrases whose words stand apart by one and the same divider, whatever it is: `<li>abandon</li><li>ability…`,
`abandon%20ability`, `w1=abandon&w2=ability`, 【abandon】【ability】, "abandon(放弃) ability(能力)".

Prose and code put different things between their words; twelve listed words with the same in between are a list.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.tokens import COMMON_SCORE, WORD_SCORE
from answerback.guard.secrets.words import UNKNOWN, WORD, lexicon

FEWEST, ENOUGH = 12, 8.5
LONGEST_DIVIDER = 40
# A listed word and always as many others, none to four, before the next.
ROWS = tuple(re.compile(rb"[\x02-\x05](?:[\x00\x01]{%d}[\x02-\x05]){11,}+" % between) for between in range(5))
ASCII_WORD = re.compile(b"[a-z]+")
REPEATED = re.compile(r"(.)\1+", re.DOTALL)
VARYING = re.compile("(?P<number>[0-9]+)|[\u4e00-\u9fff]+")
Span = tuple[int, int]


def find(searched: Plain) -> Iterator[Match]:
    if len(searched.words) < FEWEST:
        return
    flags = bytes(map(lexicon().ascii.get, searched.words, repeat(UNKNOWN)))
    rows = [(found.span(), between) for between, row in enumerate(ROWS) for found in row.finditer(flags)]
    if not rows:
        return
    spans = [found.span() for found in ASCII_WORD.finditer(searched.low)]
    for (first, past), between in rows:
        for words in alike(searched.text, spans[first : past : between + 1]):
            if is_phrase(searched.low, words):
                yield Match(Kind.SEED_PHRASE, words[0][0], words[-1][1], 0.9)


def alike(text: str, words: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The longest rows with the same divider throughout; numbers and Chinese glosses in it may differ."""
    begin, last = 0, ""
    for place in range(1, len(words)):
        divider = shape(text[words[place - 1][1] : words[place][0]])
        if (place > 1 and divider != last) or not divider:
            if place - begin >= FEWEST:
                yield words[begin:place]
            begin = place - 1 if divider else place
        last = divider
    if len(words) - begin >= FEWEST:
        yield words[begin:]


def shape(divider: str) -> str:
    """The same for all dividers of one kind, also at the end of a line; nothing for one that is too long."""
    if len(divider) > LONGEST_DIVIDER:
        return ""
    alike = VARYING.sub(lambda found: "0" if found["number"] else "汉", divider)
    return REPEATED.sub(r"\1", "".join(alike.split())) or " "


def is_phrase(low: bytes, words: Sequence[Span]) -> bool:
    """Enough rare words, most of them different; or the checksum."""
    written = [low[start:end] for start, end in words]
    flags, places = lexicon().ascii, lexicon().places["english"]
    if len(set(written)) * 5 < len(written) * 4:
        return False
    worth = sum(WORD_SCORE if flags.get(word) == WORD else COMMON_SCORE for word in written)
    listed = [places.get(word.decode()) for word in written]
    return worth >= ENOUGH or (None not in listed and bip39.is_valid([place or 0 for place in listed]))
