"""A supervisor agrees to ring a number that changed lately, or outside ordinary hours in an emergency; it is logged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.states import State, record
from answerback.journal.write import Actor, Audience
from answerback.people.models import Membership


def approve(callback: Callback, supervisor: Membership, *, by: Actor, at: datetime) -> None:
    """Let this one callback be rung although its number is fresh; approving twice is the same."""
    with transaction.atomic():
        rows = Callback.objects.for_wallet(callback.wallet_id).filter(id=callback.id, state=State.PLANNED)
        if rows.filter(approved_at=None).update(
            approved_by=supervisor, approved_at=at, not_before=at, held_by=""
        ):
            callback.approved_by, callback.approved_at, callback.not_before = supervisor, at, at
            record(callback, "callback.approved", by=by, at=at, audience=Audience.STAFF)
