"""The one table of allowed moves, and the only writers of state: `move` and `move_attempt`.

A move is a conditional UPDATE: of two racing moves one loses cleanly, with `LostRace`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.announce import tell_wallet
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.ui.refusals import Refusal

if TYPE_CHECKING:
    from answerback.callbacks.models import Attempt, Callback


class State(models.TextChoices):
    """Where a callback stands. *Waiting* and *ready* are both `planned`; the four leased states hold an agent."""

    PLANNED = "planned", _("Planned")
    OFFERED = "offered", _("On an agent's desk")
    DIALLING = "dialling", _("Ringing")
    TALKING = "talking", _("Talking")
    WRAP_UP = "wrap_up", _("Wrap-up")
    DONE = "done", _("Done")
    UNREACHABLE = "unreachable", _("Could not be reached")
    REFUSED = "refused", _("Refused by the customer")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Too late")


class AttemptState(models.TextChoices):
    """Where one dialling stands; the callback follows its attempt, never the reverse."""

    INTENDED = "intended"
    PLACED = "placed"
    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"


LEASED = frozenset({State.OFFERED, State.DIALLING, State.TALKING, State.WRAP_UP})
TERMINAL = frozenset({State.DONE, State.UNREACHABLE, State.REFUSED, State.CANCELLED, State.EXPIRED})

MOVES: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.OFFERED, State.REFUSED, State.CANCELLED, State.EXPIRED}),
    State.OFFERED: frozenset(
        {State.DIALLING, State.PLANNED, State.REFUSED, State.CANCELLED, State.EXPIRED},
    ),
    State.DIALLING: frozenset({State.TALKING, State.WRAP_UP, State.PLANNED}),
    State.TALKING: frozenset({State.WRAP_UP}),
    State.WRAP_UP: frozenset({State.DONE, State.PLANNED, State.UNREACHABLE, State.REFUSED}),
    **{state: frozenset() for state in TERMINAL},
}

ATTEMPT_MOVES: dict[AttemptState, frozenset[AttemptState]] = {
    AttemptState.INTENDED: frozenset({AttemptState.PLACED, AttemptState.ENDED}),
    AttemptState.PLACED: frozenset({AttemptState.RINGING, AttemptState.ANSWERED, AttemptState.ENDED}),
    AttemptState.RINGING: frozenset({AttemptState.ANSWERED, AttemptState.ENDED}),
    AttemptState.ANSWERED: frozenset({AttemptState.ENDED}),
    AttemptState.ENDED: frozenset(),
}


class LostRace(Refusal):
    """Somebody else moved the row first, or it is not where the verb needs it."""

    code = "lost_race"
    status = 409
    says = _("Somebody else was quicker: this callback has changed. Please look again.")


def move(
    callback: Callback,
    to: State,
    *,
    by: Actor,
    at: datetime,
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> None:
    """Move `callback` to `to`, writing `changes` with it; raises `LostRace` when the table or the row forbids it."""
    was = State(callback.state)
    if to not in MOVES[was]:
        raise LostRace()
    changes |= {"state": to, "fence": callback.fence + 1}
    if to in TERMINAL:
        changes |= {"ended_at": at, "ready_at": None, "lease_until": None}
    rows = type(callback).objects.for_wallet(callback.wallet_id)
    if rows.filter(id=callback.id, state=was, fence=callback.fence).update(**changes) != 1:
        raise LostRace()
    for name, value in changes.items():
        setattr(callback, name, value)
    if to in TERMINAL:
        tell_wallet(callback, f"callback.{to.value}", at=at)
    record(callback, f"callback.{to.value}", by=by, at=at, data={"was": was.value} | (data or {}))


def move_attempt(attempt: Attempt, to: AttemptState, **changes: Any) -> bool:
    """Move `attempt` to `to`; False when it is there or past it already, so that a repeated event is harmless."""
    was = AttemptState(attempt.state)
    if to not in ATTEMPT_MOVES[was]:
        return False
    changes["state"] = to
    rows = type(attempt).objects.for_wallet(attempt.wallet_id)
    if rows.filter(id=attempt.id, state=was).update(**changes) != 1:
        return False
    for name, value in changes.items():
        setattr(attempt, name, value)
    return True


def record(
    callback: Callback,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    data: dict[str, Any] | None = None,
    audience: Audience = Audience.CUSTOMER,
) -> None:
    """Write down what happened to `callback`, for staff and for its customer's own page."""
    write(
        kind,
        wallet_id=callback.wallet_id,
        subject=Subject("callback", callback.id),
        by=by,
        at=at,
        customer_id=callback.customer_id,
        audience=audience,
        data=data or {},
    )
