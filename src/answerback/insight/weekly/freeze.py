"""A finished week is frozen: its facts are kept as they were, and can be counted anew beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from answerback.insight.models import Cursor
from answerback.insight.weekly.facts import Facts, differing
from answerback.insight.weekly.gather import gather
from answerback.insight.weekly.models import Snapshot
from answerback.insight.weekly.week import Week, last_week
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.wallets.models import Wallet

SETTLED_AFTER = timedelta(hours=1)
"""Until then entries of the week may still be on their way into the counts."""


@dataclass(frozen=True)
class Told:
    """A week's facts, and since when they are frozen (None: they are counted as one asks)."""

    week: Week
    facts: Facts
    frozen_at: datetime | None
    so_far: bool


def told(wallet: Wallet, week: Week, *, at: datetime) -> Told:
    """The facts that a report is written from: the frozen ones where there are any. Changes nothing."""
    kept = Snapshot.objects.for_wallet(wallet).filter(monday=week.monday).first()
    if kept is not None:
        return Told(week, Facts.from_kept(kept.facts), kept.frozen_at, so_far=False)
    return Told(week, gather(wallet, week, at=at), None, so_far=not week.is_over(at))


def freeze(wallet: Wallet, week: Week, *, by: Actor, at: datetime) -> Snapshot | None:
    """Keep the week's facts; the second time nothing happens. None while the week is not over and counted."""
    known: Snapshot | None = Snapshot.objects.for_wallet(wallet).filter(monday=week.monday).first()
    if known is not None or at < week.until + SETTLED_AFTER or _is_behind(wallet, week):
        return known
    with transaction.atomic():
        Wallet.objects.select_for_update().get(id=wallet.id)
        facts = gather(wallet, week, at=at).as_kept()
        snapshot, is_new = Snapshot.objects.get_or_create(
            wallet=wallet, monday=week.monday, defaults={"facts": facts, "frozen_at": at}
        )
        if is_new:
            data = {"monday": week.monday.isoformat(), "seq": _seq()}
            subject = Subject("weekly", snapshot.id)
            write("weekly.frozen", wallet_id=wallet.id, subject=subject, by=by, at=at, data=data)
    frozen: Snapshot = snapshot
    return frozen


def _is_behind(wallet: Wallet, week: Week) -> bool:
    """Whether something of the week, or before it, is not in the counts yet; after a standstill that may take hours."""
    of_then = Entry.objects.for_wallet(wallet).filter(at__lt=week.until)
    return of_then.filter(Q(seq=None) | Q(seq__gt=_seq())).exists()


def changed_since(wallet: Wallet, told: Told, *, at: datetime) -> list[str]:
    """What would be written otherwise if the week were counted now; empty for a week that is not frozen."""
    return differing(told.facts, gather(wallet, told.week, at=at)) if told.frozen_at else []


def step(at: datetime) -> int:
    """Freeze every wallet's last week that is not yet; how many."""
    frozen = 0
    for wallet in Wallet.objects.all():
        week = last_week(wallet, at=at)
        # every wallet: the loop keeps house for all of them
        known = Snapshot.objects.for_wallet(wallet).filter(monday=week.monday).exists()
        frozen += not known and freeze(wallet, week, by=SYSTEM, at=at) is not None
    return frozen


def _seq() -> int:
    cursor = Cursor.objects.first()
    return cursor.seq if cursor else 0
