"""What a text asks for: the rules whose words stand together, without those that the text warns against."""

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass

from answerback.guard.messages.folding import Folded, fold
from answerback.guard.messages.refusing import Part, advised, told
from answerback.guard.messages.spotting import Span, Spotted, scaled, spot, within
from answerback.guard.messages.tables import Rule, rulebook

MOST_OF_A_CODE = 8


@dataclass(frozen=True)
class Read:
    """`hits`: code, start and end in the original; `spoken_of`: the meanings that a later turn may refer to.

    `advises`: something that would be a reason is advised against or denied.
    """

    hits: tuple[tuple[str, int, int], ...]
    spoken_of: frozenset[str]
    advises: bool


def read(text: str, before: Set[str] = frozenset()) -> Read:
    """The rules on one text. `before`: what the turns before spoke of."""
    book = rulebook()
    folded = fold(text, book.vocabulary)
    spotted = spot(text, folded)
    found: dict[str, set[Span]] = {}
    advises = False
    for rule in book.rules:
        spans = found.setdefault(rule.code, set())
        if len(spans) < MOST_OF_A_CODE and (rule.before is None or rule.before in before):
            refusable = rule.refusable and book.codes[rule.code].refusable
            for parts in places(rule, folded, spotted):
                span = min(start for _, (start, _) in parts), max(end for _, (_, end) in parts)
                if excepted(rule, span, folded, spotted):
                    continue
                if refusable and advised(parts, folded, spotted):
                    advises = True
                elif not (refusable and told(parts, folded, spotted)):
                    spans.add(span)
                if len(spans) >= MOST_OF_A_CODE:
                    break
    hits = [(code, *folded.original(*span)) for code, spans in found.items() for span in outermost(spans)]
    return Read(tuple(sorted(hits, key=lambda hit: (hit[1], hit[2], hit[0]))), frozenset(spotted), advises)


def places(rule: Rule, folded: Folded, spotted: Spotted) -> Iterator[list[Part]]:
    """The words of a rule, wherever they stand together."""
    if any(name not in spotted for name in rule.names):
        return
    first = rule.names[0] if rule.ordered else min(rule.names, key=lambda name: len(spotted[name]))
    others = [name for name in rule.names if name != first]
    for anchor in spotted[first]:
        parts = [(first, anchor)]
        for name in others:
            origin = parts[-1][1] if rule.ordered else anchor
            near = nearest(spotted[name], origin, ordered=rule.ordered)
            if near is None or not reaches(rule, folded, origin, near):
                break
            parts.append((name, near))
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


def excepted(rule: Rule, span: Span, folded: Folded, spotted: Spotted) -> bool:
    """Whether the word that must not be there stands in the same sentence, within the rule's reach."""
    if rule.unless is None or rule.unless not in spotted:
        return False
    start, end = span
    reach = scaled(rule.reach, folded, start)
    near = within(spotted[rule.unless], start - reach, end + reach)
    return any(folded.sentence(at) in (folded.sentence(start), folded.sentence(end - 1)) for at, _ in near)


def outermost(spans: set[Span]) -> list[Span]:
    """Without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
