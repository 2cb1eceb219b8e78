"""A person is forgotten: what was said to him, what he used and why he heard nothing goes."""

from __future__ import annotations

import uuid

from answerback.findings.offers.models import Saying, Silent, Thanks, Use
from answerback.wallets.models import Wallet


def erase_offers(wallet: Wallet | uuid.UUID, *, customer_id: uuid.UUID) -> int:
    """Delete the customer's rows; returns how many. The offers themselves and the journal's counts stay."""
    return sum(
        model.objects.for_wallet(wallet).filter(customer_id=customer_id).delete()[0]
        for model in (Use, Saying, Silent, Thanks)
    )
