"""Where the words of the rules stand in a folded text: as written, and by sound."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from answerback.guard.messages.folding import Folded
from answerback.guard.messages.sounds import table
from answerback.guard.messages.tables import Rulebook, rulebook

Span = tuple[int, int]
Spotted = dict[str, list[Span]]
FIRST_SOUND = 0xE000
"""Syllables are written as one private character each, so that words by sound are found like words by letter."""
HALVES = 2
EVERYWHERE = (
    "的了着过得到在是有不没无可以能会要请让给向把被和跟再就都也这那来去上下里中大小一几我你您他她们人"
)
"""Beside these anything stands: 死了 is not 私了."""
NOT = "不勿"
"""A refusal begins with them whatever is heard after."""
PARTICLES = "吗嘛么呢吧"
"""They end a question: 短信吗 is not 短信码."""


class Spotter:
    """Finds every word that begins at each letter; the work is linear in the text."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.beginning: dict[str, list[str]] = defaultdict(list)
        self.meanings = words
        for word in words:
            self.beginning[word[:2]].append(word)

    def find(self, letters: str) -> Iterable[tuple[int, str]]:
        beginning = self.beginning
        for at, letter in enumerate(letters):
            for beginnings in (beginning.get(letter), beginning.get(letters[at : at + 2])):
                for word in beginnings or ():
                    if letters.startswith(word, at) and whole(letters, at, at + len(word)):
                        yield at, word


def whole(letters: str, start: int, end: int) -> bool:
    """Latin words do not begin or end inside another; Han words stand anywhere."""
    return not (latin(letters, start - 1) and latin(letters, start)) and not (
        latin(letters, end - 1) and latin(letters, end)
    )


def latin(letters: str, at: int) -> bool:
    return 0 <= at < len(letters) and letters[at].isascii() and letters[at] != " "


def spot(text: str, folded: Folded) -> Spotted:
    """Every meaning with the spans of the words that have it, from left to right."""
    found: dict[str, set[Span]] = defaultdict(set)
    book, by_letter, by_sound = rulebook(), *spotters()
    written: set[int] = set()
    for at, word in by_letter.find(folded.letters):
        if broken(folded, at, word):
            continue
        written.add(at)
        for meaning in by_letter.meanings[word]:
            found[meaning].add((at, at + len(word)))
    for at, heard in by_sound.find(folded.letters.translate(sounds())):
        if at in written or broken(folded, at, heard) or folded.letters[at + len(heard) - 1] in PARTICLES:
            continue
        for word in by_sound.meanings[heard]:
            if len(word) > HALVES or word in book.sounding or half_written(word, folded.letters, at):
                for meaning in book.words[word]:
                    found[meaning].add((at, at + len(heard)))
    add_patterns(book, text, folded, found)
    for refusing in ("refusing", "refusing_far", "exposing", "shunning"):
        found[refusing] = uncalmed(found[refusing], found["calming"])
    spotted = {meaning: sorted(spans) for meaning, spans in found.items() if spans}
    for meaning, parts, gap in book.made:
        if all(part in spotted for part in parts):
            spans = {
                span for one in spotted[parts[0]] for span in followed(one, parts[1:], gap, folded, spotted)
            }
            spotted[meaning] = sorted(spans.union(spotted.get(meaning, [])))
    return {meaning: spans for meaning, spans in spotted.items() if spans}


def followed(span: Span, parts: tuple[str, ...], gap: int, folded: Folded, spotted: Spotted) -> set[Span]:
    """From `span` on to the end of its followers, each near the one before, all in one clause."""
    reached, reach = {span}, scaled(gap, folded, span[0])
    for part in parts:
        reached = {
            (span[0], until)
            for _, end in reached
            for at, until in within(
                spotted[part], end, end + reach + 1 + (folded.letters[end : end + 1] == " ")
            )
            if folded.clause(at) == folded.clause(span[0])
        }
    return reached


def half_written(word: str, letters: str, at: int) -> bool:
    """Whether a word of two characters has one of them as written and the other by sound alone."""
    denied = word[0] in NOT and word[0] == letters[at]
    return denied or any(word[n] == letters[at + n] and word[n] not in EVERYWHERE for n in range(HALVES))


def uncalmed(refusals: set[Span], calming: set[Span]) -> set[Span]:
    """Without those inside a longer word that is no refusal: 不要担心, 能不能."""
    longest: dict[int, int] = {}
    for start, end in calming:
        for place in range(start, end):
            longest[place] = max(longest.get(place, 0), end - start)
    return {span for span in refusals if longest.get(span[0], 0) < span[1] - span[0]}


def broken(folded: Folded, at: int, word: str) -> bool:
    """Whether a clause ends inside: then it is no word."""
    return folded.clause(at) != folded.clause(at + len(word) - 1)


def add_patterns(book: Rulebook, text: str, folded: Folded, found: dict[str, set[Span]]) -> None:
    for meaning, pattern in book.patterns:
        for match in pattern.finditer(text):
            start, end = (bisect_left(folded.places, place) for place in match.span())
            if start < end:
                found[meaning].add((start, end))


def scaled(reach: int, folded: Folded, at: int) -> int:
    """A reach is counted in Han letters; Latin words are longer."""
    return reach * 2 if folded.letters[at].isascii() else reach


def within(spans: list[Span], start: int, end: int) -> list[Span]:
    """Those that begin at `start` or later, before `end`."""
    return spans[bisect_left(spans, (start, 0)) : bisect_right(spans, (end, 0))]


@cache
def spotters() -> tuple[Spotter, Spotter]:
    """One for letters, which knows the meanings of each word, and one for sounds, which knows the words."""
    book = rulebook()
    heard: dict[str, list[str]] = defaultdict(list)
    for word in book.words:
        if word in book.sounding or (len(word) == HALVES and all(ord(sign) in sounds() for sign in word)):
            heard[word.translate(sounds())].append(word)
    return Spotter(book.words), Spotter(heard)


@cache
def sounds() -> dict[int, int]:
    """Each Han character and the private character of its syllable."""
    heard = table()
    numbered = {syllable: FIRST_SOUND + at for at, syllable in enumerate(sorted(set(heard.values())))}
    return {ord(sign): numbered[syllable] for sign, syllable in heard.items()}
