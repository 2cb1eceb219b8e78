"""Where a phrase that was found really begins and ends: what its own count, its dividers and its checksum ask for.

Eleven words and one beside them that is a slip away from the list are twelve; a Chinese character glued to the
sentence before ("单词是链，省，喊 …") belongs to the row that it begins.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from answerback.guard.kinds import Match
from answerback.guard.secrets import bip39
from answerback.guard.secrets.han_pairs import UNLISTED
from answerback.guard.secrets.han_rows import either_book
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.slips import HOMOPHONES, is_near
from answerback.guard.secrets.words import BOTH, FILLER, lexicon

TOKEN = pattern("[a-z]+|[\u4e00-\u9fff]")
HAN = pattern("[\u4e00-\u9fff]")
GAP = pattern(r"[ \t\r\n,，、.;|/·\-]{1,8}")
LONGEST, REACH = 24, 120
WHOLE, FEWEST_WHOLE = 0.9, 11
MOST_ADDED, LONGEST_SLIP = 8, 12
SPOKEN_LETTER = pattern("[a-z]")
Span = tuple[int, int]


def widened(text: str, match: Match) -> Match:
    """The same phrase with the words at its ends that belong to it."""
    inside = [found.span() for found in TOKEN.finditer(text, match.start, match.end)]
    if not 3 <= len(inside) <= 4 * LONGEST:
        return match
    if HAN.match(text, match.start):
        return glued(text, match, inside)
    return to_length(text, same_dividers(text, match, inside))


def glued(text: str, match: Match, inside: Sequence[Span]) -> Match:
    """With the last character of the sentence before, the first of the one behind, where the row lacks them."""
    start, end, lacking = match.start, match.end, -len(inside) % 3
    gaps = {text[before[1] : after[0]] for before, after in pairwise(inside)}
    if lacking and "" not in gaps:
        for gap in gaps:
            first = start - len(gap) - 1
            if (
                lacking
                and start == match.start
                and first >= 0
                and text[first + 1 : start] == gap
                and is_listed(text[first])
            ):
                start, lacking = first, lacking - 1
        for gap in gaps:
            last = end + len(gap)
            is_next = text[end:last] == gap and is_listed(text[last : last + 1])
            if lacking and end == match.end and is_next:
                end, lacking = last + 1, lacking - 1
    return replace(match, start=start, end=end) if not lacking else match


def is_listed(sign: str) -> bool:
    return either_book().get(sign, UNLISTED) != UNLISTED


def same_dividers(text: str, match: Match, inside: Sequence[Span]) -> Match:
    """ "… um wheel comma will": what a divider of words stands before or behind, that was heard between others."""
    said = {text[before[1] : after[0]] for before, after in pairwise(listed_of(text, inside))}
    said = {gap for gap in said if SPOKEN_LETTER.search(gap)}
    if not said:
        return match
    start, end = match.start, match.end
    before = [found.span() for found in TOKEN.finditer(text, max(0, start - REACH), start)]
    for first, past in reversed(before):
        if text[past:start] in said and is_rare(text[first:past]):
            start = first
    for found in TOKEN.finditer(text, end, end + REACH):
        if text[end : found.start()] in said and is_rare(found.group()):
            end = found.end()
    return replace(match, start=start, end=end)


def listed_of(text: str, spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if is_rare(text[slice(*span)])]


def is_rare(word: str) -> bool:
    """Listed, and no filler."""
    return word in lexicon().places["english"] and lexicon().flags.get(word) not in (FILLER, BOTH)


def to_length(text: str, match: Match) -> Match:
    """With neighbours that are listed or a slip away from it, if that makes a phrase of a length there is."""
    inside = [found.span() for found in TOKEN.finditer(text, match.start, match.end)]
    for first, past in cores(text, inside):
        start, end = lengthened(text, inside[first:past])
        if (start, end) != (inside[first][0], inside[past - 1][1]):
            certainty = max(match.certainty, WHOLE if past - first >= FEWEST_WHOLE else 0)
            return Match(match.kind, min(start, match.start), max(end, match.end), certainty)
    return match


def cores(text: str, inside: Sequence[Span]) -> list[Span]:
    """The words with the usual gap between them; the same less a slip before it that may be the sentence's."""
    gaps = [text[before[1] : after[0]] for before, after in pairwise(inside)]
    usual = max(set(gaps), key=gaps.count)
    first = gaps.index(usual)
    past = len(gaps) - gaps[::-1].index(usual) + 1
    inner = gaps[first : past - 1]
    if past - first > LONGEST + 1 or inner.count(usual) * 3 < len(inner) * 2:
        return []
    return [(first, past), *([(first + 1, past)] if is_slip(text[slice(*inside[first])]) else [])]


def lengthened(text: str, inside: Sequence[Span]) -> Span:
    words, whole = [text[slice(*span)] for span in inside], (inside[0][0], inside[-1][1])
    if is_complete(words):
        return whole
    before = neighbours(text, whole[0], forwards=False)
    behind = neighbours(text, whole[1], forwards=True)
    odd = len(words) not in bip39.LENGTHS
    choices = [
        (left + right, left, right)
        for left in range(len(before) + 1)
        for right in range(len(behind) + 1)
        if len(words) + left + right in bip39.LENGTHS
        and (odd or (begins_with_slip(text, before[:left]) and begins_with_slip(text, behind[:right])))
    ]
    if not choices:
        return whole
    _, left, right = max(choices)
    return before[left - 1][0] if left else whole[0], behind[right - 1][1] if right else whole[1]


def begins_with_slip(text: str, side: Sequence[Span]) -> bool:
    """Whether what cut off the words beside a phrase is a slip: they would be its neighbours otherwise."""
    return not side or is_slip(text[slice(*side[0])])


def is_complete(words: Sequence[str]) -> bool:
    """As long as a phrase, with its checksum; or of another language than English."""
    places = [lexicon().places["english"].get(word) for word in words]
    if sum(place is None for place in places) * 3 > len(places):
        return True
    return (
        len(places) in bip39.LENGTHS
        and None not in places
        and bip39.is_valid([place or 0 for place in places])
    )


def neighbours(text: str, place: int, *, forwards: bool) -> list[Span]:
    """Words beside a place with nothing but blanks and commas between, nearest first, while they may belong to it."""
    window = (place, place + REACH) if forwards else (max(0, place - REACH), place)
    spans = [found.span() for found in TOKEN.finditer(text, *window)]
    result, listed = list[Span](), lexicon().places["english"]
    for start, end in spans if forwards else reversed(spans):
        gap = text[place:start] if forwards else text[end:place]
        word = text[start:end]
        if GAP.fullmatch(gap) is None or len(result) == MOST_ADDED or not (word in listed or is_slip(word)):
            break
        result.append((start, end))
        place = end if forwards else start
    return result


def is_slip(word: str) -> bool:
    """Not a word of the list nor of grammar, but one letter away from one, or sounding like one."""
    if word in lexicon().places["english"] or lexicon().flags.get(word) in (FILLER, BOTH):
        return False
    return 2 <= len(word) <= LONGEST_SLIP and (word in HOMOPHONES or is_near(word))
