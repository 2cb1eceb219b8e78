"""Warns while somebody still types or reads aloud: a seed phrase must stop before its twelfth word."""

from dataclasses import dataclass, replace

from answerback.guard.kinds import Action, Finding, Kind
from answerback.guard.policy import DEFAULT, Policy
from answerback.guard.secrets import seeds, seeds_han
from answerback.guard.secrets.find import find
from answerback.guard.secrets.plain import plain

REACH = 3_000
"""Characters within which a secret and all that decides about it stand, spoken word by word as well."""


@dataclass(frozen=True)
class Warning:
    """ "Stop, do not read on." `start` and `end` count in the text so far; `words`: seed words heard."""

    kind: Kind
    start: int
    end: int
    certainty: float
    action: Action
    words: int = 0


class Watcher:
    """Fed the whole text so far after each change. It keeps no text and may be thrown away at any time.

    What was read before and has not changed is not read again: only its findings and a hash of it are kept, so that
    a keystroke costs the same at the end of a long text as at its beginning.
    """

    def __init__(self, policy: Policy = DEFAULT) -> None:
        self.policy = policy
        self.read, self.hashed = 0, hash("")
        self.found: list[Finding] = []

    def feed(self, text_so_far: str) -> Warning | None:
        """The gravest thing to stop for, or None. Nothing said before needs to be fed again."""
        self.found = found = self.findings(text_so_far)
        self.read, self.hashed = len(text_so_far), hash(text_so_far)
        grave = [finding for finding in found if finding.action is Action.BLOCK]
        begun = None if grave else self.beginning_of_seed(text_so_far)
        if begun is not None:
            return begun
        for finding in grave or found:
            return Warning(finding.kind, finding.start, finding.end, finding.certainty, finding.action)
        return None

    def findings(self, text: str) -> list[Finding]:
        """As `find`, in a text that only grew: what ends well before the end of what was read stays as it was."""
        settled = self.read - REACH
        if settled <= REACH or len(text) < self.read or hash(text[: self.read]) != self.hashed:
            return find(text, self.policy)
        first = settled - REACH
        old = [finding for finding in self.found if finding.end <= settled]
        past = max((finding.end for finding in old), default=0)
        new = (moved(finding, by=first) for finding in find(text[first:], self.policy))
        return [*old, *(finding for finding in new if finding.end > settled and finding.start >= past)]

    def beginning_of_seed(self, text_so_far: str) -> Warning | None:
        """Too few words to take out, enough to stop for."""
        action = self.policy.action(Kind.SEED_PHRASE, 0.5)
        if action is Action.LEAVE:
            return None
        first = max(0, len(text_so_far) - REACH)
        searched = plain(text_so_far[first:])
        begun = seeds.begun(searched.lowered) or seeds_han.begun(searched)
        if begun is None:
            return None
        start, end = searched.original(begun.start), searched.original(begun.end - 1) + 1
        return Warning(Kind.SEED_PHRASE, first + start, first + end, begun.certainty, action, begun.words)


def moved(finding: Finding, *, by: int) -> Finding:
    return replace(finding, start=finding.start + by, end=finding.end + by)
