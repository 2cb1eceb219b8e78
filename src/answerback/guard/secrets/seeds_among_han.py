"""Seed phrases read out in Chinese talk: "客户说 zebra gospel quantum 我提醒他不要说 他继续 velvet oxygen lizard …".

The Chinese between may be anything. What tells is that the English of the text is nothing but listed words: eight
rare ones where somebody types, twelve are a phrase. Written together ("app 里的 wallet update 失败了") they are not.
"""

from collections.abc import Iterator, Sequence

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.tokens import COMMON_SCORE, FILLER_SCORE, STRANGER_SCORE, WORD_SCORE
from answerback.guard.secrets.words import BOTH, EVERYDAY, FILLER, PREFIX, UNKNOWN, WORD

HAN = pattern("[\u4e00-\u9fff]")
FEWEST, WHOLE = 8, 12
ENOUGH_BEGUN, ENOUGH = 7.1, 8.5
DROP, MOST_BETWEEN, LONGEST_FILLER = 4.5, 80, 6
# From a listed word on, with fewer than three strangers in a row: those three end every phrase, see DROP.
STRETCH = pattern(rb"[\x02\x03\x05][^\x00\x04]*+(?:[\x00\x04]{1,2}+[^\x00\x04]++)*+")
WORTH = {WORD: WORD_SCORE, FILLER: FILLER_SCORE, UNKNOWN: STRANGER_SCORE, PREFIX: STRANGER_SCORE}
Word = tuple[int, int, str, float]


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    if searched.text.isascii() or flags.count(WORD) < FEWEST - 2:
        return
    text = searched.lowered
    for found in STRETCH.finditer(flags):
        if most(found.group()) < ENOUGH_BEGUN:
            continue
        met: list[Word] = []
        for (start, end), flag in zip(searched.spans[slice(*found.span())], found.group(), strict=True):
            if met and start - met[-1][1] > MOST_BETWEEN:
                yield from densest(text, met)
                met = []
            met.append((start, end, text[start:end], WORTH.get(flag, COMMON_SCORE)))
        yield from densest(text, met)


def most(flags: bytes) -> float:
    """What no part of a stretch is worth more than."""
    return flags.count(WORD) * WORD_SCORE + (flags.count(BOTH) + flags.count(EVERYDAY)) * COMMON_SCORE


def densest(text: str, words: Sequence[Word]) -> Iterator[Match]:
    """The stretches of English words that are worth most, from a listed word to a listed word."""
    first = 0
    while first < len(words):
        seen: set[str] = set()
        score = best = 0.0
        past = first + 1
        for index in range(first, len(words)):
            word, worth = words[index][2:]
            score += FILLER_SCORE if word in seen and worth > 0 else worth
            seen.add(word)
            if score > best:
                best, past = score, index + 1
            elif score < 0 or score < best - DROP:
                break
        yield from phrase(text, words[first:past], best)
        first = past


def phrase(text: str, words: Sequence[Word], score: float) -> Iterator[Match]:
    listed = [word for word in words if word[3] > 0]
    if len(listed) < FEWEST or score < ENOUGH_BEGUN or not HAN.search(text, words[0][1], words[-1][0]):
        return
    certainty = 0.9 if len(listed) >= WHOLE and score >= ENOUGH else 0.6
    first = 0
    for place in range(1, len(listed) + 1):
        if place == len(listed) or is_other_talk(text[listed[place - 1][1] : listed[place][0]]):
            yield Match(Kind.SEED_PHRASE, listed[first][0], listed[place - 1][1], certainty)
            first = place


def is_other_talk(between: str) -> bool:
    """What is kept of the text: a clause, or another line."""
    return "\n" in between or len(HAN.findall(between)) > LONGEST_FILLER
