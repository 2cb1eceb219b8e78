"""Seed phrases that are counted: "word one is …, second …", "and the first is …", "number three it says …".

A count that goes up by one, and a listed word behind each number: what is said between them does not matter then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.tokens import COMMON_SCORE, WORD_SCORE
from answerback.guard.secrets.views import places
from answerback.guard.secrets.words import BOTH, FILLER, UNKNOWN, WORD, lexicon

CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
CARDINALS += " seventeen eighteen nineteen twenty"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
)
ORDINALS += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
HAN = "一二三四五六七八九"
VALUES = {name: value for names in (CARDINALS, ORDINALS) for value, name in enumerate(names.split(), start=1)}
VALUES |= {sign: value for value, sign in enumerate(f"{HAN}十", start=1)}
VALUES |= {f"十{sign}": value for value, sign in enumerate(HAN, start=11)} | {"二十": 20}
VALUES |= {f"二十{sign}": value for value, sign in enumerate(HAN[:4], start=21)}
NAMES = frozenset(name.encode() for name in VALUES if name.isascii())
LONGEST_FIRST = "|".join(sorted(map(bytes.decode, NAMES), key=len, reverse=True))
NUMBER = pattern(
    rf"(?<![a-z0-9])(?P<tens>twenty[ -](?=[a-z]))?(?P<name>{LONGEST_FIRST})(?![a-z0-9])"
    rf"|(?<![0-9.,:])(?P<digits>[0-9]{{1,2}})(?![0-9]|[.,:][0-9])|第?(?P<han>[{HAN}十]{{1,3}})(?=[个個号])"
)
DIGITS = pattern(b"[0-9]++")
HAN_NUMBER = pattern(f"第?[{HAN}十]{{1,3}}+(?=[个個号])")
NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
WORD_OF_LETTERS = pattern("[a-z]+")
FEWEST, WHOLE, HIGHEST = 8, 12, 24
ENOUGH_PART, ENOUGH_SPOKEN, ENOUGH_LISTED = 6.6, 5.5, 8.5
MOSTLY = 0.7
REACH, MOST_APART, MOST_STRANGERS = 48, 120, 4
FARTHEST = len("twenty-seventeenth") + REACH + MOST_APART
"""Characters from the beginning of a number to that of the next, at most."""
MOST_OPEN = 3
"""Counts that are followed at once: "one" may be a word of the phrase and not its first number."""


@dataclass(frozen=True)
class Said:
    """A number, whether in words, and the listed word behind it: where it stands, what it is worth."""

    value: int
    begin: int
    in_words: bool
    start: int
    end: int
    worth: float


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    if may_count(searched):
        for start, end in windows(searched):
            yield from counted(searched.lowered, start, end)


def windows(searched: Plain) -> Iterator[tuple[int, int]]:
    """Where numbers enough for a series stand, none too far from the next to count on from it."""
    begins = sorted(begins_of_numbers(searched))
    first = 0
    for place in range(1, len(begins) + 1):
        if place == len(begins) or begins[place] - begins[place - 1] > FARTHEST:
            if place - first >= FEWEST:
                yield begins[first], begins[place - 1] + FARTHEST
            first = place


def begins_of_numbers(searched: Plain) -> Iterator[int]:
    """Where NUMBER may be found, and where it may not: told without it, for it is slow."""
    yield from (found.start() for found in DIGITS.finditer(searched.low) if len(found.group()) <= 2)
    names = bytes(map(NAMES.__contains__, searched.words))
    yield from (searched.spans[place][0] for place in places(names, b"\1"))
    if not searched.text.isascii():
        yield from (found.start() for found in HAN_NUMBER.finditer(searched.text))


def counted(text: str, start: int, end: int) -> Iterator[Match]:
    """Series of numbers that go up by one, each with a listed word behind it."""
    open_series: list[list[Said]] = []
    for said in numbers(text, start, end):
        closed = [series for series in open_series if said.begin - series[-1].end > MOST_APART]
        open_series = [series for series in open_series if series not in closed]
        for series in closed:
            yield from phrase(text, series)
        counting_on = [series for series in open_series if said.value == series[-1].value + 1]
        for series in counting_on:
            series.append(said)
        if said.value <= 1 or not open_series:
            open_series = [*open_series[-MOST_OPEN + 1 :], [said]]
    for series in open_series:
        yield from phrase(text, series)


def may_count(searched: Plain) -> bool:
    """Whether there are numbers enough: in words, in digits, or Chinese ones."""
    return (
        len(searched.low.translate(None, NOT_DIGITS)) >= FEWEST
        or sum(map(NAMES.__contains__, searched.words)) >= FEWEST
        or searched.text.count("第") >= FEWEST
    )


def numbers(text: str, start: int, end: int) -> Iterator[Said]:
    """Every number with the listed word behind it, if there is one before long."""
    for found in NUMBER.finditer(text, start, end):
        in_words = found["digits"] is None
        word = word_behind(text, found.end(), MOST_STRANGERS if in_words else 0)
        value = 20 * bool(found["tens"]) + (
            VALUES.get(found["name"] or found["han"], 0) if in_words else int(found["digits"])
        )
        if word is not None and value <= HIGHEST:
            yield Said(value, found.start(), in_words, *word)


def word_behind(text: str, place: int, strangers: int) -> tuple[int, int, float] | None:
    """The first listed word, past fillers and a few strangers; a filler that is listed if there is no other."""
    flags, listed, small = lexicon().flags, lexicon().places["english"], None
    for found in WORD_OF_LETTERS.finditer(text, place, place + REACH):
        flag = flags.get(found.group(), UNKNOWN)
        if flag == BOTH:
            small = small or (*found.span(), COMMON_SCORE)
        elif flag != FILLER and found.group() in listed:
            return *found.span(), WORD_SCORE if flag == WORD else COMMON_SCORE
        elif flag != FILLER and (strangers := strangers - 1) < 0:
            break
    return small


def phrase(text: str, series: Sequence[Said]) -> Iterator[Match]:
    """A dozen, or eight rare ones; what is written with numbers may be any list and has to be worth more."""
    words = {text[said.start : said.end] for said in series}
    if len(series) < FEWEST or len(words) * 5 < len(series) * 4:
        return
    worth = sum(said.worth for said in series)
    spoken = sum(said.in_words for said in series) * 2 > len(series)
    if len(series) >= WHOLE and worth >= (ENOUGH_SPOKEN if spoken else ENOUGH_LISTED):
        yield Match(Kind.SEED_PHRASE, series[0].start, series[-1].end, 0.9)
    elif spoken and worth >= ENOUGH_PART and worth >= MOSTLY * len(series):
        yield Match(Kind.SEED_PHRASE, series[0].start, series[-1].end, 0.6)
