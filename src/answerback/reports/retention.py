"""Evidence is kept to review a suspect, not for ever: what strangers wrote and showed goes, the finding stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from answerback.reports.models import Evidence
from answerback.wallets.models import Wallet

AFTER_REVIEW = timedelta(days=90)
UNREVIEWED = timedelta(days=180)
BATCH = 100


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """A batch of old evidence; returns how much went."""
    rows = Evidence.objects.for_wallet(wallet).filter(
        Q(suspect__reviewed_at__lte=at - AFTER_REVIEW, reported_at__lte=at - AFTER_REVIEW)
        | Q(reported_at__lte=at - UNREVIEWED)
    )
    ids = list(rows.order_by("reported_at").values_list("id", flat=True)[:BATCH])
    return int(Evidence.objects.for_wallet(wallet).filter(id__in=ids).delete()[0])
