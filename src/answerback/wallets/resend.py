"""A message is sent once more by hand, under its old id: the receiver may know it already."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.wallets.models import Delivery
from answerback.wallets.refusals import NotResendable

State = Delivery.State


def resend(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Queue it again with a fresh row of tries; while it waits, asking again changes nothing.

    Raises `NotResendable` for what was taken back or has not been sent yet.
    """
    with transaction.atomic():
        ended = Delivery.objects.for_wallet(delivery.wallet_id).filter(
            id=delivery.id, state__in=[State.DELIVERED, State.FAILED]
        )
        if ended.update(state=State.WAITING, due_at=at, finished_at=None, attempts_before=F("attempts")):
            _tell(delivery, by=by, at=at)
    delivery.refresh_from_db()
    if delivery.state in {State.CANCELLED, State.HELD}:
        raise NotResendable
    return delivery


def _tell(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    about = Subject("delivery", delivery.id)
    write(
        "delivery.resent", wallet_id=delivery.wallet_id, subject=about, by=by, at=at, audience=Audience.AUDIT
    )
