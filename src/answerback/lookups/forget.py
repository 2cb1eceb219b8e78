"""A triage is forgotten with the person it concerns, and when notes are."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.customers.models import Customer
from answerback.lookups.models import AskedThisHour, Triage
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

AT_MOST = 500


def forget(customer: Customer, at: datetime) -> None:
    """Which addresses were his goes with him."""
    Triage.objects.for_wallet(customer.wallet_id).filter(customer_id=customer.id).delete()
    AskedThisHour.objects.for_wallet(customer.wallet_id).filter(customer_id=customer.id).delete()


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Delete some older than the wallet keeps notes; how many. Repeat until it is 0. Counts of past hours go too."""
    AskedThisHour.objects.for_wallet(wallet).filter(hour_at__lt=at - timedelta(hours=2)).delete()
    rows = Triage.objects.for_wallet(wallet)
    old = rows.filter(made_at__lt=at - policies_of(wallet).keeps(Retained.NOTES))
    ids = list(old.values_list("id", flat=True)[:AT_MOST])
    rows.filter(id__in=ids).delete()
    return len(ids)
