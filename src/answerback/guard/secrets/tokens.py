"""The tokens of a text as words of one of the lists: what each is worth as evidence for a seed phrase."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
# Between dictated words stand blanks, numbers and punctuation, not the brackets and signs of code.
SEPARATION = pattern(
    r"(?:[\s0-9.,:;?!？！…\-/|#*\"'“”‘’«»、，。：；．·•→~)（）①-⑳\u2013\u2014`「」]|\((?=[0-9])|\[[0-9]{1,2}\]|\\(?=\s)){0,24}+|_|\s?=?>\s?"
)


@dataclass(frozen=True)
class Token:
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
    for index, (span, word) in enumerate(zip(spans, words, strict=True)):
        prose = word in ARTICLES and MARKERS.isdisjoint(
            words[max(0, index - 2) : index] + words[index + 1 : index + 2]
        )
        token = token_of(span, word, language, prose=prose)
        gap = lowered[spans[index - 1][1] : span[0]] if index else ""
        token = replace(token, apart=not SEPARATION.fullmatch(gap))
        tokens.append(replace(token, score=REPEAT_SCORE) if token.place in met else token)
        met |= {token.place} if token.place is not None else set()
    return tokens


def language_of(words: Sequence[str]) -> str:
    """The list with most of the words that are no fillers; words cut to four letters speak for English."""
    flags, places = lexicon().flags, lexicon().places
    telling = [word for word in words if flags.get(word) == WORD]
    cut = sum(flags.get(word) == PREFIX for word in words)
    return max(
        LANGUAGES,
        key=lambda name: sum(word in places[name] for word in telling) + (cut if name == "english" else 0),
    )


def token_of(span: tuple[int, int], word: str, language: str, *, prose: bool) -> Token:
    book = lexicon()
    place, flag = book.places[language].get(word), book.flags.get(word, UNKNOWN)
    if place is not None:
        return Token(*span, place, COMMON_SCORE if flag in (BOTH, EVERYDAY) else WORD_SCORE, exact=True)
    if flag in (FILLER, BOTH):
        return Token(*span, None, ARTICLE_SCORE if prose else FILLER_SCORE)
    place = repaired(word, language) if language in LATIN else None
    if place is None:
        return Token(*span, None, STRANGER_SCORE)
    return Token(*span, place, WORD_SCORE if flag == PREFIX else SLIP_SCORE)
