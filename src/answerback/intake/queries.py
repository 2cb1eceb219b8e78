"""Questions about events, rules and imports; nothing here writes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from answerback.intake.accept import answer_of
from answerback.intake.models import Event, ImportRun, Rule
from answerback.wallets.models import Wallet


def outcome_of(wallet: Wallet, event_id: UUID) -> dict[str, Any] | None:
    """What has become of an event by now, in ids, codes and times."""
    event: Event | None = Event.objects.for_wallet(wallet).filter(pk=event_id).first()
    if event is None:
        return None
    names = ("kind", "is_resolution", "occurred_at", "received_at")
    return {name: getattr(event, name) for name in names} | answer_of(event)


def event_of(wallet: Wallet | UUID, event_id: UUID | None) -> Event | None:
    """The event behind a callback (`callback.event_id`)."""
    found: Event | None = Event.objects.for_wallet(wallet).filter(pk=event_id).first()
    return found


def details_of(event: Event) -> dict[str, Any]:
    """What the wallet's backend said about it, after the guard. Showing it is a read of personal data."""
    details: dict[str, Any] = json.loads(event.data) if event.data else {}
    return details


def events_of(wallet: Wallet) -> QuerySet[Event]:
    """The wallet's events, the newest first."""
    return Event.objects.for_wallet(wallet).order_by("-received_at", "-id")


def counts_by_state(wallet: Wallet, *, at: datetime, days: int = 7) -> dict[str, int]:
    """How many events ended in each state lately."""
    lately = Event.objects.for_wallet(wallet).filter(received_at__gte=at - timedelta(days=days))
    return dict(lately.values_list("state").annotate(number=Count("id")).order_by("state"))


def rules_of(wallet: Wallet) -> QuerySet[Rule]:
    """The wallet's rules in the order in which they are asked, kind by kind."""
    return Rule.objects.for_wallet(wallet)


def imports_of(wallet: Wallet) -> QuerySet[ImportRun]:
    """The wallet's imports, the newest first."""
    return ImportRun.objects.for_wallet(wallet)
