"""All detectors over one text, their answers sorted out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    findings = (reported(match, searched, policy) for match in settled(searched, matches, policy, look))
    return [finding for finding in findings if finding.action is not Action.LEAVE]


def all_matches(searched: Plain, detectors: Sequence[Detector], policy: Policy) -> list[Match]:
    return [
        seeds_exact.trimmed(searched.lowered, match)
        for detect in detectors
        for match in detect(searched)
        if match.certainty >= policy.least
    ]


def settled(searched: Plain, matches: list[Match], policy: Policy, look: Look) -> list[Match]:
    """With what the matches hid, in each neighbourhood of them."""
    result: list[Match] = []
    for group in neighbours(matches):
        first = max(0, group[0].start - ROOM)
        part = searched.text[first : group[-1].end + ROOM]
        result += (
            moved(match, by=first)
            for match in settled_in(part, [moved(match, by=-first) for match in group], policy, look)
        )
    return list(without_overlap(result))


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


def settled_in(text: str, matches: list[Match], policy: Policy, look: Look) -> list[Match]:
    """With what the matches hid: a key glued to another, a word for keys that is nearer without them.

    Looked for in what would be kept until nothing new shows, so that a cleaned text has nothing left to find.
    """
    for _ in range(MOST_ROUNDS):
        left, starts = kept(text, [match for match in matches if is_taken_out(match, policy)])
        hidden = all_matches(*look(left, EVERYTHING), policy)
        found = [placed(match, starts) for match in hidden]
        before, matches = matches, list(without_overlap([*matches, *found]))
        if matches == before:
            break
    return matches


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
