"""Counts of what was found, by place, kind and day; no text, no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from answerback.texts.models import TextFinding
from answerback.wallets.models import Wallet

REFUSED = Count("id", filter=Q(refused=True))


@dataclass(frozen=True)
class Counted:
    """How often one kind was found in one place, and how many of these texts were refused."""

    place: str
    kind: str
    found: int
    refused: int


@dataclass(frozen=True)
class Day:
    """One day on the wallet's own clock."""

    day: date
    found: int
    refused: int


def findings_of(wallet: Wallet, *, since: datetime) -> QuerySet[TextFinding]:
    """What was found from a moment on, the newest first."""
    return TextFinding.objects.for_wallet(wallet).filter(found_at__gte=since)


def by_place_and_kind(wallet: Wallet, *, since: datetime) -> list[Counted]:
    """The most frequent first."""
    rows = findings_of(wallet, since=since).order_by().values("place", "kind")
    rows = rows.annotate(found=Count("id"), refused_count=REFUSED)
    counted = (Counted(row["place"], row["kind"], row["found"], row["refused_count"]) for row in rows)
    return sorted(counted, key=lambda one: (-one.found, one.place, one.kind))


def by_day(wallet: Wallet, *, since: datetime) -> list[Day]:
    """Days on which something was found, the newest first."""
    day = TruncDate("found_at", tzinfo=ZoneInfo(wallet.zone))
    rows = findings_of(wallet, since=since).order_by().annotate(day=day).values("day")
    rows = rows.annotate(found=Count("id"), refused_count=REFUSED)
    return [Day(row["day"], row["found"], row["refused_count"]) for row in rows.order_by("-day")]
