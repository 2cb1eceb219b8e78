"""What intake does when a person is erased: his events keep their place, not their content."""

from __future__ import annotations

import json
from datetime import datetime

from answerback.customers.models import Customer
from answerback.intake.imports.row import SOURCE
from answerback.intake.models import Event, EventState, ImportFailure, ImportPart


def forget(customer: Customer, at: datetime) -> None:
    """Blank every event of his, and every row of a list that names him.

    `source` and `event_id` stay, so that a replay cannot bring him back; but the id of a row of a list was made
    from its content, so it goes.
    """
    del at
    events = Event.objects.for_wallet(customer.wallet_id)
    for event in events.filter(subject=customer.external_id) | events.filter(customer=customer):
        _blank(event)
    for failure in ImportFailure.objects.for_wallet(customer.wallet_id):
        if customer.external_id in json.loads(failure.cells):
            failure.delete()
    for part in ImportPart.objects.for_wallet(customer.wallet_id):
        _cut_out(part, customer.external_id)


def _blank(event: Event) -> None:
    if event.source == SOURCE:
        event.event_id = f"erased-{event.id}"
    event.subject = event.matter_id = event.digest = event.data = ""
    event.state = EventState.ERASED
    event.answer = {}
    event.customer = None
    event.save()


def _cut_out(part: ImportPart, external_id: str) -> None:
    """His row stays as an empty one, so that the rows after it keep their places."""
    rows = json.loads(part.rows)
    if any(external_id in cells for _number, cells in rows):
        empty = [""] * len(rows[0][1])
        kept = [(number, empty if external_id in cells else cells) for number, cells in rows]
        part.rows = json.dumps(kept, ensure_ascii=False)
        part.save(update_fields=["rows"])
