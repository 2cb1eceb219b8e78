"""The demo wallet's backend: it tells Answerback what happened, as any wallet's backend would, in CloudEvents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from answerback.customers.models import Customer
from answerback.intake.accept import accept
from answerback.journal.write import Actor
from answerback.storage.ids import new_id

BACKEND = Actor("machine", None)
HAPPENED_BEFORE = timedelta(hours=2)


def payment_not_arrived(customer: Customer, *, at: datetime) -> dict[str, Any]:
    """The user's payment is missing; the answer that the event gets."""
    matter = f"payment-{new_id().hex[-8:]}"
    data = {"matter_id": matter, "amount": "250.00", "currency": "CNY", "rail": "bank_transfer"}
    return _event(customer, "payment_not_arrived", data, at=at)


def _event(customer: Customer, kind: str, data: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    envelope = {
        "specversion": "1.0",
        "id": new_id().hex,
        "source": f"/{customer.wallet.slug}/demo",
        "type": f"answerback.{kind}.v1",
        "subject": customer.external_id,
        "time": (at - HAPPENED_BEFORE).isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
    return accept(customer.wallet, envelope, by=BACKEND, at=at).answer
