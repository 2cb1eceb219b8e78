"""How often a customer may ask the chains: nodes cost money, and nobody shall run up their bill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F

from answerback.customers.models import Customer
from answerback.journal.write import Actor, Subject
from answerback.lookups.examine import Examined, examine
from answerback.lookups.models import AskedThisHour
from answerback.lookups.refusals import TooManyQuestions
from answerback.lookups.telling import told

PER_HOUR = 12
EVERYWHERE = 4
"""Looking on every chain counts so many times: it asks up to fifteen of them."""


def examine_within_limit(
    customer: Customer, given: Mapping[str, str], *, subject: Subject, at: datetime, everywhere: bool
) -> Examined:
    """`examine` for the customer himself. What cannot be read is refused first and counts nothing.

    Raises TooManyQuestions, and what `examine` raises.
    """
    told(given)
    take(customer, EVERYWHERE if everywhere else 1, at=at)
    return examine(
        customer.wallet,
        given,
        subject=subject,
        customer_id=customer.id,
        by=Actor("customer", customer.id),
        at=at,
        everywhere=everywhere,
    )


def take(customer: Customer, count: int, *, at: datetime) -> None:
    """Claim so many questions of this hour; of two that race for the last one, one is refused."""
    hour_at = at.replace(minute=0, second=0, microsecond=0)
    hours = AskedThisHour.objects.for_wallet(customer.wallet_id)
    hours.get_or_create(customer_id=customer.id, hour_at=hour_at, defaults={"wallet_id": customer.wallet_id})
    mine = hours.filter(customer_id=customer.id, hour_at=hour_at, asked__lte=PER_HOUR - count)
    if not mine.update(asked=F("asked") + count):
        raise TooManyQuestions(retry_at=hour_at + timedelta(hours=1))
