"""Seed phrases of which each word has a remark of its own: "zebra like the animal, gospel as in church, quantum …".

A list of clauses that begin with a listed word each, a dozen in a row: sentences begin with other words. A list of
food or animals may do so too, hence a word for seed phrases has to be near before the text is refused.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import mentioned
from answerback.guard.secrets.tokens import COMMON_SCORE, WORD_SCORE
from answerback.guard.secrets.words import BOTH, DIVIDER, FILLER, UNKNOWN, WORD, lexicon

CLAUSE = pattern(r"[^:：,;.，；、。\n]+")
NO_DIVIDERS = bytes(set(range(256)) - set(b":,;.\n?"))
WORD_OF_LETTERS = pattern("[a-z]+")
CODE = pattern(r"[(){}=<>_\[\]$@\\]")
FEWEST, ENOUGH, LONGEST, MOST_MISSED = 10, 8.5, 64, 1
# Clauses that begin with listed words, past fillers, one in between that does not at most; DIVIDER is \x06.
HEAD = rb"\x06++\x01*+[\x02\x03\x05][^\x06]*+"
MANY_HEADS = pattern(rb"%(head)b(?:%(head)b|\x06++[^\x06]++%(head)b){9,}+" % {b"head": HEAD})
DIVIDED = bytes([DIVIDER])
Head = tuple[int, int, float]


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    if len(searched.low.translate(None, NO_DIVIDERS)) < FEWEST - 1:
        return
    for start, end in windows(searched):
        yield from phrases(searched.lowered, start, end)


def windows(searched: Plain) -> Iterator[tuple[int, int]]:
    """Where most clauses may begin with a listed word, told by what each word is; from a word to a word."""
    signs = b"," + searched.clauses
    row = bytes(map(lexicon().ascii.get, signs.replace(b",", b" , ").split(), repeat(UNKNOWN)))
    ends = [0, *(end for _, end in searched.spans)]
    begins = [*(start for start, _ in searched.spans), len(searched.text)]
    words, read = 0, 0
    for found in MANY_HEADS.finditer(row):
        first = words + len(row[read : found.start()].translate(None, DIVIDED))
        words, read = first + len(found.group().translate(None, DIVIDED)), found.end()
        yield ends[first], begins[words]


def phrases(text: str, start: int, end: int) -> Iterator[Match]:
    heads: list[Head] = []
    missed = 0
    for clause in CLAUSE.finditer(text, start, end):
        head = head_of(text, *clause.span())
        if head is not None:
            heads.append(head)
            missed = 0
        elif heads and clause.group().strip():
            missed += 1
            if missed > MOST_MISSED:
                yield from phrase(text, heads)
                heads, missed = [], 0
    yield from phrase(text, heads)


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
