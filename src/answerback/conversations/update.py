"""What is known changes while the conversation goes on: a consent withdrawn, a ticket opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from answerback.conversations.models import Conversation
from answerback.journal.write import Actor, Subject, write


def update_circumstances(
    conversation: Conversation, *, consents: Iterable[str], open_tickets: int, by: Actor, at: datetime
) -> Conversation:
    """Take over consents and open tickets as they are now, so that no offer is made against them."""
    with transaction.atomic():
        rows = Conversation.objects.for_wallet(conversation.wallet_id).select_for_update()
        current = rows.get(id=conversation.id)
        changed = current.context | {
            "consents": sorted(str(one) for one in consents),
            "open_tickets": open_tickets,
        }
        if current.ended_at is None and changed != current.context:
            current.context = changed
            current.save(update_fields=["context"])
            write(
                "conversation.circumstances_changed",
                wallet_id=current.wallet_id,
                subject=Subject("conversation", current.id),
                by=by,
                at=at,
                customer_id=current.customer_id,
                data={"consents": changed["consents"], "open_tickets": open_tickets},
            )
        return current
