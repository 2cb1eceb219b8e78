"""A phrase less the label before it and the sentence behind it: "seed: zebra … gorilla. Please help".

Detectors rather take a word too many. Words are left outside again only where a whole phrase remains without them:
one with its checksum among words that people write, or a phrase's length between a label and the end of a sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.han_pairs import UNLISTED, evidence
from answerback.guard.secrets.han_rows import either_book
from answerback.guard.secrets.lazy import made_once, pattern
from answerback.guard.secrets.seeds_ends import is_slip
from answerback.guard.secrets.words import BOTH, EVERYDAY, FILLER, LANGUAGES, lexicon, words_of

WORD = pattern(
    r"[a-z\u00df-\u00f6\u00f8-\u017f\u0300-\u036f]++|[\u4e00-\u9fff]|[\u3041-\u3096\u3099\u309a\u30fc]++|[\uac00-\ud7a3\u1100-\u11ff]++"
)
Span = tuple[int, int]
SHORTEST, LONGEST, MOST_OUTSIDE = min(bip39.LENGTHS), 48, 12
FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"
LABELS = frozenset(
    ["seed", "phrase", "key", "secret", "recovery", "mnemonic", "wallet", "backup", "words", "sequence"]
)
PROSE = LABELS | frozenset(
    ["of", "lost", "thanks", "thank", "hello", "hi", "test", "note", "memo", "import", "user"]
)
OPENING = pattern("[\n:：=\"'“”‘’「『\u2013\u2014]|(?<=\\s)-(?=\\s)")
SENTENCE_SIGN = pattern("[.!?;,。！？；，、\"'”’」』}]")
DIGITS = pattern("[0-9]+")
USUAL_GAPS = frozenset([" ", ", ", "\n", "", ",", "，", "、"])
HAN_OPENING = frozenset("是为為：:=“「")
LEAST_DRAWN = (
    6.0  # bits: three characters drawn by lot have 8 in the middle, words that people write less than none
)


class Row:
    """The words of a match in one language: where they stand, and their places in its list.

    `gaps`: what stands before each word and the one before it, whatever the number; before the first, nothing.
    """

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        words: Sequence[str],
        places: Sequence[int | None],
        language: str,
    ) -> None:
        self.text, self.spans, self.words, self.places, self.language = text, spans, words, places, language
        between = [text[before[1] : after[0]] for before, after in pairwise(spans)]
        self.gaps = ["", *(gap if gap in USUAL_GAPS else DIGITS.sub("", gap) for gap in between)]

    def inside(self, first: int, past: int) -> set[str]:
        """The gaps within a part."""
        return set(self.gaps[first + 1 : past])

    def next_word(self) -> Sequence[str]:
        """The word behind the row, if only a blank divides it from the last."""
        end = self.spans[-1][1]
        found = WORD.match(self.text, end + 1, end + 20) if self.text[end : end + 1] == " " else None
        return [found.group()] if found else []

    @made_once
    def written_before(self) -> int:
        """How many words from the first on people write around a phrase."""
        return next(
            (index for index, word in enumerate(self.words) if not is_written(self, word)), len(self.words)
        )

    @made_once
    def written_behind(self) -> int:
        """From which word on they are all of that kind."""
        return next(
            (index for index in range(len(self.words), 0, -1) if not is_written(self, self.words[index - 1])),
            0,
        )


def trimmed(lowered: str, match: Match) -> Match:
    """The same match, or what of it is a whole phrase by itself."""
    if match.kind is not Kind.SEED_PHRASE:
        return match
    spans = [found.span() for found in WORD.finditer(lowered, match.start, match.end)]
    if not SHORTEST < len(spans) <= LONGEST:
        return match
    words = [lowered[start:end] for start, end in spans]
    for language in LANGUAGES:
        places = [*map(lexicon().places[language].get, words)]
        if len(places) - places.count(None) >= SHORTEST:
            found = best(Row(lowered, spans, words, places, language))
            if found is not None:
                return placed(match, spans, *found)
    return match


def placed(match: Match, spans: Sequence[Span], first: int, past: int) -> Match:
    """What stands at an end that lost no word, as a number, stays with it."""
    start = spans[first][0] if first else match.start
    return replace(match, start=start, end=spans[past - 1][1] if past < len(spans) else match.end)


def best(row: Row) -> Span | None:
    """Where there are several, all are taken together, unless some have other gaps within than others."""
    found = list(candidates(row))
    parts = [part for part in found if len(row.inside(*part)) == 1] or found
    return (min(first for first, _ in parts), max(past for _, past in parts)) if parts else None


def candidates(row: Row) -> Iterator[Span]:
    is_whole = is_whole_han if is_han(row.words[len(row.words) // 2]) else is_whole_words
    for length in bip39.LENGTHS:
        for first in range(len(row.words) - length + 1):
            if is_whole(row, first, first + length):
                yield first, first + length


def is_valid(row: Row, first: int, past: int) -> bool:
    return bip39.is_valid([place or 0 for place in row.places[first:past]])


def is_whole_words(row: Row, first: int, past: int) -> bool:
    """Whether a part of words with letters is a phrase and what it leaves out belongs to none."""
    if past < row.written_behind or first > MOST_OUTSIDE or len(row.words) - past > MOST_OUTSIDE:
        return False
    if None in row.places[first:past]:
        return False
    inside, before, behind = row.inside(first, past), row.words[:first], row.words[past:]
    opened = not before or (row.gaps[first] not in inside and OPENING.search(row.gaps[first]) is not None)
    closed = not behind or (row.gaps[past] not in inside and SENTENCE_SIGN.search(row.gaps[past]) is not None)
    surrounded = opened and closed
    if not is_valid(row, first, past):
        labelled = not before or (first <= row.written_before and not LABELS.isdisjoint(before))
        return surrounded and labelled and len(inside) == 1
    said = row.words[first:past]
    if not surrounded and (
        len(inside) > 1 or not {*before, *behind}.isdisjoint(said)
    ):  # "word 1: … word 2: …"
        return False
    if not opened and not (first <= row.written_before and is_prose(row, before[-1])):
        return False
    # A label taken for the first word would leave the last one outside.
    return closed or (
        said[0] not in LABELS and any(is_prose(row, word) for word in [*behind, *row.next_word()])
    )


def is_written(row: Row, word: str) -> bool:
    """Whether people write the word around a phrase, and so often that few phrases hold it."""
    return lexicon().flags.get(word) in (FILLER, BOTH, EVERYDAY) or is_prose(row, word) or is_han(word)


def is_prose(row: Row, word: str) -> bool:
    """A word of a label or of grammar, or of no phrase in this language nor a slip away from one."""
    if word in PROSE or word in words_of("grammar_english.txt"):
        return True
    return word not in lexicon().places[row.language] and not is_slip(word)


def is_whole_han(row: Row, first: int, past: int) -> bool:
    """Whether single characters carry their checksum and stand between signs that do not stand within them."""
    inside = row.inside(first, past)
    if len(inside) > 1 or None in row.places[first:past] or not is_valid(row, first, past):
        return False
    start, end = row.spans[first][0], row.spans[past - 1][1]
    previous = row.text[max(0, start - 1) : start]
    opened = not is_han(previous) if first == 0 else row.gaps[first] not in inside
    closed = not is_han(row.text[end : end + 1]) if past == len(row.words) else row.gaps[past] not in inside
    return (
        (opened or previous in HAN_OPENING)
        and closed
        and not any(is_drawn_by_lot(side) for side in (row.words[:first], row.words[past:]))
    )


def is_han(sign: str) -> bool:
    return FIRST_HAN <= sign <= LAST_HAN


def is_drawn_by_lot(signs: Sequence[str]) -> bool:
    places = [place for sign in signs if (place := either_book()[sign]) != UNLISTED]
    return len(signs) > MOST_OUTSIDE or sum(evidence(places)) >= LEAST_DRAWN
