"""All detectors over one text, their answers sorted out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter

from answerback.guard.kinds import Action, Finding, Match
from answerback.guard.policy import DEFAULT, TAKEN_OUT, Policy
from answerback.guard.secrets import (
    codes,
    dictated_han,
    digits,
    documents,
    keyfiles,
    keys,
    mail,
    passwords,
    seeds,
    seeds_apart,
    seeds_disguised,
    seeds_exact,
    seeds_han,
    seeds_han_grouped,
    seeds_in_turns,
    seeds_joined,
    seeds_other,
)
from answerback.guard.secrets.first_look import Battery, Look, plainly
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.prefilter import Detector

# Where two answers overlap, the surer wins, then the one named first here.
DETECTORS: tuple[Detector, ...] = (
    seeds.find,
    seeds_han.find,
    dictated_han.find,
    seeds_joined.find,
    seeds_other.find,
    keys.find,
    keyfiles.find,
    seeds_in_turns.find,
    seeds_apart.find,
    seeds_disguised.find,
    seeds_han_grouped.find,
    digits.find,
    documents.find,
    codes.find,
    passwords.find,
    mail.find,
)


EVERYTHING = Battery(DETECTORS)
MOST_ROUNDS = 8
MARGIN = 64
"""Characters that are taken out on either side of what shows only in a ninth round; in a tenth twice as many."""
SHORTEST_COPY, SHORTEST_HAN_COPY, MOST_COPIED = 24, 12, 32
"""Characters of a secret that is looked for again (of Chinese or kana fewer say as much), and how many secrets are:
each is one more walk through the text."""
beginning, ending = attrgetter("start"), attrgetter("end")
ROOM = 600
"""Characters around a match in which its absence may show something else."""


def find(text: str, policy: Policy = DEFAULT, *, look: Look = plainly) -> list[Finding]:
    """What the policy wants to hear of, in order, without overlap; offsets are code points of `text`.

    `look`: how is told what need not be searched for; the findings are the same with any.
    """
    searched, detectors = look(text, EVERYTHING)
    if not detectors:
        return []
    together = without_overlap(all_matches(searched, detectors, policy))
    matches = [seeds_exact.trimmed(searched.lowered, match) for match in together]
    if not matches:
        return []
    matches = settled(searched, matches, policy, look)
    for _ in range(MOST_ROUNDS):
        whole = with_copies(searched.text, matches, policy)
        if whole == matches:
            break
        matches = settled(searched, whole, policy, look)
    findings = (reported(match, searched, policy) for match in matches)
    return [finding for finding in findings if finding.action is not Action.LEAVE]


def all_matches(searched: Plain, detectors: Sequence[Detector], policy: Policy) -> list[Match]:
    return [
        seeds_exact.trimmed(searched.lowered, match)
        for detect in detectors
        for match in detect(searched)
        if match.certainty >= policy.least
    ]


def settled(searched: Plain, matches: list[Match], policy: Policy, look: Look) -> list[Match]:
    """With what the matches hid: a key glued to another, a word for keys that is nearer without them.

    Looked for in what would be kept, around each match and then around what shows there, until nothing does. Of a
    text in which something new shows again and again more and more is taken out: so there is an end, and nothing left.
    """
    fresh, rounds = matches, 0
    while fresh:
        widened = MARGIN << (rounds - MOST_ROUNDS) if rounds >= MOST_ROUNDS else 0
        found = [
            wider(match, by=widened, length=len(searched.text))
            for group in neighbours(fresh)
            for match in hidden_by(group, matches, searched.text, policy, look)
        ]
        before = set(matches)
        matches = list(without_overlap([*matches, *found])) if found else matches
        fresh = [match for match in matches if match not in before]
        rounds += 1
    return matches


def hidden_by(
    group: Sequence[Match], matches: Sequence[Match], text: str, policy: Policy, look: Look
) -> Iterator[Match]:
    """What shows in the neighbourhood of a group when all the matches in it are taken out."""
    first, past = max(0, group[0].start - ROOM), min(len(text), group[-1].end + ROOM)
    within = matches[
        bisect_right(matches, first, key=ending) : bisect_left(matches, past, key=beginning)
    ]  # in order and without overlap
    first, past = min(first, within[0].start), max(past, within[-1].end)
    taken = [moved(match, by=-first) for match in within if is_taken_out(match, policy)]
    left, starts = kept(text[first:past], taken)
    for match in all_matches(*look(left, EVERYTHING), policy):
        yield moved(placed(match, starts), by=first)


def with_copies(text: str, matches: list[Match], policy: Policy) -> list[Match]:
    """With what is refused wherever it stands once more, among signs that hid it from the detectors."""
    refused = {
        text[match.start : match.end]: match
        for match in matches
        if is_long(text[match.start : match.end])
        and policy.action(match.kind, match.certainty) is Action.BLOCK
    }
    again = [
        replace(match, start=place, end=place + len(secret))
        for secret, match in islice(refused.items(), MOST_COPIED)
        for place in places(text, secret)
    ]
    return list(without_overlap([*matches, *again])) if len(again) > len(refused) else matches


def is_long(secret: str) -> bool:
    """Long enough that a second one is no chance: a few words of a phrase in pieces may stand elsewhere as words."""
    return len(secret) >= SHORTEST_COPY or sum(not sign.isascii() for sign in secret) >= SHORTEST_HAN_COPY


def places(text: str, secret: str) -> Iterator[int]:
    place = text.find(secret)
    while place >= 0:
        yield place
        place = text.find(secret, place + len(secret))


def wider(match: Match, *, by: int, length: int) -> Match:
    return replace(match, start=max(0, match.start - by), end=min(length, match.end + by)) if by else match


def neighbours(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """Matches in order, in groups so far apart that none matters to another group."""
    group: list[Match] = []
    for match in matches:
        if group and match.start - group[-1].end > ROOM:
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def moved(match: Match, *, by: int) -> Match:
    return replace(match, start=match.start + by, end=match.end + by)


def placed(match: Match, starts: Sequence[tuple[int, int]]) -> Match:
    """A match of the cleaned text where it stands in the text."""
    return replace(match, start=back(match.start, starts), end=back(match.end - 1, starts) + 1)


def is_taken_out(match: Match, policy: Policy) -> bool:
    return policy.action(match.kind, match.certainty) in TAKEN_OUT


def kept(text: str, matches: Sequence[Match]) -> tuple[str, list[tuple[int, int]]]:
    """The cleaned text, and where each part of it begins: (there, in `text`)."""
    parts, starts, length, done = list[str](), list[tuple[int, int]](), 0, 0
    for match in matches:
        starts.append((length, done))
        parts += [text[done : match.start], match.kind.placeholder]
        length += len(parts[-2]) + len(parts[-1])
        done = match.end
    return "".join([*parts, text[done:]]), [*starts, (length, done)]


def back(place: int, starts: Sequence[tuple[int, int]]) -> int:
    """From a place of the cleaned text to the same place of the text."""
    there, origin = starts[bisect_right(starts, place, key=lambda start: start[0]) - 1]
    return place - there + origin


def without_overlap(matches: list[Match]) -> Iterator[Match]:
    if len(matches) < 2:
        yield from matches
        return
    matches.sort(key=lambda match: (match.start, -match.certainty, -match.end))
    best = matches[0]
    for match in matches[1:]:
        if match.start >= best.end:
            yield best
            best = match
        else:
            best = winner(best, match)
    yield best


def winner(one: Match, other: Match) -> Match:
    """The surer of two that overlap, stretched over both: a half-masked secret is no secret kept."""
    kind, certainty = (
        (one.kind, one.certainty) if one.certainty >= other.certainty else (other.kind, other.certainty)
    )
    return Match(kind, min(one.start, other.start), max(one.end, other.end), certainty)


def reported(match: Match, searched: Plain, policy: Policy) -> Finding:
    return Finding(
        kind=match.kind,
        start=searched.original(match.start),
        end=searched.original(match.end - 1) + 1,
        certainty=match.certainty,
        action=policy.action(match.kind, match.certainty),
    )
