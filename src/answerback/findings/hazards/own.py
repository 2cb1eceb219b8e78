"""Who looks after a hazard: by rule at first, then whoever is told to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.kinds import Level, State
from answerback.findings.hazards.models import Hazard
from answerback.journal.write import SYSTEM, Actor, Audience
from answerback.people.models import Membership
from answerback.people.rights import RIGHTS, Right
from answerback.ui.refusals import Refusal

GRAVE = (Level.HIGH, Level.URGENT)
BATCH = 100


class NotAnOwner(Refusal):
    """The person no longer works here, for another wallet, or may not look after hazards."""

    code = "hazard_owner_unfit"
    status = 422
    says = _("This colleague cannot look after a hazard.")


def first_owner(hazard: Hazard, agent: Membership | None) -> Membership | None:
    """Grave ones: whoever is on the call, else the supervisor with the fewest. The others wait for somebody."""
    if hazard.level not in GRAVE:
        return None
    return agent or _least_burdened(hazard)


def owners(hazard: Hazard) -> list[Membership]:
    """Who may be given it: those who handle alarms."""
    return list(_able(hazard).order_by("work_number"))


def assign(hazard: Hazard, *, owner: Membership | None, by: Actor, at: datetime) -> Hazard:
    """Give it to somebody, or to nobody. Raises NotAnOwner."""
    if owner is not None and not _able(hazard).filter(id=owner.id).exists():
        raise NotAnOwner
    with transaction.atomic():
        _give(hazard, owner, by=by, at=at)
    return hazard


def hand_over(hazard: Hazard, *, at: datetime) -> bool:
    """The call is over: a grave hazard passes from its agent to the supervisor with the fewest."""
    owner, agent_id = _least_burdened(hazard), hazard.owner_id
    with transaction.atomic():
        rows = Hazard.objects.for_wallet(hazard.wallet_id).filter(id=hazard.id, owner_id=agent_id)
        still_his = rows.select_for_update(of=("self",)).first() is not None
        return still_his and owner is not None and _give(hazard, owner, by=SYSTEM, at=at)


def _give(hazard: Hazard, owner: Membership | None, *, by: Actor, at: datetime) -> bool:
    rows = Hazard.objects.for_wallet(hazard.wallet_id).filter(id=hazard.id, state=State.OPEN)
    locked = rows.select_for_update(of=("self",)).first()
    if locked is None or locked.owner_id == (owner.id if owner else None):
        return False
    was = locked.owner_id
    rows.update(owner=owner)
    hazard.owner = owner
    data = {"was": was, "now": hazard.owner_id}
    write_down(hazard, "hazard.assigned", by=by, at=at, data=data, audience=Audience.STAFF)
    return True


def _able(hazard: Hazard) -> QuerySet[Membership]:
    roles = [role for role, rights in RIGHTS.items() if Right.HANDLE_ALARMS in rights]
    rows: QuerySet[Membership] = Membership.objects.for_wallet(hazard.wallet_id)
    return rows.filter(role__in=roles, ended_at=None)


def _least_burdened(hazard: Hazard) -> Membership | None:
    burden = Count("hazards", filter=Q(hazards__state=State.OPEN))
    rows = _able(hazard).annotate(burden=burden).order_by("burden", "work_number")
    found: Membership | None = rows.first()
    return found
