"""Seed phrases of which each word has a remark of its own: "zebra like the animal, gospel as in church, quantum …".

A list of clauses that begin with a listed word each, a dozen in a row: sentences begin with other words. A list of
food or animals may do so too, hence a word for seed phrases has to be near before the text is refused.
"""

import re
from collections.abc import Iterator, Sequence

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import mentioned
from answerback.guard.secrets.tokens import COMMON_SCORE, WORD_SCORE
from answerback.guard.secrets.words import BOTH, FILLER, UNKNOWN, WORD, lexicon

CLAUSE = pattern(r"[^:：,;.，；、。\n]+")
DIVIDERS = re.compile(rb"[:,;.\n?]")
WORD_OF_LETTERS = pattern("[a-z]+")
CODE = re.compile(r"[(){}=<>_\[\]$@\\]")
FEWEST, ENOUGH, LONGEST, MOST_MISSED = 10, 8.5, 64, 1
Head = tuple[int, int, float]


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    if len(DIVIDERS.findall(searched.low)) < FEWEST - 1:
        return
    heads: list[Head] = []
    missed = 0
    for clause in CLAUSE.finditer(searched.lowered):
        head = head_of(searched.lowered, *clause.span())
        if head is not None:
            heads.append(head)
            missed = 0
        elif heads and clause.group().strip():
            missed += 1
            if missed > MOST_MISSED:
                yield from phrase(searched.lowered, heads)
                heads, missed = [], 0
    yield from phrase(searched.lowered, heads)


def head_of(text: str, start: int, end: int) -> Head | None:
    """The listed word a clause begins with, past numbers and fillers; none in a clause of code."""
    if end - start > LONGEST or CODE.search(text, start, end):
        return None
    small: Head | None = None
    for found in WORD_OF_LETTERS.finditer(text, start, end):
        flag = lexicon().flags.get(found.group(), UNKNOWN)
        if flag == BOTH:
            small = small or (*found.span(), COMMON_SCORE)
        elif flag != FILLER:
            listed = found.group() in lexicon().places["english"]
            return (*found.span(), WORD_SCORE if flag == WORD else COMMON_SCORE) if listed else small
    return small


def phrase(text: str, heads: Sequence[Head]) -> Iterator[Match]:
    words = {text[start:end] for start, end, _ in heads}
    if len(heads) >= FEWEST and len(words) * 5 >= len(heads) * 4 and sum(head[2] for head in heads) >= ENOUGH:
        start, end = heads[0][0], heads[-1][1]
        yield Match(Kind.SEED_PHRASE, start, end, 0.9 if mentioned(text, start, end) else 0.6)
