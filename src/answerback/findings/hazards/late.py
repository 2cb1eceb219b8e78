"""What is late is seen: a follow-up or measure whose time has passed flags its hazard and reminds its owner, once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from answerback.callbacks.models import Callback
from answerback.callbacks.states import LEASED
from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.kinds import Level, State
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.own import hand_over
from answerback.findings.hazards.queries import overdue
from answerback.journal.write import SYSTEM, Audience
from answerback.people.models import Role

BATCH = 100


def step(at: datetime) -> int:
    """Flag what has become late, clear what no longer is, pass on what an agent's call left; how many changed."""
    # every wallet: one process looks for all of them
    rows = Hazard.objects.filter(state=State.OPEN)
    late = overdue(rows, at)
    flagged = sum(_flag(one, at) for one in _ids(late.filter(late_since=None)))
    ids = _ids(rows.filter(late_since__isnull=False).exclude(id__in=late.values("id")))
    cleared = rows.filter(id__in=ids).update(late_since=None) if ids else 0
    return flagged + cleared + _passed_on(at)


def _ids(rows: QuerySet[Hazard]) -> list[UUID]:
    return list(rows.order_by("opened_at").values_list("id", flat=True)[:BATCH])


def _flag(hazard_id: UUID, at: datetime) -> bool:
    with transaction.atomic():
        # every wallet: the row was chosen above
        rows = Hazard.objects.filter(id=hazard_id, state=State.OPEN, late_since=None)
        if not rows.update(late_since=at):
            return False
        hazard = Hazard.objects.get(id=hazard_id)  # every wallet: the same row
        data = {"level": hazard.level, "owner": hazard.owner_id}
        write_down(hazard, "hazard.overdue", by=SYSTEM, at=at, data=data, audience=Audience.STAFF)
        return True


def _passed_on(at: datetime) -> int:
    """Grave hazards still with an agent whose call is over go to a supervisor."""
    # every wallet: one process looks for all of them
    rows = Hazard.objects.filter(
        state=State.OPEN, level__in=[Level.HIGH, Level.URGENT], owner__role=Role.AGENT
    ).select_related("wallet", "customer")
    # every wallet: the calls of those hazards
    talking = Callback.objects.filter(state__in=LEASED).values("id")
    return sum(hand_over(hazard, at=at) for hazard in rows.exclude(callback_id__in=talking)[:BATCH])
