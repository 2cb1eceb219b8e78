"""Step 5: an agent who cannot ring now puts the callback off, unrung; how often somebody does so is in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.states import LostRace, State, move
from answerback.journal.write import Actor

PUT_OFF_FOR = timedelta(minutes=15)


def put_off(callback: Callback, *, by: Actor, at: datetime) -> None:
    """Back to the queue for a quarter of an hour; putting off twice is the same."""
    if callback.state == State.PLANNED:
        return
    if callback.state != State.OFFERED:
        raise LostRace()
    data = {"reason": "put_off"}
    later = at + PUT_OFF_FOR
    with transaction.atomic():
        move(callback, State.PLANNED, by=by, at=at, data=data, agent=None, lease_until=None, not_before=later)
