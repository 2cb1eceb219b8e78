"""Step 7 of the story: an answer is written down, and in the same transaction becomes what it has to become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.conversations.answer import Answered
from answerback.conversations.answer import answer as write_answer
from answerback.conversations.models import Conversation
from answerback.conversations.record import current_answers, walk_of
from answerback.findings.campaigns.hear import hear as hear_campaigns
from answerback.findings.hazards.hear import hear as hear_hazards
from answerback.findings.heard import Heard
from answerback.findings.offers.hear import hear as hear_offers
from answerback.findings.solutions.hear import hear as hear_solutions
from answerback.findings.suggestions.hear import hear as hear_suggestions
from answerback.journal.write import Actor

HEARING: tuple[Callable[[Heard], None], ...] = (
    hear_solutions,
    hear_hazards,
    hear_campaigns,
    hear_suggestions,
    hear_offers,
)
"""Who makes something of an answer, in this order; each looks at the whole path and may be asked again."""


def answer(
    callback: Callback,
    conversation: Conversation,
    *,
    step: str,
    given: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> Answered:
    """Write the answer down (`conversations.answer`, whose refusals it raises) and hear what it means."""
    with transaction.atomic():
        answered = write_answer(conversation, step=step, given=given, by=by, at=at)
        heard = _heard(callback, answered.conversation, by=by, at=at)
        for hear in HEARING:
            hear(heard)
    return answered


def _heard(callback: Callback, conversation: Conversation, *, by: Actor, at: datetime) -> Heard:
    answers = current_answers(conversation)
    return Heard(callback, conversation, walk_of(conversation, answers), answers, by, at)
