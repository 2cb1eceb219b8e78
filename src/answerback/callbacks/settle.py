"""The event behind a callback was settled meanwhile: what is not yet dialled is cancelled, what is remains."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.models import Callback
from answerback.callbacks.states import LEASED, LostRace, State, move
from answerback.customers.models import Customer
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


def settle(wallet: Wallet, matter_id: str, customer: Customer, *, by: Actor, at: datetime) -> list[Callback]:
    """Cancel the undialled callbacks about this matter; those cancelled. Saying it twice is harmless."""
    rows = Callback.objects.for_wallet(wallet).filter(
        customer=customer, matter_id=matter_id, state__in=[State.PLANNED, State.OFFERED]
    )
    cancelled = []
    under_way = Callback.objects.for_wallet(wallet).filter(customer=customer, matter_id=matter_id)
    under_way.filter(state__in=LEASED, settled_at=None).update(settled_at=at)  # not rung again for it
    for callback in rows.select_related("customer", "wallet"):
        try:
            with transaction.atomic():
                move(callback, State.CANCELLED, by=by, at=at, data={"reason": "settled"})
            cancelled.append(callback)
        except LostRace:
            continue
    return cancelled
