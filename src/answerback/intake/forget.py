"""What intake does when a person is erased: his events keep their place, not their content."""

from __future__ import annotations

from datetime import datetime

from answerback.customers.models import Customer
from answerback.intake.models import Event, EventState


def forget(customer: Customer, at: datetime) -> None:
    """Blank every event of his. `source` and `event_id` stay, so that a replay cannot bring him back."""
    del at
    events = Event.objects.for_wallet(customer.wallet_id)
    for event in events.filter(subject=customer.external_id) | events.filter(customer=customer):
        event.subject = event.matter_id = event.digest = event.data = ""
        event.state = EventState.ERASED
        event.answer = {}
        event.customer = None
        event.save()
