"""Step 9 of the story: the conversation ends, complete or not; what was said can no longer be changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.models import Conversation
from answerback.conversations.record import walk_of
from answerback.journal.write import Actor, Subject, write


def finish(conversation: Conversation, *, by: Actor, at: datetime) -> Conversation:
    """End it where it stands; `is_complete` says whether the guide was gone through. Harmless again."""
    with transaction.atomic():
        rows = Conversation.objects.for_wallet(conversation.wallet_id).select_for_update(of=("self",))
        current = rows.select_related("version").get(id=conversation.id)
        if current.ended_at is not None:
            return current
        walked = walk_of(current)
        current.ended_at, current.is_complete = at, walked.ended
        current.save(update_fields=["ended_at", "is_complete"])
        write(
            "conversation.ended",
            wallet_id=current.wallet_id,
            subject=Subject("conversation", current.id),
            by=by,
            at=at,
            customer_id=current.customer_id,
            data={"complete": walked.ended, "marks": sorted(walked.marks), "answers": len(walked.passed)},
        )
        return current
