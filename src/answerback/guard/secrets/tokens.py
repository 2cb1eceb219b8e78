"""The tokens of a text as words of one of the lists: what each is worth as evidence for a seed phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from answerback.guard.secrets.everyday import ARTICLES, MARKERS
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.slips import repaired
from answerback.guard.secrets.words import (
    BOTH,
    EVERYDAY,
    FILLER,
    LANGUAGES,
    LATIN,
    PREFIX,
    UNKNOWN,
    WORD,
    lexicon,
)

TOKEN = pattern(
    r"[a-z\u00df-\u00f6\u00f8-\u017f\u0300-\u036f]++"
    r"|[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff]++"
    r"|[\u3041-\u3096\u3099\u309a\u30fc]++"
    r"|[\uac00-\ud7a3\u1100-\u11ff]++"
)

WORD_SCORE, COMMON_SCORE, SLIP_SCORE, FILLER_SCORE, ARTICLE_SCORE, STRANGER_SCORE = (
    1.0,
    0.4,
    0.5,
    -0.1,
    -1.0,
    -2.0,
)
REPEAT_SCORE = 1e-6
ENGLISH = LANGUAGES[0]
# Between dictated words stand blanks, numbers and punctuation, not the brackets and signs of code.
SEPARATION = pattern(
    r"(?:[\s0-9.,:;?!？！…\-/|#*+_\"'“”‘’«»、，。：；．·•→~)（）①-⑳\u2013\u2014`「」]|\((?=[0-9])|\[[0-9]{1,2}\]|\\(?=\s)){0,24}+|_|\s?=?>\s?"
)


class Token(NamedTuple):
    """One token of a stretch as one language sees it. `place` is None for fillers and strangers; `exact`: the
    word as it stands in the list; `apart`: more than separators between it and the token before."""

    start: int
    end: int
    place: int | None
    score: float
    exact: bool = False
    apart: bool = False


def tokens_of(lowered: str, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The stretch in the language most of its words belong to."""
    words = [lowered[start:end] for start, end in spans]
    language = language_of(words)
    tokens: list[Token] = []
    met: set[int] = set()
    past = spans[0][0] if spans else 0
    for index, ((start, end), word) in enumerate(zip(spans, words, strict=True)):
        gap = lowered[past:start]
        apart = gap not in (" ", "") and SEPARATION.fullmatch(gap) is None
        prose = word in ARTICLES and is_prose(words, index) and not numbers(lowered, start, end)
        place, score, exact = valued(word, language, prose=prose)
        if place is not None:
            score = REPEAT_SCORE if place in met else score
            met.add(place)
        tokens.append(Token(start, end, place, score, exact, apart))
        past = end
    return tokens


def numbers(lowered: str, start: int, end: int) -> bool:
    """ "No 7 zebra", "no. 8 orient"."""
    return lowered[start:end] == "no" and lowered[end : end + 3].strip(" .#")[:1].isdigit()


def is_prose(words: Sequence[str], index: int) -> bool:
    """Whether no word beside this one makes dictation of it."""
    return MARKERS.isdisjoint(words[max(0, index - 2) : index]) and MARKERS.isdisjoint(
        words[index + 1 : index + 2]
    )


def language_of(words: Sequence[str]) -> str:
    """The list with most of the words that are no fillers; words cut to four letters speak for English."""
    book = lexicon()
    flags = [*map(book.flags.get, words)]
    telling = [word for word, flag in zip(words, flags, strict=True) if flag == WORD]
    of_english = sum(map(book.places[ENGLISH].__contains__, telling))
    if of_english == len(telling):  # it is the first of the languages, and none can have more
        return ENGLISH
    cut = flags.count(PREFIX)
    return max(
        LANGUAGES,
        key=lambda name: (
            of_english + cut if name == ENGLISH else sum(map(book.places[name].__contains__, telling))
        ),
    )


def valued(word: str, language: str, *, prose: bool) -> tuple[int | None, float, bool]:
    """Its place in the list, what it is worth, and whether it stands there as it is."""
    book = lexicon()
    place, flag = book.places[language].get(word), book.flags.get(word, UNKNOWN)
    if place is not None:
        return place, COMMON_SCORE if flag in (BOTH, EVERYDAY) else WORD_SCORE, True
    if flag in (FILLER, BOTH):
        return None, ARTICLE_SCORE if prose else FILLER_SCORE, False
    place = repaired(word, language) if language in LATIN else None
    if place is None:
        return None, STRANGER_SCORE, False
    return place, WORD_SCORE if flag == PREFIX else SLIP_SCORE, False
