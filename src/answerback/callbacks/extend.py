"""Step 9: wrap-up has its time; an agent who needs longer says so, and the journal keeps it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.states import State, record
from answerback.callbacks.wrap_up import NotInWrapUp
from answerback.journal.models import Entry
from answerback.journal.write import Actor, Audience
from answerback.wallets.policies import policies_of

ONE_CLICK = timedelta(seconds=2)


def extend(callback: Callback, *, by: Actor, at: datetime) -> None:
    """As much time again as the wallet's policy gives; a double click extends once."""
    if callback.state != State.WRAP_UP or callback.finished_at is not None:
        raise NotInWrapUp()
    latest = max(_extended(callback), default=None)
    if latest is not None and at - latest < ONE_CLICK:
        return
    with transaction.atomic():
        record(callback, "wrap_up.extended", by=by, at=at, audience=Audience.STAFF)


def wrap_up_ends(callback: Callback) -> datetime | None:
    """When the wrap-up's time is over, every extension counted; None outside wrap-up or without a limit."""
    seconds = policies_of(callback.wallet).wrap_up_seconds
    if callback.wrap_up_since is None or not seconds:
        return None
    return callback.wrap_up_since + timedelta(seconds=seconds * (1 + len(_extended(callback))))


def _extended(callback: Callback) -> list[datetime]:
    rows = Entry.objects.for_wallet(callback.wallet_id).filter(
        subject_id=callback.id, kind="wrap_up.extended"
    )
    return list(rows.filter(at__gte=callback.wrap_up_since).values_list("at", flat=True))
