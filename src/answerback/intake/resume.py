"""The customer has arrived: the events that waited for him go on where they stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from answerback.customers.bring import Brought, bring
from answerback.customers.data import CustomerData
from answerback.customers.models import Customer
from answerback.intake.decide import decide
from answerback.intake.models import Event, EventState
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.wallets.models import Wallet


@transaction.atomic
def arrive(
    wallet: Wallet,
    external_id: str,
    data: CustomerData,
    *,
    if_match: int | None = None,
    by: Actor,
    at: datetime,
) -> Brought:
    """Bring the customer and resume his events, in one transaction. Raises as `customers.bring` does."""
    brought = bring(wallet, external_id, data, if_match=if_match, by=by, at=at)
    resume(brought.customer, by=by, at=at)
    return brought


@transaction.atomic
def resume(customer: Customer, *, by: Actor, at: datetime) -> list[Event]:
    """Decide each waiting event, the oldest first; those decided. The second time there are none."""
    waiting = (
        Event.objects.for_wallet(customer.wallet_id)
        .select_for_update()
        .filter(subject=customer.external_id, state=EventState.CUSTOMER_MISSING)
    )
    resumed = []
    for event in waiting.order_by("received_at", "id"):
        event.customer = customer
        decide(event, by=by, at=at).save()
        _journal(event, by=by, at=at)
        resumed.append(event)
    return resumed


def step(*, at: datetime, limit: int = 100) -> int:
    """Sweep, for customers who came by another way: how many events went on. Harmless to repeat."""
    # every wallet: the sweep serves all of them; the pair below keeps them apart.
    known = Customer.objects.filter(
        wallet_id=OuterRef("wallet_id"), external_id=OuterRef("subject"), erased_at=None
    )
    # every wallet: as above.
    waiting = Event.objects.filter(Exists(known), state=EventState.CUSTOMER_MISSING)
    pairs = set(waiting.values_list("wallet_id", "subject")[:limit])
    arrived = (
        Customer.objects.for_wallet(wallet_id).get(external_id=subject) for wallet_id, subject in pairs
    )
    return sum(len(resume(customer, by=SYSTEM, at=at)) for customer in arrived)


def _journal(event: Event, *, by: Actor, at: datetime) -> None:
    write(
        "event.resumed",
        wallet_id=event.wallet_id,
        subject=Subject("event", event.id),
        customer_id=event.customer_id,
        by=by,
        at=at,
        data={"kind": str(event.kind), "state": str(event.state), "callback": event.callback_id},
    )
