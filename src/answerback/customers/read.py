"""Staff open a customer's record: written down once an hour for each reader."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.customers.models import Customer
from answerback.journal.models import Entry
from answerback.journal.write import Actor, Subject, write

AGAIN_AFTER = timedelta(hours=1)


@transaction.atomic
def note_reading(customer: Customer, *, what: str, by: Actor, at: datetime) -> None:
    """`what` is a code, such as `record`. Reading the same again within the hour writes nothing."""
    mine = Entry.objects.for_wallet(customer.wallet_id).filter(
        kind="customer.read", actor_id=by.id, customer_id=customer.id, at__gt=at - AGAIN_AFTER
    )
    if any(entry.data.get("what") == what for entry in mine):
        return
    write(
        "customer.read",
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        by=by,
        at=at,
        customer_id=customer.id,
        data={"what": what},
    )
