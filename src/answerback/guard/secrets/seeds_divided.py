"""Seed phrases whose words stand apart by one and the same divider, whatever it is: `<li>abandon</li><li>ability…`,
`abandon%20ability`, `word_1: abandon`, 【abandon】【ability】, "abandon(放弃) ability(能力)", "abandon as in the song".

Prose and code put different things between their words; twelve listed words with the same in between are a list.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.everyday_lists import is_everyday_list
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import mentioned
from answerback.guard.secrets.tokens import COMMON_SCORE, WORD_SCORE
from answerback.guard.secrets.words import WORD, lexicon

FEWEST, ENOUGH = 12, 8.5
LONGEST_DIVIDER = 40
MOST_BETWEEN = 5
"""Words in a divider: "like in the movie", `</td><td>`, the name of a field."""
ROW = pattern(rb"[\x02-\x05]{12,}+")
REPEATED = pattern(r"(.)\1+", re.DOTALL)
COUNTS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
COUNTS += " one two three four five six seven eight nine ten eleven twelve"
VARYING = pattern(
    rf"(?P<number>[0-9]+|(?<![a-z])(?:{'|'.join(COUNTS.split())})(?![a-z]))|[\u4e00-\u9fff]+", re.IGNORECASE
)
LETTER = pattern(r"[^\W\d_]")
Span = tuple[int, int]


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    rows = list(in_step(flags))
    if not rows:
        return
    for first, past, stride in rows:
        for words in alike(searched.text, searched.spans[first:past:stride]):
            if is_phrase(searched.low, words):
                yield as_sure(searched.lowered, words)


def in_step(flags: bytes) -> Iterator[tuple[int, int, int]]:
    """A dozen listed words and always as many others, whatever they are, before the next: `(first, past, step)`."""
    for stride in range(1, MOST_BETWEEN + 2):
        for phase in range(stride):
            for found in ROW.finditer(flags[phase::stride]):
                yield phase + found.start() * stride, phase + (found.end() - 1) * stride + 1, stride


def alike(text: str, words: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The longest rows with the same divider throughout; numbers and Chinese glosses in it may differ."""
    dividers = [text[before[1] : after[0]] for before, after in pairwise(words)]
    shape_of = {divider: shape(divider) for divider in set(dividers)}
    shapes = [*map(shape_of.__getitem__, dividers)]
    begin = 0
    for place in range(1, len(words)):
        if not shapes[place - 1] or (place - 1 > begin and shapes[place - 1] != shapes[place - 2]):
            if place - begin >= FEWEST:
                yield words[begin:place]
            begin = place - 1 if shapes[place - 1] else place
    if len(words) - begin >= FEWEST:
        yield words[begin:]


def shape(divider: str) -> str:
    """The same for all dividers of one kind, also at the end of a line; nothing for one that is too long."""
    if len(divider) > LONGEST_DIVIDER:
        return ""
    if LETTER.search(divider) is None:
        return " "
    alike = VARYING.sub(lambda found: "0" if found["number"] else "汉", divider)
    return REPEATED.sub(r"\1", "".join(alike.split())) or " "


def as_sure(text: str, words: Sequence[Span]) -> Match:
    """A list that somebody may have written is taken out, and the rest of the text kept."""
    start, end = words[0][0], words[-1][1]
    listed = is_everyday_list([text[first:past] for first, past in words])
    return Match(Kind.SEED_PHRASE, start, end, 0.6 if listed and not mentioned(text, start, end) else 0.9)


def is_phrase(low: bytes, words: Sequence[Span]) -> bool:
    """Enough rare words, most of them different; or the checksum."""
    written = [low[start:end] for start, end in words]
    flags, places = lexicon().ascii, lexicon().places["english"]
    if len(set(written)) * 5 < len(written) * 4:
        return False
    worth = sum(WORD_SCORE if flags.get(word) == WORD else COMMON_SCORE for word in written)
    listed = [places.get(word.decode()) for word in written]
    return worth >= ENOUGH or (None not in listed and bip39.is_valid([place or 0 for place in listed]))
