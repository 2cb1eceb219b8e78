"""What a text asks for: the rules whose words stand together, without those that the text warns against."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass

from answerback.guard.messages.folding import Folded, fold
from answerback.guard.messages.spotting import Span, Spotted, spot
from answerback.guard.messages.tables import Rule, rulebook

MOST_OF_A_CODE = 8
NEAR, FAR = 18, 44
"""In letters: how far ahead "do not" and "we will never" reach."""


@dataclass(frozen=True)
class Read:
    """`hits`: code, start and end in the original; `spoken_of`: the meanings that a later turn may refer to."""

    hits: tuple[tuple[str, int, int], ...]
    spoken_of: frozenset[str]


def read(text: str, before: Set[str] = frozenset()) -> Read:
    """The rules on one text. `before`: what the turns before spoke of."""
    book = rulebook()
    folded = fold(text, book.vocabulary)
    spotted = spot(text, folded)
    found: dict[str, set[Span]] = {}
    for rule in book.rules:
        spans = found.setdefault(rule.code, set())
        if len(spans) < MOST_OF_A_CODE and (rule.before is None or rule.before in before):
            refusable = rule.refusable and book.codes[rule.code].refusable
            for parts in places(rule, folded, spotted):
                if not excepted(rule, parts, folded, spotted) and not (
                    refusable and refused(parts, folded, spotted)
                ):
                    spans.add((min(start for start, _ in parts), max(end for _, end in parts)))
                if len(spans) >= MOST_OF_A_CODE:
                    break
    hits = [(code, *folded.original(*span)) for code, spans in found.items() for span in outermost(spans)]
    return Read(tuple(sorted(hits, key=lambda hit: (hit[1], hit[2], hit[0]))), frozenset(spotted))


def places(rule: Rule, folded: Folded, spotted: Spotted) -> Iterator[list[Span]]:
    """The spans of a rule's words, wherever they stand together."""
    if any(name not in spotted for name in rule.names):
        return
    first = rule.names[0] if rule.ordered else min(rule.names, key=lambda name: len(spotted[name]))
    others = [name for name in rule.names if name != first]
    for anchor in spotted[first]:
        parts = [anchor]
        for name in others:
            near = nearest(spotted[name], parts[-1] if rule.ordered else anchor, ordered=rule.ordered)
            if near is None or not reaches(rule, folded, parts[-1] if rule.ordered else anchor, near):
                break
            parts.append(near)
        else:
            yield parts


def nearest(spans: list[Span], anchor: Span, *, ordered: bool) -> Span | None:
    """The closest span that does not overlap; the next one if the order counts."""
    after = bisect_left(spans, (anchor[1], 0))
    following = spans[after] if after < len(spans) else None
    if ordered:
        return following
    before = bisect_left(spans, (anchor[0], 0)) - 1
    while before >= 0 and spans[before][1] > anchor[0] and before > bisect_left(spans, (anchor[0] - 40, 0)):
        before -= 1
    preceding = spans[before] if before >= 0 and spans[before][1] <= anchor[0] else None
    if following is None or preceding is None:
        return following or preceding
    return preceding if anchor[0] - preceding[1] <= following[0] - anchor[1] else following


def reaches(rule: Rule, folded: Folded, one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    if right[0] - left[1] > scaled(rule.reach, folded, left[0]):
        return False
    return rule.across or folded.sentence(left[0]) == folded.sentence(right[0])


def scaled(reach: int, folded: Folded, at: int) -> int:
    """A reach is counted in Han letters; Latin words are longer."""
    return reach * 2 if folded.letters[at].isascii() else reach


def excepted(rule: Rule, parts: list[Span], folded: Folded, spotted: Spotted) -> bool:
    """Whether the word that must not be there stands in the same sentence, within the rule's reach."""
    if rule.unless is None or rule.unless not in spotted:
        return False
    start, end = min(parts)[0], max(end for _, end in parts)
    reach = scaled(rule.reach, folded, start)
    near = within(spotted[rule.unless], start - reach, end + reach)
    return any(
        folded.sentence(span[0]) in (folded.sentence(start), folded.sentence(end - 1)) for span in near
    )


def refused(parts: list[Span], folded: Folded, spotted: Spotted) -> bool:
    """Whether the text advises against it, denies it, or speaks of what belongs to the one who writes."""
    start, last = min(parts)[0], max(parts)[0]
    for name, reach in (("refusing", NEAR), ("refusing_far", FAR)):
        for refusal in within(spotted.get(name, []), start - scaled(reach, folded, start), last):
            if covers(refusal, parts, folded, far=name == "refusing_far"):
                return True
    sentence = folded.sentence(last)
    for name in ("exposing", "mine"):
        near = within(spotted.get(name, []), start - FAR, last + FAR)
        if any(folded.sentence(span[0]) == sentence for span in near):
            return not spotted.get("reported")
    return False


def covers(refusal: Span, parts: list[Span], folded: Folded, *, far: bool) -> bool:
    """A refusal reaches the first of the words after it, in its clause or, of the strong kind, in its sentence."""
    following = [part for part in sorted(parts) if part[0] >= refusal[0]]
    if not following or folded.sentence(refusal[0]) != folded.sentence(following[0][0]):
        return False
    return far or folded.clause(refusal[0]) == folded.clause(following[0][0])


def within(spans: list[Span], start: int, end: int) -> list[Span]:
    return spans[bisect_left(spans, (start, 0)) : bisect_right(spans, (end, 0))]


def outermost(spans: set[Span]) -> list[Span]:
    """Without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
