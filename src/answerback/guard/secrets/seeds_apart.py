"""Seed phrases whose words stand apart, in whatever company: one door to the shapes that ask for it.

`seeds` reads runs of words with little between them. These look at the same words another way: by what divides them,
by the numbers they are counted with, by the clauses they begin, as the only English of a Chinese text, without the
remarks between them.
"""

from collections.abc import Iterator

from answerback.guard.kinds import Match
from answerback.guard.secrets import (
    seeds_among_han,
    seeds_counted,
    seeds_divided,
    seeds_in_clauses,
    seeds_remarked,
)
from answerback.guard.secrets.plain import Plain

FEWEST = 8
SHAPES = (
    *(seeds_divided.find, seeds_counted.find, seeds_in_clauses.find, seeds_among_han.find),
    seeds_remarked.find,
)


def find(searched: Plain) -> Iterator[Match]:
    if searched.listed >= FEWEST:
        for shape in SHAPES:
            yield from shape(searched, searched.flags)
