"""Phrases within longer runs of listed words: "My phrase is …", "… about. Then he said", whatever the language.

The checksum tells a phrase from its neighbours. Every window of a phrase's length is tried, so none hides behind
a word more; by chance one window of twelve in sixteen is valid too, so all that are valid are taken together.
"""

from collections.abc import Iterator, Sequence

from answerback.guard.secrets import bip39
from answerback.guard.secrets.tokens import ARTICLE_SCORE, COMMON_SCORE, FILLER_SCORE, WORD_SCORE, Token
from answerback.guard.secrets.words import BOTH, EVERYDAY, FILLER, LANGUAGES, lexicon

Span = tuple[int, int]
SHORTEST = min(bip39.LENGTHS)
# Nobody writes so many listed words in a row without one in between; some window would be valid by chance anyway.
LONGEST_CHECKED = 2_048
ENOUGH_DICTATED, ENOUGH_IN_PROSE = 5.5, 8.5


class Valid(dict[tuple[int, ...], list[Span]]):
    """The valid windows of rows of words, each row tried once: it is looked at as written and as dictated."""

    def __missing__(self, places: tuple[int, ...]) -> list[Span]:
        self[places] = found = list(bip39.valid_windows(places))
        return found


def checked(lowered: str, tokens: Sequence[Token]) -> list[Span]:
    """Where phrases with their checksum stand, in order; those that overlap as one."""
    if len(tokens) < SHORTEST:
        return []
    words = [lowered[token.start : token.end] for token in tokens]
    valid = Valid()
    found = [window for language in LANGUAGES for window in adjacent(words, tokens, language, valid)]
    found += dictated(words, tokens, valid, fillers=frozenset({FILLER}))
    found += dictated(words, tokens, valid, fillers=frozenset({FILLER, BOTH}))
    return merged(found)


def adjacent(words: Sequence[str], tokens: Sequence[Token], language: str, valid: Valid) -> Iterator[Span]:
    """Nothing but words of one list, and only separators between them."""
    known = [*map(lexicon().places[language].get, words)]
    if len(words) - known.count(None) < SHORTEST:
        return
    places: list[int] = []
    for index, (place, token) in enumerate(zip(known, tokens, strict=True)):
        if place is None or token.apart:
            yield from within(places, tokens[index - len(places) : index], valid)
            places = []
        if place is not None:
            places.append(place)
    yield from within(places, tokens[len(tokens) - len(places) :], valid)


def within(places: Sequence[int], tokens: Sequence[Token], valid: Valid) -> Iterator[Span]:
    if len(places) > LONGEST_CHECKED:
        yield tokens[0].start, tokens[-1].end
    elif len(places) >= SHORTEST:
        for first, past in valid[tuple(places)]:
            yield tokens[first].start, tokens[past - 1].end


def dictated(
    words: Sequence[str], tokens: Sequence[Token], valid: Valid, fillers: frozenset[int]
) -> Iterator[Span]:
    """Words of the stretch's list with fillers between them, if they outweigh the fillers."""
    flags = [*map(lexicon().flags.get, words)]
    said: list[Token] = []
    worth, prose = [0.0], [0]  # of all words and fillers up to and with each of `said`
    total, articles = 0.0, 0
    for flag, token in zip(flags, tokens, strict=True):
        is_filler = flag in fillers
        if token.apart or not (is_filler or token.exact):
            yield from outweighing(said, worth, prose, valid)
            said, worth, prose, total, articles = [], [0.0], [0], 0.0, 0
        if is_filler:
            articles += token.score == ARTICLE_SCORE
            total += ARTICLE_SCORE if token.score == ARTICLE_SCORE else FILLER_SCORE
        elif token.exact:
            total += COMMON_SCORE if flag in (BOTH, EVERYDAY) else WORD_SCORE
            said.append(token)
            worth.append(total)
            prose.append(articles)
    yield from outweighing(said, worth, prose, valid)


def outweighing(
    said: Sequence[Token], worth: Sequence[float], prose: Sequence[int], valid: Valid
) -> Iterator[Span]:
    if len(said) < SHORTEST:
        return
    for first, past in valid[tuple(token.place or 0 for token in said)]:
        needed = ENOUGH_DICTATED if prose[past] == prose[first + 1] else ENOUGH_IN_PROSE
        if worth[past] - worth[first] >= needed:
            yield said[first].start, said[past - 1].end


def merged(spans: Sequence[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
