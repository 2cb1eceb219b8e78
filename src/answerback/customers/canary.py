"""Planted customers, against insiders: nobody is behind them and no work leads there; whoever opens one looked around.

The alarm goes where the curious do not look: into the journal for auditors, and to the wallet's own security people by
webhook (`canary.touched`). Nothing on any page tells a planted customer from another.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.wallets.outbox import queue


@transaction.atomic
def plant(customer: Customer, *, by: Actor, at: datetime) -> None:
    """From now on opening this customer is an alarm; planting twice is once."""
    rows = Customer.objects.for_wallet(customer.wallet_id).filter(id=customer.id, planted_at=None)
    if rows.update(planted_at=at):
        customer.planted_at = at
        _write("canary.planted", customer, by=by, at=at)


@transaction.atomic
def alarm_if_planted(customer: Customer, *, what: str, by: Actor, at: datetime) -> None:
    """Called by every reading of a customer; `what` was opened, such as `record` or `ticket`."""
    if customer.planted_at is None:
        return
    _write("canary.touched", customer, by=by, at=at, what=what)
    body = {"customer": customer.external_id, "staff": str(by.id or ""), "what": what}
    queue(customer.wallet, "canary.touched", body, at=at, subject_id=customer.id)


def _write(kind: str, customer: Customer, *, by: Actor, at: datetime, **data: str) -> None:
    write(
        kind,
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        by=by,
        at=at,
        customer_id=customer.id,
        audience=Audience.AUDIT,
        data=data,
    )
