"""What is forgotten of proofs: all of a person's when he is erased, all that is older than call records are kept.

The log keeps its leaves: without token and nonce they are random octets, and its checkpoints stay true.
"""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.proofs.models import Proof
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

BATCH = 200


def forget(customer: Customer, at: datetime) -> None:
    """Delete this customer's proofs."""
    del at
    Proof.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()


def forget_old(wallet: Wallet, *, at: datetime, limit: int = BATCH) -> int:
    """Delete what is older than the wallet keeps call records; returns how many."""
    before = at - policies_of(wallet).keeps(Retained.CALL_RECORDS)
    rows = Proof.objects.for_wallet(wallet)
    old = list(rows.filter(issued_at__lt=before).order_by("issued_at").values_list("id", flat=True)[:limit])
    return int(rows.filter(id__in=old).delete()[0])
