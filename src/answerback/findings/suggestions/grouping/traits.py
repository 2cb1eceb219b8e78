"""What a wish is recognised by: terms (in either language), Chinese characters and their sound, English words.

A term is a concept of a wallet ("transfer", 转账 and 打钱 are one), so that two languages meet in it; a pair is two
terms said together. Characters catch what no term names; sounds catch what speech recognition misspells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise

from answerback.findings.suggestions.grouping.english import stem, tokens
from answerback.findings.suggestions.grouping.terms import Term, fillers, terms
from answerback.guard.messages.folding import fold
from answerback.guard.messages.sounds import table

MOST_TERMS = 12
MOST_LETTERS = 600
HAN_RUN = re.compile("[\u3400-\u9fff]+")


class Kind(IntEnum):
    """Three bits of every key (`weigh.kind_of`)."""

    TERM = 1
    PAIR = 2
    HAN = 3
    SOUND = 4
    WORD = 5
    TOPIC = 6
    WEAK_TERM = 7


@dataclass(frozen=True, order=True)
class Trait:
    """One feature; `shown` is how a person reads it."""

    kind: Kind
    name: str
    shown: str = ""


def traits_of(text: str, topics: Sequence[str] = ()) -> tuple[Trait, ...]:
    """Every feature of a text once, in a stable order; texts are looked at up to 600 letters.

    >>> [one.name for one in traits_of("字体太小了") if one.kind is Kind.TERM]
    ['font', 'small']
    >>> [one.name for one in traits_of("The letters are too small.") if one.kind is Kind.TERM]
    ['font', 'small']
    """
    letters = fold(text).letters[:MOST_LETTERS]
    words = tokens(letters)
    found = list(dict.fromkeys([*terms().in_han(letters), *terms().in_english(words)]))
    every = [
        *_terms(found),
        *_han(letters),
        *_words(words),
        *(Trait(Kind.TOPIC, topic) for topic in topics),
    ]
    return tuple(sorted({(one.kind, one.name): one for one in every}.values()))


def _terms(found: Sequence[Term]) -> Iterator[Trait]:
    strong = sorted((one for one in found if not one.is_weak), key=lambda one: one.name)[:MOST_TERMS]
    for one in found:
        yield Trait(Kind.WEAK_TERM if one.is_weak else Kind.TERM, one.name, one.shown)
    for first, second in combinations(strong, 2):
        yield Trait(Kind.PAIR, f"{first.name}+{second.name}", f"{first.shown} + {second.shown}")


def _han(letters: str) -> Iterator[Trait]:
    """Pairs of neighbouring characters, and of their syllables, that are no filler."""
    sounds = table()
    for run in HAN_RUN.findall(letters):
        for piece in fillers().cut(run):
            for first, second in pairwise(piece):
                yield Trait(Kind.HAN, first + second, first + second)
                if first in sounds and second in sounds:
                    said = f"{sounds[first]} {sounds[second]}"
                    yield Trait(Kind.SOUND, said, said)


def _words(words: Sequence[str]) -> Iterator[Trait]:
    for word in words:
        if word not in fillers().english and not word.isdigit() and len(word) > 1:
            yield Trait(Kind.WORD, stem(word), word)
