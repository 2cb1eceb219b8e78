"""Staff open a customer's record: written down once an hour for each reader."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.customers.canary import alarm_if_planted
from answerback.customers.models import Customer
from answerback.journal.models import Entry
from answerback.journal.write import Actor, Subject, write

AGAIN_AFTER = timedelta(hours=1)


def has_noted(customer: Customer, *, what: str, by: Actor, at: datetime) -> bool:
    """Whether this reader's opening of the same was written down within the hour."""
    mine = Entry.objects.for_wallet(customer.wallet_id).filter(
        kind="customer.read", actor_id=by.id, customer_id=customer.id, at__gt=at - AGAIN_AFTER
    )
    return any(entry.data.get("what") == what for entry in mine)


@transaction.atomic
def note_reading(customer: Customer, *, what: str, by: Actor, at: datetime) -> None:
    """`what` is a code, such as `record`. Reading the same again within the hour writes nothing."""
    if has_noted(customer, what=what, by=by, at=at):
        return
    alarm_if_planted(customer, what=what, by=by, at=at)
    write(
        "customer.read",
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        by=by,
        at=at,
        customer_id=customer.id,
        data={"what": what},
    )
