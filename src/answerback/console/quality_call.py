"""What a reviewer has before him: the record of the conversation, the notes, the course of the call, its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerback.callbacks.models import Attempt
from answerback.console.stories import Line, history
from answerback.conversations.queries import Said, conversation_of, summary
from answerback.journal.write import Subject
from answerback.proofs.models import Proof
from answerback.quality.models import SampledCall
from answerback.tickets.models import TicketNote


@dataclass(frozen=True)
class CallSeen:
    """Nothing here names the customer or his number: what is judged is the conversation."""

    attempt: Attempt
    said: list[Said]
    notes: list[TicketNote]
    entries: list[Line]
    proof: list[tuple[str, datetime | None]]


def seen(call: SampledCall) -> CallSeen:
    """The call as it is kept; there is no recording."""
    attempt, wallet = call.attempt, call.wallet
    conversation = conversation_of(wallet, callback_id=attempt.callback_id)
    notes = TicketNote.objects.for_wallet(wallet).filter(callback_id=attempt.callback_id, is_draft=False)
    return CallSeen(
        attempt=attempt,
        said=summary(conversation, language=get_language() or "en") if conversation else [],
        notes=list(notes.select_related("author")),
        entries=history(wallet, Subject("callback", attempt.callback_id))[::-1],
        proof=_proof(attempt),
    )


def _proof(attempt: Attempt) -> list[tuple[str, datetime | None]]:
    issued = Proof.objects.for_wallet(attempt.wallet_id).filter(attempt_id=attempt.id).first()
    return [
        (_("Answered"), attempt.answered_at),
        (_("Sound in both directions"), attempt.media_at),
        (_("Proven to the user"), attempt.confirmed_at),
        (_("Signed proof issued"), issued.issued_at if issued else None),
        (_("Ended"), attempt.ended_at),
    ]
