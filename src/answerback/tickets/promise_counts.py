"""How well we keep our word, by agent and by what was promised; and what is broken without a word of explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from answerback.people.models import Membership
from answerback.tickets.kinds import PromiseKind
from answerback.tickets.models import Promise
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Kept:
    """Promises due within a time, of one owner (None: nobody's) and kind. `late`: kept, but after its time."""

    owner: Membership | None
    kind: PromiseKind
    due: int
    kept: int
    late: int
    broken: int
    explained: int


def kept_by(wallet: Wallet | UUID, *, since: datetime, until: datetime) -> list[Kept]:
    """Due in [since, until), without those the user let us off; by owner, then kind."""
    rows = Promise.objects.for_wallet(wallet).filter(due_at__gte=since, due_at__lt=until, released_at=None)
    counted = rows.values("owner", "kind").annotate(
        due=Count("id"),
        kept=Count("id", filter=Q(kept_at__isnull=False, kept_at__lte=F("due_at"))),
        late=Count("id", filter=Q(kept_at__isnull=False, kept_at__gt=F("due_at"))),
        broken=Count("id", filter=Q(kept_at=None, broken_at__isnull=False)),
        explained=Count("id", filter=Q(explained_at__isnull=False)),
    )
    owners = {one.id: one for one in Membership.objects.for_wallet(wallet)}
    found = [_kept(row, owners) for row in counted]
    return sorted(found, key=lambda one: (one.owner.work_number if one.owner else "", one.kind))


def unexplained_promises(wallet: Wallet | UUID, *, before: datetime | None = None) -> QuerySet[Promise]:
    """Broken, not kept since, and nobody has told the user why; with `before`, broken before this time."""
    rows = Promise.objects.for_wallet(wallet).filter(broken_at__isnull=False, explained_at=None)
    rows = rows.filter(kept_at=None, released_at=None).select_related("ticket", "owner")
    return rows if before is None else rows.filter(broken_at__lt=before)


def _kept(row: dict[str, object], owners: dict[UUID, Membership]) -> Kept:
    counts = {name: int(str(row[name])) for name in ("due", "kept", "late", "broken", "explained")}
    owner = row["owner"]
    return Kept(
        owners.get(owner) if isinstance(owner, UUID) else None, PromiseKind(str(row["kind"])), **counts
    )
