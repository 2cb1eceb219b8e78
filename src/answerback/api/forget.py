"""Erasing a person: answers kept for repeated requests that name him."""

from __future__ import annotations

from datetime import datetime

from answerback.api.models import StoredAnswer
from answerback.customers.models import Customer


def forget(customer: Customer, at: datetime) -> None:
    """Delete the stored answers that name him; they live a day, so there are few."""
    del at
    rows = StoredAnswer.objects.for_wallet(customer.wallet_id)
    about = [row.id for row in rows.iterator() if customer.external_id in row.body]
    rows.filter(id__in=about).delete()
