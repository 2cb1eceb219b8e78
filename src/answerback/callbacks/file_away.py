"""Step 9, when the ten seconds are over: the note becomes part of the ticket, the conversation is closed."""

from __future__ import annotations

from datetime import datetime

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.conversations.finish import finish
from answerback.conversations.queries import conversation_of
from answerback.journal.write import SYSTEM, Actor
from answerback.tickets.attach import adopt
from answerback.tickets.models import TicketNote
from answerback.tickets.note import file_note


def file_away(callback: Callback, *, over: bool, at: datetime) -> None:
    """File what was typed; `over`: no further call about this callback, so its conversation ends too."""
    drafts = TicketNote.objects.for_wallet(callback.wallet_id).filter(callback_id=callback.id, is_draft=True)
    for draft in drafts.select_related("author"):
        if draft.text.strip() and draft.author is not None:
            author = Actor("staff", draft.author.id)
            file_note(draft, ticket=ticket_of(callback, by=author, at=at), by=author, at=at)
    if callback.ticket is not None:
        adopt(callback.ticket, callback_id=callback.id)
    conversation = conversation_of(callback.wallet, callback_id=callback.id) if over else None
    if conversation is not None:
        finish(conversation, by=SYSTEM, at=at)
