"""Sent messages are forgotten when the wallet's policy says so; the journal keeps that there was one."""

from __future__ import annotations

from datetime import datetime

from answerback.wallets.models import Delivery, Wallet
from answerback.wallets.policies import Retained, policies_of

AT_MOST = 500


def forget_old_deliveries(wallet: Wallet, *, at: datetime, limit: int = AT_MOST) -> int:
    """Delete ended deliveries past their days, with their tries; returns how many. Call it until 0."""
    ended_before = at - policies_of(wallet).keeps(Retained.DELIVERIES)
    old = Delivery.objects.for_wallet(wallet).filter(finished_at__lt=ended_before)
    ids = list(old.values_list("id", flat=True)[:limit])
    Delivery.objects.for_wallet(wallet).filter(id__in=ids).delete()
    return len(ids)
