"""The wallet's backend tells us that a user used an offer; each use once, under the backend's own name for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerback.customers.models import Customer
from answerback.findings.offers.models import Offer, Saying, Use
from answerback.journal.write import Actor, Audience, Subject, write


@dataclass(frozen=True)
class Used:
    """The use as it is kept; `is_new`: this call counted it."""

    use: Use
    is_new: bool


@transaction.atomic
def use_offer(offer: Offer, customer: Customer, *, use_id: str, by: Actor, at: datetime) -> Used:
    """Count one use. The same `use_id` again gives back the first, whoever it names.

    It belongs to the last time that we said the offer to this user; a use by somebody who never heard it counts
    apart, with no callback behind it.
    """
    Offer.objects.for_wallet(offer.wallet_id).select_for_update().get(id=offer.id)
    said = Saying.objects.for_wallet(offer.wallet_id).filter(offer=offer, customer=customer)
    saying: Saying | None = said.filter(said_at__lte=at).order_by("-said_at").first()
    row: Use
    row, is_new = Use.objects.for_wallet(offer.wallet_id).get_or_create(
        offer=offer,
        use_id=use_id,
        defaults={
            "wallet_id": offer.wallet_id,
            "customer": customer,
            "saying": saying,
            "used_at": at,
        },
    )
    if is_new:
        write(
            "offer.used",
            wallet_id=offer.wallet_id,
            subject=Subject("offer", offer.id),
            by=by,
            at=at,
            customer_id=customer.id,
            audience=Audience.STAFF,
            data={"offer": offer.id, "callback": saying.callback_id if saying else None},
        )
    return Used(row, is_new)
