"""Step 1: an event, a person's wish or a promise becomes a callback, once, however often it is said."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from answerback.callbacks.announce import tell_wallet
from answerback.callbacks.models import Callback
from answerback.callbacks.states import record
from answerback.customers.models import Customer, Purpose
from answerback.journal.write import Actor
from answerback.tickets.models import Ticket
from answerback.wallets.models import Wallet


def request(
    *,
    wallet: Wallet,
    customer: Customer,
    kind: str,
    purpose: Purpose,
    priority: int,
    guide: str,
    not_before: datetime,
    deadline_at: datetime | None,
    by: Actor,
    at: datetime,
    matter_id: str = "",
    event_id: UUID | None = None,
    language: str | None = None,
    ticket: Ticket | None = None,
    appointment_at: datetime | None = None,
    in_app: bool = False,
    about: dict[str, Any] | None = None,
) -> Callback:
    """A new callback, planned; the same `event_id` gives back the same callback."""
    with transaction.atomic():
        rows = Callback.objects.for_wallet(wallet).filter(event_id=event_id)
        known: Callback | None = rows.first() if event_id else None
        if known is not None:
            return known
        callback: Callback = Callback.objects.create(
            wallet=wallet,
            customer=customer,
            ticket=ticket,
            kind=kind,
            purpose=purpose,
            guide=guide,
            language=language or customer.language,
            priority=priority,
            matter_id=matter_id,
            event_id=event_id,
            not_before=appointment_at or not_before,
            deadline_at=deadline_at,
            appointment_at=appointment_at,
            in_app=in_app or customer.prefers_in_app,
            about=about or {},
            created_at=at,
        )
        tell_wallet(callback, "callback.arranged", at=at)
        data = {"kind": kind, "priority": priority, "purpose": purpose, "language": callback.language}
        data["ticket"] = callback.ticket_id
        record(callback, "callback.requested", by=by, at=at, data=data)
    return callback
