"""The agent goes back one step. Nothing that was said is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.answer import locked
from answerback.conversations.models import Conversation
from answerback.conversations.record import walk_of
from answerback.journal.write import Actor, Subject, write


def go_back(conversation: Conversation, *, step: str, by: Actor, at: datetime) -> Conversation:
    """Go back from this step to the one shown before it; at the first step, or elsewhere, nothing happens.

    Naming the step makes a double click go back once. Raises ConversationOver.
    """
    with transaction.atomic():
        current = locked(conversation)
        walked = walk_of(current)
        here = walked.at(current.position)
        before = walked.before(here)
        if here.id != step or before is None:
            return current
        current.position, current.shown_at = before.id, at
        current.save(update_fields=["position", "shown_at"])
        write(
            "conversation.went_back",
            wallet_id=current.wallet_id,
            subject=Subject("conversation", current.id),
            by=by,
            at=at,
            customer_id=current.customer_id,
            data={"from": step, "to": before.id},
        )
        return current
