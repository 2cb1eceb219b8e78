"""Retention: spent links and ended sessions are forgotten when the wallet's policy says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.customers.models import PortalLink, PortalSession
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

PER_STEP = 500


@transaction.atomic
def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Delete some links and sessions that ended long enough ago; how many. Repeat until it is 0."""
    before = at - timedelta(days=policies_of(wallet).retention_days[Retained.PORTAL_SESSIONS])
    forgotten = 0
    for model in (PortalLink, PortalSession):
        rows = model.objects.for_wallet(wallet).filter(expires_at__lt=before)
        chosen = list(rows.values_list("pk", flat=True)[:PER_STEP])
        model.objects.for_wallet(wallet).filter(pk__in=chosen).delete()
        forgotten += len(chosen)
    return forgotten
