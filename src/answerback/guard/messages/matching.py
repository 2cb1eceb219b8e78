"""What a text asks for: the rules whose words stand together, without those that the text warns against."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass

from answerback.guard.messages.folding import Folded, fold
from answerback.guard.messages.spotting import Span, Spotted, spot
from answerback.guard.messages.tables import Rule, rulebook

MOST_OF_A_CODE = 8
TOUCHING, NEAR, FAR = 4, 12, 44
"""In letters, how far ahead a refusal reaches: any word, a word of doing, and from "if anybody" on."""
MINE = 8
"""How many letters before the words of a rule "my …" may begin; it must run into them."""
DOING = frozenset(
    {
        "give",
        "ask_password",
        "hand_in",
        "enter",
        "verify",
        "identity_verb",
        "transfer",
        "install",
        "pay",
        "do_it",
        "add",
    }
)
Part = tuple[str, Span]
"""A word of a rule: its meaning and where it stands."""


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
                if refusable and refused(parts, span, folded, spotted):
                    advises = True
                else:
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


def scaled(reach: int, folded: Folded, at: int) -> int:
    """A reach is counted in Han letters; Latin words are longer."""
    return reach * 2 if folded.letters[at].isascii() else reach


def excepted(rule: Rule, span: Span, folded: Folded, spotted: Spotted) -> bool:
    """Whether the word that must not be there stands in the same sentence, within the rule's reach."""
    if rule.unless is None or rule.unless not in spotted:
        return False
    start, end = span
    reach = scaled(rule.reach, folded, start)
    near = within(spotted[rule.unless], start - reach, end + reach)
    return any(folded.sentence(at) in (folded.sentence(start), folded.sentence(end - 1)) for at, _ in near)


def refused(parts: list[Part], span: Span, folded: Folded, spotted: Spotted) -> bool:
    """Whether the text advises against it, denies it, or speaks of what belongs to the one who writes."""
    start, end = span
    last = max(at for _, (at, _) in parts)
    back = start - scaled(FAR, folded, start)
    if any(holds(far, last, folded, spotted) for far in within(spotted.get("refusing_far", []), back, last)):
        return True
    if any(covers(refusal, parts, folded) for refusal in within(spotted.get("refusing", []), back, last)):
        return True
    if exposed(span, last, folded, spotted):
        return True
    own = within(spotted.get("mine", []), start - MINE, end)
    return any(until > start for _, until in own) and "reported" not in spotted


def holds(far: Span, last: int, folded: Folded, spotted: Spotted) -> bool:
    """Whether "if anybody …" still reaches the word at `last`: not past ", so please …" in a later clause."""
    if folded.sentence(far[0]) != folded.sentence(last):
        return False
    clause = folded.clause(last)
    directed = within(spotted.get("directing", []), far[1], last)
    return folded.clause(far[0]) == clause or not any(folded.clause(at) == clause for at, _ in directed)


def exposed(span: Span, last: int, folded: Folded, spotted: Spotted) -> bool:
    """Whether what follows in the sentence calls it fraud, and not what somebody else does.

    "… is a thief", "… hang up" count only after "whoever asks you to …".
    """
    start, end = span
    sentence, reach = folded.sentence(last), scaled(FAR, folded, start)
    told = within(spotted.get("whoever", []), start - reach, last)
    lists = (
        ["exposing", "shunning"] if any(folded.sentence(at) == sentence for at, _ in told) else ["exposing"]
    )
    judged = [at for name in lists for at, _ in within(spotted.get(name, []), start, end + reach)]
    others = spotted.get("others", [])
    return any(folded.sentence(at) == sentence and not within(others, end, at) for at in judged)


def covers(refusal: Span, parts: list[Part], folded: Folded) -> bool:
    """A refusal reaches the next word of its clause if that is one of doing, any other only if they touch."""
    following = [part for part in parts if part[1][0] >= refusal[0]]
    if not following:
        return False
    name, (at, _) = min(following, key=lambda part: part[1])
    doing = name in DOING or len(parts) == 1
    reach = scaled(NEAR if doing else TOUCHING, folded, refusal[0])
    return at - refusal[1] <= reach and folded.clause(refusal[0]) == folded.clause(at)


def within(spans: list[Span], start: int, end: int) -> list[Span]:
    return spans[bisect_left(spans, (start, 0)) : bisect_right(spans, (end, 0))]


def outermost(spans: set[Span]) -> list[Span]:
    """Without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
