"""Seed phrases whose words stand apart, in whatever company: one door to the shapes that ask for it.

`seeds` reads runs of words with little between them. These look at the same words another way: by what divides them,
by the numbers they are counted with, by the clauses they begin, as the only English of a Chinese text.
"""

from collections.abc import Iterator
from itertools import repeat

from answerback.guard.kinds import Match
from answerback.guard.secrets import seeds_among_han, seeds_counted, seeds_divided, seeds_in_clauses
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.words import BOTH, EVERYDAY, PREFIX, UNKNOWN, WORD, lexicon

FEWEST = 8
NOT_LISTED = bytes(set(range(256)) - {WORD, BOTH, PREFIX, EVERYDAY})
SHAPES = (seeds_divided.find, seeds_counted.find, seeds_in_clauses.find, seeds_among_han.find)


def find(searched: Plain) -> Iterator[Match]:
    if len(searched.words) < FEWEST:
        return
    flags = bytes(map(lexicon().ascii.get, searched.words, repeat(UNKNOWN)))
    if len(flags.translate(None, NOT_LISTED)) >= FEWEST:
        for shape in SHAPES:
            yield from shape(searched, flags)
