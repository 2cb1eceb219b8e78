"""Warns while somebody still types or reads aloud: a seed phrase must stop before its twelfth word."""

from dataclasses import dataclass

from answerback.guard.kinds import Action, Kind
from answerback.guard.policy import DEFAULT, Policy
from answerback.guard.secrets import seeds
from answerback.guard.secrets.find import find
from answerback.guard.secrets.plain import plain


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
    """Fed the whole text so far after each change. It keeps no text and may be thrown away at any time."""

    def __init__(self, policy: Policy = DEFAULT) -> None:
        self.policy = policy

    def feed(self, text_so_far: str) -> Warning | None:
        """The gravest thing to stop for, or None. Nothing said before needs to be fed again."""
        found = [finding for finding in find(text_so_far, self.policy) if finding.action is not Action.LEAVE]
        grave = [finding for finding in found if finding.action is Action.BLOCK]
        begun = None if grave else self.beginning_of_seed(text_so_far)
        if begun is not None:
            return begun
        for finding in grave or found:
            return Warning(finding.kind, finding.start, finding.end, finding.certainty, finding.action)
        return None

    def beginning_of_seed(self, text_so_far: str) -> Warning | None:
        """Too few words to take out, enough to stop for."""
        searched = plain(text_so_far)
        begun = seeds.begun(searched.lowered)
        action = self.policy.action(Kind.SEED_PHRASE, 0.5)
        if begun is None or action is Action.LEAVE:
            return None
        start, end = searched.original(begun.start), searched.original(begun.end - 1) + 1
        return Warning(Kind.SEED_PHRASE, start, end, begun.certainty, action, begun.words)
