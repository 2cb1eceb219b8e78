"""Findings are forgotten with the person they concern, and when notes are."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerback.texts.models import TextFinding
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

AT_MOST = 500


def forget_customer(wallet_id: UUID, customer_id: UUID) -> None:
    """Even a keyed code of somebody's secret goes with him."""
    TextFinding.objects.for_wallet(wallet_id).filter(customer_id=customer_id).delete()


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Delete some findings older than the wallet keeps notes; how many. Repeat until it is 0."""
    rows = TextFinding.objects.for_wallet(wallet)
    old = rows.filter(found_at__lt=at - policies_of(wallet).keeps(Retained.NOTES))
    ids = list(old.values_list("id", flat=True)[:AT_MOST])
    rows.filter(id__in=ids).delete()
    return len(ids)
