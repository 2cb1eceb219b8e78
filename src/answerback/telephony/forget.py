"""Erasing a person: the numbers that were rung, and both sides' network addresses in what is left of signalling."""

from __future__ import annotations

from uuid import UUID

from answerback.telephony.models import Leg, ReportedCall, Signal


def forget_customer(wallet_id: UUID, customer_id: UUID) -> None:
    """Forget the numbers and the signalling of all legs of this customer."""
    legs = Leg.objects.for_wallet(wallet_id).filter(customer_id=customer_id)
    Signal.objects.for_wallet(wallet_id).filter(leg__in=legs).delete()
    ReportedCall.objects.for_wallet(wallet_id).filter(leg__in=legs).delete()
    for leg in legs.exclude(last_two=""):
        leg.destination, leg.last_two = "", ""
        leg.save(update_fields=["destination", "last_two"])
