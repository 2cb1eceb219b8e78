"""A person is forgotten: their conversations and every answer go; the journal keeps ids and codes only."""

from __future__ import annotations

import uuid

from answerback.conversations.models import Conversation
from answerback.wallets.models import Wallet


def erase_conversations(wallet: Wallet | uuid.UUID, *, customer_id: uuid.UUID) -> int:
    """Delete the customer's conversations; returns how many there were."""
    found = Conversation.objects.for_wallet(wallet).filter(customer_id=customer_id)
    count = found.count()
    found.delete()
    return count
