"""Consent: one yes per purpose. It is taken back at once, and an old message cannot give it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.customers.models import Consent, Customer, Purpose
from answerback.journal.write import Actor, Audience, Subject, write


@dataclass(frozen=True)
class Answered:
    """Whether the customer now agrees, and whether that is new."""

    has_consent: bool
    changed: bool


@transaction.atomic
def give(
    customer: Customer,
    purpose: Purpose,
    *,
    source: str,
    granted_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Answered:
    """The customer says yes. A yes from before the last no is stale and changes nothing."""
    said_at = granted_at or at
    Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(pk=customer.pk)
    given = Consent.objects.for_wallet(customer.wallet_id).filter(customer=customer, purpose=purpose)
    if given.filter(withdrawn_at=None).exists():
        return Answered(has_consent=True, changed=False)
    if given.filter(withdrawn_at__gte=said_at).exists():
        return Answered(has_consent=False, changed=False)
    Consent.objects.create(
        wallet_id=customer.wallet_id, customer=customer, purpose=purpose, source=source, granted_at=said_at
    )
    _journal("consent.given", customer, purpose, by=by, at=at)
    return Answered(has_consent=True, changed=True)


@transaction.atomic
def withdraw(
    customer: Customer, purpose: Purpose, *, said_at: datetime | None = None, by: Actor, at: datetime
) -> Answered:
    """The customer says no. A no from before the present yes is stale and changes nothing."""
    when = said_at or at
    present = Consent.objects.for_wallet(customer.wallet_id).filter(
        customer=customer, purpose=purpose, withdrawn_at=None
    )
    if present.filter(granted_at__gt=when).exists():
        return Answered(has_consent=True, changed=False)
    if not present.update(withdrawn_at=when):
        return Answered(has_consent=False, changed=False)
    _journal("consent.withdrawn", customer, purpose, by=by, at=at)
    return Answered(has_consent=False, changed=True)


def _journal(kind: str, customer: Customer, purpose: Purpose, *, by: Actor, at: datetime) -> None:
    Customer.objects.for_wallet(customer.wallet_id).filter(pk=customer.pk).update(
        version=F("version") + 1, updated_at=at
    )
    write(
        kind,
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        customer_id=customer.id,
        audience=Audience.CUSTOMER,
        by=by,
        at=at,
        data={"purpose": Purpose(purpose).value},
    )
