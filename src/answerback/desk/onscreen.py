"""What stands on the desk: the callback, its attempt, the code, and a version for each part of the page.

A part is drawn again only when its version changes, so nothing jumps while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.callbacks import prove
from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import counts, held_by, last_attempt, undoable
from answerback.callbacks.states import AttemptState, State
from answerback.callbacks.wrap_up import suggested
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.ui.refusals import Refusal
from answerback.wallets.kinds import Line


@dataclass(frozen=True)
class OnScreen:
    """Everything that the desk's templates ask about the call."""

    agent: Membership
    callback: Callback | None
    attempt: Attempt | None
    code: Code | None
    undo: Callback | None
    queue: dict[str, int]
    at: datetime

    @property
    def live(self) -> bool:
        """Whether a call is under way."""
        return self.attempt is not None and self.attempt.state != AttemptState.ENDED

    @property
    def in_app(self) -> bool:
        """Whether the call is taken in this browser."""
        return self.attempt is not None and self.attempt.line == Line.IN_APP

    @property
    def may_dial(self) -> bool:
        """Whether the callback waits to be dialled."""
        return self.callback is not None and self.callback.state == State.OFFERED

    @property
    def may_finish(self) -> bool:
        """Whether the callback waits for its outcome."""
        return self.callback is not None and self.callback.state == State.WRAP_UP

    @property
    def suggested(self) -> Outcome | None:
        """What the line itself told."""
        return suggested(self.attempt) if self.may_finish else None

    @property
    def bar_version(self) -> str:
        """Changes when the call bar must be drawn again."""
        callback, attempt = self.callback, self.attempt
        if callback is None:
            return f"none-{self.undo.id if self.undo else ''}"
        parts = [callback.id, callback.state, callback.fence, callback.finished_at]
        if attempt is not None:
            parts += [attempt.state, attempt.media_at, attempt.confirmed_at, self.code.number if self.code else 0]
        return "-".join(str(part) for part in parts)

    @property
    def queue_version(self) -> str:
        """Changes when the numbers of the queue do."""
        return "-".join(str(number) for number in self.queue.values())


def on_screen(agent: Membership, *, by: Actor, at: datetime) -> OnScreen:
    """What stands on this agent's desk now."""
    callback = held_by(agent)
    attempt = last_attempt(callback) if callback else None
    return OnScreen(agent, callback, attempt, _code(attempt, agent, by, at), undoable(agent, at), counts(agent.wallet), at)


def _code(attempt: Attempt | None, agent: Membership, by: Actor, at: datetime) -> Code | None:
    """The code to read aloud while one is open and the call is not yet confirmed."""
    if attempt is None or attempt.state != AttemptState.ANSWERED or attempt.confirmed_at or attempt.media_at is None:
        return None
    if attempt.line == Line.IN_APP:
        return None
    try:
        return prove.fetch(attempt, agent, by=by, at=at)
    except Refusal:
        return None
