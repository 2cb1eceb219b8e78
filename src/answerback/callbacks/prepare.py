"""Before the call: the customer writes down what he wants to say; the agent has it on screen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.models import Callback, Preparation
from answerback.callbacks.states import record
from answerback.journal.write import Actor, Subject
from answerback.texts.take import Taken, take
from answerback.wallets.places import Place

LONGEST = 4000


def write_down(callback: Callback, text: str, *, by: Actor, at: datetime) -> Taken:
    """Keep the customer's words; the newest text replaces the one before. A text with a secret in it is refused."""
    taken = take(
        callback.wallet,
        text.strip(),
        place=Place.PREPARATION,
        at=at,
        about=Subject("callback", callback.id),
        customer_id=callback.customer_id,
    )
    words = taken.text[:LONGEST]
    with transaction.atomic():
        Preparation.objects.update_or_create(
            wallet=callback.wallet,
            callback=callback,
            defaults={"text": words, "updated_at": at},
            create_defaults={"text": words, "updated_at": at, "written_at": at},
        )
        record(callback, "preparation.written", by=by, at=at)
    return taken
