"""Seed phrases without anything between their words: "abandonabilityable…", whole or cut to four letters.

A long run of letters is read as a chain of words, each beginning where the last one ended. Random letters chain for
a word or two, glued sentences break at the first word that is not listed; a dozen in a row is a phrase.
"""

from collections.abc import Iterator
from functools import cache

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.slips import prefixes
from answerback.guard.secrets.words import word_list

SHORTEST, LONGEST = 3, 8  # letters of a listed word
FEWEST = 12
RUN = pattern(b"[a-z]{36,}")


def find(searched: Plain) -> Iterator[Match]:
    if not searched.has_many_letters:
        return
    for found in RUN.finditer(searched.low):
        for start, end in chains(found.group()):
            yield Match(Kind.SEED_PHRASE, found.start() + start, found.start() + end, 0.95)


def chains(letters: bytes) -> Iterator[tuple[int, int]]:
    """The longest chains of a dozen words and more, in order: `(start, end)`."""
    known = listed()
    count, begun = [0] * (len(letters) + 1), list(range(len(letters) + 1))
    best: tuple[int, int] | None = None
    for end in range(SHORTEST, len(letters) + 1):
        for start in range(end - SHORTEST, max(-1, end - LONGEST - 1), -1):
            longer = count[start] + 1 - count[end] or begun[end] - begun[start]
            if longer > 0 and letters[start:end] in known:
                count[end], begun[end] = count[start] + 1, begun[start]
        if count[end] >= FEWEST:
            if best is not None and begun[end] >= best[1]:
                yield best
                best = None
            best = (begun[end] if best is None else min(best[0], begun[end]), end)
    if best is not None:
        yield best


@cache
def listed() -> frozenset[bytes]:
    """The English words, and what four letters are left of them."""
    return frozenset(word.encode() for word in (*word_list("english"), *prefixes("english")))
