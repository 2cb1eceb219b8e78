"""All detectors over one text, their answers sorted out."""

from collections.abc import Callable, Iterable, Iterator

from answerback.guard.kinds import Action, Finding, Match
from answerback.guard.policy import DEFAULT, Policy
from answerback.guard.secrets import (
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
from answerback.guard.secrets.plain import Plain, plain

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


GRAVE: tuple[Detector, ...] = (seeds.find, keys.find)


def find(text: str, policy: Policy = DEFAULT) -> list[Finding]:
    """What the policy wants to hear of, in order, without overlap; offsets are code points of `text`."""
    searched = plain(text)
    matches = list(without_overlap(all_matches(searched, DETECTORS, policy)))
    if matches:
        matches = with_hidden(searched, matches, policy)
    findings = (reported(match, searched, policy) for match in matches)
    return [finding for finding in findings if finding.action is not Action.LEAVE]


def all_matches(searched: Plain, detectors: tuple[Detector, ...], policy: Policy) -> list[Match]:
    return [match for detect in detectors for match in detect(searched) if match.certainty >= policy.least]


def with_hidden(searched: Plain, matches: list[Match], policy: Policy) -> list[Match]:
    """A key glued to something else shows only once that is gone: look again with the matches blanked out."""
    blanked, done = list[str](), 0
    for match in matches:
        blanked += [searched.text[done : match.start], " " * (match.end - match.start)]
        done = match.end
    left = plain("".join([*blanked, searched.text[done:]]))
    hidden = all_matches(left, GRAVE, policy)
    return list(without_overlap([*matches, *hidden])) if hidden else matches


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
