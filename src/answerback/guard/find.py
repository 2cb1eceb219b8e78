"""All detectors over one text, their answers sorted out."""

from collections.abc import Callable, Iterable, Iterator

from answerback.guard import (
    codes,
    digits,
    documents,
    keyfiles,
    keys,
    mail,
    passwords,
    seeds,
    seeds_han,
    seeds_other,
)
from answerback.guard.kinds import DEFAULT, Action, Finding, Match, Policy
from answerback.guard.plain import Plain, plain

Detector = Callable[[Plain], Iterable[Match]]

# Where two answers overlap, the surer wins, then the one named first here.
DETECTORS: tuple[Detector, ...] = (
    seeds.find,
    seeds_han.find,
    seeds_other.find,
    keys.find,
    keyfiles.find,
    digits.find,
    documents.find,
    codes.find,
    passwords.find,
    mail.find,
)


def find(text: str, policy: Policy = DEFAULT) -> list[Finding]:
    """What the policy wants to hear of, in order, without overlap; offsets are code points of `text`."""
    searched = plain(text)
    matches = [match for detect in DETECTORS for match in detect(searched) if match.certainty >= policy.least]
    findings = (reported(match, searched, policy) for match in without_overlap(matches))
    return [finding for finding in findings if finding.action is not Action.LEAVE]


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
