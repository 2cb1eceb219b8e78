"""One spelling for all the ways in which a word can be written, every letter with its place in the original.

Capital, full-width, traditional, accented and look-alike letters become plain ones; blanks, punctuation and emoji
inside a word go; digits that stand for letters become letters where that gives a word of the rules.
"""

import re
from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass

from answerback.guard.messages.letters import LETTERS

GAP = re.compile("[^\x00 ,.]+")
SENTENCE_END, CLAUSE_END, UNSEEN = ".", ",", "\x00"
DISGUISED = re.compile(r"(?<![a-z0-9])(?=[a-z]*[0-9@$!|])(?=[0-9@$!|]*[a-z])[a-z0-9@$!|]{3,20}(?![a-z0-9])")
STANDS_FOR = str.maketrans("01345789@$!|", "oleastbgasil")
STANDS_FOR_I = str.maketrans("01345789@$!|", "oieastbgasii")
SPELT_OUT = re.compile(r"(?<![a-z0-9])[a-z](?:[ .,_*-]{1,3}[a-z]){3,}(?![a-z0-9])")
BETWEEN_LETTERS = re.compile("[^a-z]+")


@dataclass(frozen=True)
class Folded:
    """`places[n]`: where letter n stands in the original. `sentences`, `clauses`: at which letters they begin."""

    letters: str
    places: list[int]
    sentences: list[int]
    clauses: list[int]

    def sentence(self, at: int) -> int:
        """The number of the sentence of a letter."""
        return bisect_right(self.sentences, at)

    def clause(self, at: int) -> int:
        return bisect_right(self.clauses, at)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of the letters from `start` up to `end`."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str, vocabulary: Set[str] = frozenset()) -> Folded:
    """
    >>> fold("請 把【驗.證.碼】给我").letters
    '请把验证码给我'
    >>> fold("Your  P@ssw0rd!", {"password"}).letters
    'your password'
    """
    plain = undisguised(text, vocabulary).translate(LETTERS)
    letters: list[str] = []
    places: list[int] = []
    sentences: list[int] = []
    clauses: list[int] = []
    count, ended, last = 0, 0, " "
    for run in GAP.finditer(plain):
        start, end = run.span()
        said = run[0]
        gap = plain[ended:start]
        blank = gap.strip(UNSEEN) != ""
        if blank and count and last.isascii() and said[0].isascii():
            letters.append(" ")
            places.append(start)
            count += 1
        if blank and count and long_enough(plain, ended, said):
            strength = boundary(gap, last, said[0])
            if strength == SENTENCE_END:
                sentences.append(count)
            if strength:
                clauses.append(count)
        letters.append(said)
        places.extend(range(start, end))
        count += end - start
        ended, last = end, said[-1]
    return Folded("".join(letters), places, sentences, clauses)


def boundary(gap: str, before: str, after: str) -> str:
    """What a gap between two runs of letters ends: a sentence, a clause or (the empty string) nothing."""
    if SENTENCE_END in gap and not (gap == "." and before.isascii() and after.isascii()):
        return SENTENCE_END
    return CLAUSE_END if CLAUSE_END in gap and not (before.isdigit() and after.isdigit()) else ""


def long_enough(plain: str, ended: int, said: str) -> bool:
    """Whether neither side is a letter alone: 验。证。码 is one word pulled apart and no three sentences."""
    alone = ended < 2 or plain[ended - 2] in "\x00 ,."
    return not (alone and not plain[ended - 1].isascii()) and (len(said) > 1 or said.isascii())


def undisguised(text: str, vocabulary: Set[str]) -> str:
    """As long as before; letters spelt out stay where they are, joined by nothing visible."""
    lowered = lower(text)
    if DISGUISED.search(lowered) is not None:
        lowered = DISGUISED.sub(lambda found: meant(found[0], vocabulary), lowered)
    return SPELT_OUT.sub(lambda found: BETWEEN_LETTERS.sub(joined, found[0]), lowered)


def joined(gap: re.Match[str]) -> str:
    """One sign between letters spelt out is nothing, more are a blank: `s e n d  m e`."""
    return UNSEEN if len(gap[0]) == 1 else " " * len(gap[0])


def meant(token: str, vocabulary: Set[str]) -> str:
    """`p4ssw0rd` is `password` if the rules know that word."""
    for table in (STANDS_FOR, STANDS_FOR_I):
        word = token.translate(table)
        if word in vocabulary:
            return word
        if token[-1] in "!|@$" and word[:-1] in vocabulary:
            return word[:-1] + token[-1]
    return token


def lower(text: str) -> str:
    """Lower case and of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(sign.lower()[:1] for sign in text)
