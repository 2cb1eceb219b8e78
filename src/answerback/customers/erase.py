"""Erasing a person: nothing of him stays, and the journal's chain still verifies.

The row itself stays as a nameless stone, because counts and tickets point at it. Each app above names how it
forgets (`register`); all of them run in this one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from answerback.customers.models import (
    Consent,
    Customer,
    Language,
    OwnNote,
    PhoneNumber,
    PortalLink,
    PortalSession,
    Stop,
)
from answerback.journal.erase import erase_customer
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.texts.forget import forget_customer

Eraser = Callable[[Customer, datetime], None]
_erasers: dict[str, Eraser] = {}


def register(app: str, eraser: Eraser) -> None:
    """`eraser(customer, at)` deletes or blanks what this app knows of him. Naming it twice is harmless.

    It may raise a `Refusal`, for instance because a call is under way: then nothing is erased.
    """
    _erasers[app] = eraser


def registered() -> tuple[str, ...]:
    """The apps that will be asked, in order."""
    return tuple(_erasers)


@transaction.atomic
def erase(customer: Customer, *, by: Actor, at: datetime) -> None:
    """Forget him everywhere; the second time nothing happens."""
    found = Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(pk=customer.pk)
    if found.erased_at is not None:
        return
    for eraser in _erasers.values():
        eraser(found, at)
    for model in (OwnNote, PortalSession, PortalLink, Consent, PhoneNumber):
        model.objects.for_wallet(found.wallet_id).filter(customer=found).delete()
    erase_customer(found.id)
    forget_customer(found.wallet_id, found.id)
    _blank(found, at)
    write(
        "customer.erased",
        wallet_id=found.wallet_id,
        subject=Subject("customer", found.id),
        customer_id=found.id,
        audience=Audience.AUDIT,
        by=by,
        at=at,
    )


def _blank(customer: Customer, at: datetime) -> None:
    """What is left says that somebody was here, not who."""
    customer.external_id = f"erased-{uuid4()}"
    customer.pairwise_id = uuid4()
    customer.name = ""
    customer.language = Language.ZH
    customer.zone = customer.wallet.zone
    customer.stop = Stop.EVERYTHING
    customer.quiet_until = None
    customer.prefers_in_app = False
    customer.erased_at = customer.updated_at = at
    customer.version += 1
    customer.save()
