"""Erasing a person: that an alarm was raised stays, because it is about our agent; its ticket goes with him."""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.reports.models import SecretAlarm


def forget(customer: Customer, at: datetime) -> None:
    """Let go of the tickets of his alarms."""
    del at
    SecretAlarm.objects.for_wallet(customer.wallet_id).filter(customer=customer).update(ticket=None)
