"""An agent's presence: available, on a break, away. The desk's heartbeat keeps it and its lease alive."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Presence, Shift
from answerback.callbacks.offer import renew
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.people.models import Membership

SILENT_AFTER = timedelta(seconds=90)


def set_presence(agent: Membership, presence: Presence, *, by: Actor, at: datetime) -> Shift:
    """Say what the agent is doing; saying the same again only refreshes it."""
    with transaction.atomic():
        shift: Shift
        shift, made = Shift.objects.for_wallet(agent.wallet_id).get_or_create(
            agent=agent, defaults={"wallet": agent.wallet, "presence": presence, "since": at, "seen_at": at}
        )
        changed = made or shift.presence != presence
        shift.presence, shift.seen_at = presence, at
        if changed:
            shift.since = at
            write(
                "agent.presence_changed",
                wallet_id=agent.wallet_id,
                subject=Subject("membership", agent.id),
                by=by,
                at=at,
                data={"presence": presence.value},
            )
        shift.save(update_fields=["presence", "seen_at", "since"])
    return shift


def beat(agent: Membership, *, at: datetime) -> None:
    """The desk is open: the shift and the lease live on."""
    Shift.objects.for_wallet(agent.wallet_id).filter(agent=agent).update(seen_at=at)
    renew(agent, at=at)


def close_silent(*, at: datetime) -> int:
    """Agents whose desk has been silent are away; how many."""
    # every wallet: one process does this for all of them
    rows = Shift.objects.filter(seen_at__lt=at - SILENT_AFTER).exclude(presence=Presence.AWAY)
    silent = list(rows.select_related("agent__wallet"))
    for shift in silent:
        set_presence(shift.agent, Presence.AWAY, by=SYSTEM, at=at)
    return len(silent)
