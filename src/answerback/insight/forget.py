"""Facts go when nothing can change them any more; the counts stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.insight.fold.facts import KEPT_DAYS
from answerback.insight.models import Cursor, Fact
from answerback.wallets.models import Wallet

MARGIN = timedelta(days=30)
"""Entries may be sealed a little out of their order: a fact goes this long after it is settled."""
BATCH = 500


def forget_old(wallet: Wallet, *, at: datetime, limit: int = BATCH) -> int:
    """Delete at most `limit` settled facts; how many. Measured by the journal's own time, so that a history that is
    being counted keeps what it needs; `at` bounds it where the journal is ahead of the clock."""
    cursor = Cursor.objects.first()
    if cursor is None or cursor.latest_at is None:
        return 0
    before = min(cursor.latest_at, at) - timedelta(days=KEPT_DAYS) - MARGIN
    rows = Fact.objects.for_wallet(wallet)
    old = list(rows.filter(last_at__lt=before).values_list("id", flat=True)[:limit])
    return int(rows.filter(id__in=old).delete()[0])
