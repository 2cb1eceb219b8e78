"""Erasing a person: his hazards go with everything about them; what was counted of them stays in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.customers.models import Customer
from answerback.findings.hazards.kinds import State
from answerback.findings.hazards.models import Hazard
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

BATCH = 200


def forget(customer: Customer, at: datetime) -> None:
    """Delete his hazards and their measures."""
    del at
    Hazard.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()


def forget_old(wallet: Wallet, *, at: datetime, limit: int = BATCH) -> int:
    """Settled hazards are kept as long as notes, withdrawn ones for the days in which a hazard counts again."""
    rows = Hazard.objects.for_wallet(wallet)
    settled = rows.filter(state=State.CLOSED, closed_at__lt=at - policies_of(wallet).keeps(Retained.NOTES))
    withdrawn = rows.filter(state=State.WITHDRAWN, opened_at__lt=at - timedelta(days=90))
    ids = [*settled.values_list("id", flat=True)[:limit], *withdrawn.values_list("id", flat=True)[:limit]]
    return rows.filter(id__in=ids).delete()[0] if ids else 0
