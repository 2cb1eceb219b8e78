"""What is known changes while the conversation goes on: a consent withdrawn, a ticket opened, an offer ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.begin import Circumstances
from answerback.conversations.models import Conversation
from answerback.journal.write import Actor, Subject, write


def update_circumstances(
    conversation: Conversation, known: Circumstances, *, by: Actor, at: datetime
) -> Conversation:
    """Take over what is known now, so that no offer is made against it; of the event nothing changes."""
    if conversation.ended_at is not None or not _changes(conversation, known):
        return conversation
    with transaction.atomic():
        rows = Conversation.objects.for_wallet(conversation.wallet_id).select_for_update()
        current = rows.get(id=conversation.id)
        changed = _changes(current, known)
        if current.ended_at is None and changed:
            current.context = current.context | changed
            current.save(update_fields=["context"])
            _tell(current, known, by=by, at=at)
        conversation.context = current.context
        return current


def _changes(conversation: Conversation, known: Circumstances) -> dict[str, object]:
    now = {
        "consents": sorted(str(one) for one in known.consents),
        "open_tickets": known.open_tickets,
        "open_hazards": known.open_hazards,
        "offer": known.offer,
        "silent": known.silent,
    }
    return {name: value for name, value in now.items() if conversation.context.get(name) != value}


def _tell(conversation: Conversation, known: Circumstances, *, by: Actor, at: datetime) -> None:
    write(
        "conversation.circumstances_changed",
        wallet_id=conversation.wallet_id,
        subject=Subject("conversation", conversation.id),
        by=by,
        at=at,
        customer_id=conversation.customer_id,
        data={
            "consents": sorted(str(one) for one in known.consents),
            "open_tickets": known.open_tickets,
            "open_hazards": known.open_hazards,
            "offer": known.offer,
        },
    )
