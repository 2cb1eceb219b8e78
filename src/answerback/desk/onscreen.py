"""What stands on the desk about the call: the callback, its attempt, the code, the person behind the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.callbacks import prove
from answerback.callbacks.extend import wrap_up_ends
from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.personal import NotOpenYet, Opened, ReadsExceeded, numbers_masked, open_data
from answerback.callbacks.queries import held_by, last_attempt, undoable
from answerback.callbacks.screen import outside_hours
from answerback.callbacks.states import AttemptState, State
from answerback.desk.phase import Phase, phase_of
from answerback.devices import exchange
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.reports.raise_alarm import is_flagged
from answerback.ui.refusals import Refusal
from answerback.wallets.kinds import Line


@dataclass(frozen=True)
class OnScreen:
    """Everything that the desk's templates ask about the call."""

    agent: Membership
    at: datetime
    flagged: bool
    callback: Callback | None
    attempt: Attempt | None
    code: Code | None
    opened: Opened | None
    refused: Refusal | None
    undo: Callback | None

    @property
    def live(self) -> bool:
        """Whether a call is under way."""
        return self.attempt is not None and self.attempt.state != AttemptState.ENDED

    @property
    def in_app(self) -> bool:
        """Whether the call is taken in this browser."""
        return self.attempt is not None and self.attempt.line == Line.IN_APP

    @property
    def manual(self) -> bool:
        """Whether the agent dials on a phone of his own."""
        return self.attempt is not None and self.attempt.line == Line.MANUAL

    @property
    def answered(self) -> bool:
        """Whether somebody answered the newest call."""
        return self.attempt is not None and self.attempt.answered_at is not None

    @property
    def confirmed(self) -> bool:
        """Whether the customer confirmed the newest call, so that actions may be put before him."""
        return self.attempt is not None and self.attempt.confirmed_at is not None

    @property
    def may_dial(self) -> bool:
        """Whether the callback waits to be dialled."""
        return self.callback is not None and self.callback.state == State.OFFERED

    @property
    def may_finish(self) -> bool:
        """Whether the callback waits for its outcome."""
        return self.callback is not None and self.callback.state == State.WRAP_UP

    @property
    def phase(self) -> Phase | None:
        """Where the call stands."""
        if self.callback is None:
            return None
        return phase_of(self.callback, self.attempt, has_code=self.code is not None)

    @property
    def reported(self) -> bool:
        """Whether the call runs on the wallet's own dialer and is known from its call centre's word only."""
        return self.attempt is not None and self.attempt.line == Line.EXTERNAL

    @property
    def masked(self) -> str:
        """The number, its last two digits only."""
        if self.callback is None or self.in_app or self.callback.in_app:
            return ""
        if self.attempt is not None and self.attempt.last_two:
            return f"•••• {self.attempt.last_two}"
        return next(iter(numbers_masked(self.callback)), "")

    @property
    def codes_left(self) -> int:
        """How many codes this leg may still have; 0 where it needs none."""
        attempt = self.attempt
        if attempt is None or not _takes_a_code(attempt):
            return 0
        return prove.PER_LEG - Code.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt).count()

    @property
    def device_digits(self) -> str:
        """What he reads out because the customer's app asked; empty while none asks."""
        return exchange.digits_for(self.attempt, self.agent, at=self.at) if self.attempt else ""

    @property
    def code_seconds(self) -> int:
        """How long the open code lives."""
        return _seconds(self.code.expires_at if self.code else None, self.at)

    @property
    def undo_seconds(self) -> int:
        """How long the last finishing can be taken back."""
        return _seconds(self.undo.undo_until if self.undo else None, self.at)

    @property
    def wrap_up_seconds(self) -> int | None:
        """How much of the wrap-up is left; None when it has no limit."""
        ends = wrap_up_ends(self.callback) if self.callback and self.may_finish else None
        return None if ends is None else _seconds(ends, self.at)

    @property
    def outside_hours(self) -> bool:
        """Whether it is no time to ring where the customer is."""
        return self.callback is not None and outside_hours(self.callback, self.at)


def on_screen(agent: Membership, *, by: Actor, at: datetime) -> OnScreen:
    """What stands on this agent's desk now."""
    callback = held_by(agent)
    attempt = last_attempt(callback) if callback else None
    opened: Opened | None = None
    refused: Refusal | None = None
    if callback is not None:
        try:
            opened = open_data(callback, agent, by=by, at=at)
        except NotOpenYet:
            opened = None
        except ReadsExceeded as limit:
            refused = limit
    return OnScreen(
        agent=agent,
        at=at,
        flagged=is_flagged(agent.id, agent.wallet_id),
        callback=callback,
        attempt=attempt,
        code=_code(attempt, agent, by, at),
        opened=opened,
        refused=refused,
        undo=undoable(agent, at),
    )


def _code(attempt: Attempt | None, agent: Membership, by: Actor, at: datetime) -> Code | None:
    """The code to read aloud while one is open and the call is not yet confirmed."""
    if attempt is None or not _takes_a_code(attempt):
        return None
    try:
        return prove.fetch(attempt, agent, by=by, at=at)
    except Refusal:
        return None


def _takes_a_code(attempt: Attempt) -> bool:
    return attempt.line not in (Line.IN_APP, Line.MANUAL) and prove.may_have_code(attempt)


def _seconds(until: datetime | None, now: datetime) -> int:
    return max(0, round((until - now).total_seconds())) if until else 0
