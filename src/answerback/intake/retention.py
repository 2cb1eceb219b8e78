"""Retention: what came in is forgotten when the wallet's policy says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.intake.models import Event, ImportRun, ImportState
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

PER_STEP = 200


@transaction.atomic
def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Delete some events and imports past their days; how many. Repeat until it is 0.

    A deleted event is no longer recognised when it is sent again: the days must exceed any sender's retries.
    """
    days = policies_of(wallet).retention_days
    events = Event.objects.for_wallet(wallet).filter(
        received_at__lt=at - timedelta(days=days[Retained.EVENTS])
    )
    runs = ImportRun.objects.for_wallet(wallet).filter(
        state__in=[ImportState.FINISHED, ImportState.CANCELLED],
        finished_at__lt=at - timedelta(days=days[Retained.IMPORTS]),
    )
    old_events = list(events.values_list("pk", flat=True)[:PER_STEP])
    old_runs = list(runs.values_list("pk", flat=True)[:PER_STEP])
    Event.objects.for_wallet(wallet).filter(pk__in=old_events).delete()
    ImportRun.objects.for_wallet(wallet).filter(pk__in=old_runs).delete()
    return len(old_events) + len(old_runs)
