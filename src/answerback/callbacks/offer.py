"""Step 5, first half: an agent takes the best due callback. The system chooses the customer, never the agent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Callback
from answerback.callbacks.plan import hold
from answerback.callbacks.queries import held_by, ready
from answerback.callbacks.screen import Refused, screen
from answerback.callbacks.states import LostRace, State, move
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.ui.refusals import Refusal

LEASE = timedelta(seconds=90)  # longer than a database failover (about 20 s, measured)
CANDIDATES = 40


class NothingReady(Refusal):
    """Nobody is to be rung now."""

    code = "nothing_ready"
    status = 404
    says = _("Nobody is due to be rung right now. The next callback will appear here by itself.")


def next_callback(agent: Membership, *, by: Actor, at: datetime) -> Callback:
    """The callback on this agent's desk: the one he holds, or the best ready one that he can serve."""
    held = held_by(agent)
    if held is not None:
        return held
    for callback in _candidates(agent):
        taken = _take(callback, agent, by, at)
        if taken is not None:
            return taken
    raise NothingReady()


def _candidates(agent: Membership) -> list[Callback]:
    rows = ready(agent.wallet)
    if agent.languages:
        rows = rows.filter(language__in=agent.languages)
    if agent.skills:
        rows = rows.filter(kind__in=agent.skills)
    return list(rows.select_related("customer", "wallet")[:CANDIDATES])


def _take(callback: Callback, agent: Membership, by: Actor, at: datetime) -> Callback | None:
    """Claim by changing; None when another agent was first or a rule now forbids the call."""
    try:
        with transaction.atomic():
            verdict = screen(callback, at)
            if isinstance(verdict, Refused):
                hold(callback, verdict, at=at)
                return None
            data = {"agent": str(agent.id)}
            move(
                callback,
                State.OFFERED,
                by=by,
                at=at,
                data=data,
                agent=agent,
                lease_until=at + LEASE,
                ready_at=None,
            )
    except (LostRace, IntegrityError):
        return held_by(agent)
    return callback


def renew(agent: Membership, *, at: datetime) -> None:
    """The desk is alive: its lease runs on."""
    rows = Callback.objects.for_wallet(agent.wallet_id).filter(
        agent=agent, finished_at=None, lease_until__isnull=False
    )
    rows.update(lease_until=at + LEASE)


def give_back(callback: Callback, *, by: Actor, at: datetime) -> None:
    """Return an offered callback to the queue, unrung."""
    if callback.state == State.PLANNED:
        return
    if callback.state != State.OFFERED:
        raise LostRace()
    with transaction.atomic():
        move(callback, State.PLANNED, by=by, at=at, agent=None, lease_until=None, not_before=at)
