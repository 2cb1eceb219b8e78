"""Erasing a person takes his reports out of every campaign; old ones go after a year. What people decided stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.customers.models import Customer
from answerback.findings.campaigns.leave import leave
from answerback.findings.campaigns.models import Member, Told
from answerback.wallets.models import Wallet

KEPT = timedelta(days=365)
BATCH = 50


def forget(customer: Customer, at: datetime) -> None:
    """His memberships with their identifiers and sketches, and that he was warned."""
    del at
    rows = Member.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    for member in rows.select_related("campaign"):
        leave(member)
    Told.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """A batch of members that were met longer ago than a year; returns how many went."""
    rows = Member.objects.for_wallet(wallet).filter(met_at__lte=at - KEPT).select_related("campaign")
    old = list(rows.order_by("met_at")[:BATCH])
    for member in old:
        leave(member)
    return len(old)
