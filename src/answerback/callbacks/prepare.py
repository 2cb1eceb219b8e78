"""Before the call: the customer writes down what he wants to say; the agent has it on screen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback import guard
from answerback.callbacks.models import Callback, Preparation
from answerback.callbacks.states import record
from answerback.journal.write import Actor
from answerback.tickets.refusals import SecretInText

LONGEST = 4000


def write_down(callback: Callback, text: str, *, by: Actor, at: datetime) -> guard.Cleaned:
    """Keep the customer's words; the newest text replaces the one before. A text with a secret in it is refused."""
    cleaned = guard.clean(text.strip()[:LONGEST])
    if cleaned.blocked:
        raise SecretInText
    with transaction.atomic():
        Preparation.objects.update_or_create(
            wallet=callback.wallet,
            callback=callback,
            defaults={"text": cleaned.text, "updated_at": at},
            create_defaults={"text": cleaned.text, "updated_at": at, "written_at": at},
        )
        record(callback, "preparation.written", by=by, at=at)
    return cleaned
