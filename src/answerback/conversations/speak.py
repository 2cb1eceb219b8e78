"""The language of the call changes in the middle of it; nothing that was said is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.answer import locked
from answerback.conversations.models import Conversation
from answerback.journal.write import Actor, Subject, write


def speak(conversation: Conversation, language: str, *, by: Actor, at: datetime) -> Conversation:
    """Go on in this language (BCP 47); the same one again changes nothing. Raises ConversationOver."""
    with transaction.atomic():
        current = locked(conversation)
        if current.language == language:
            return current
        current.language = language
        current.save(update_fields=["language"])
        write(
            "conversation.language_changed",
            wallet_id=current.wallet_id,
            subject=Subject("conversation", current.id),
            by=by,
            at=at,
            customer_id=current.customer_id,
            data={"language": language},
        )
        return current
