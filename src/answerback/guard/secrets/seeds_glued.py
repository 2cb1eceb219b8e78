"""Phrases pasted again and again with nothing between: "… gorillazebra orient …" holds the last word and the first."""

from collections.abc import Iterator, Sequence

from answerback.guard.secrets.words import UNKNOWN, WORD, lexicon

SHORTEST, LONGEST = 2, 20
"""Characters of two words together: in Chinese each has one."""
Span = tuple[int, int]


def parted(lowered: str, spans: Sequence[Span]) -> Sequence[Span]:
    """The same with what is two words of the row in one cut into both: each stands in it alone as well."""
    flags = lexicon().flags
    words = {lowered[start:end] for start, end in spans}
    if not any(flags.get(word, UNKNOWN) == UNKNOWN and SHORTEST <= len(word) <= LONGEST for word in words):
        return spans
    listed = {word for word in words if flags.get(word, UNKNOWN) >= WORD}
    return [part for span in spans for part in cut(lowered, span, listed)]


def cut(lowered: str, span: Span, listed: set[str]) -> Iterator[Span]:
    start, end = span
    whole = lowered[start:end]
    if whole not in listed and SHORTEST <= len(whole) <= LONGEST:
        for middle in range(start + 1, end):
            if lowered[start:middle] in listed and lowered[middle:end] in listed:
                yield from ((start, middle), (middle, end))
                return
    yield span
