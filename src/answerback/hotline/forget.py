"""Erasing a person, and letting go of what the limits no longer need."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.customers.models import Customer, PhoneNumber
from answerback.hotline.models import Joining, Pin, Question, Waiting
from answerback.keys.seal import blind_indexes

KEPT = timedelta(days=30)
COUNTED = timedelta(days=1)


def forget(customer: Customer, at: datetime) -> None:
    """Delete his PINs with what was asked by them, his codes, and that he waited or rang from his number."""
    del at
    for rows in (Joining, Pin, Waiting):
        rows.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()
    phones = PhoneNumber.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    indexes = [index for phone in phones for index in blind_indexes(None, phone.e164)]
    for asked in (Question, Waiting):
        asked.objects.for_wallet(customer.wallet_id).filter(number_index__in=indexes).update(number_index="")


def forget_old(*, at: datetime) -> int:
    """Retention: thirty days, and one day for the numbers that the limits count; how many rows went."""
    # every wallet: a day is a day
    Waiting.objects.filter(at__lt=at - COUNTED).exclude(number_index="").update(number_index="")
    gone = 0
    for rows in (Question, Waiting):
        # every wallet: thirty days are thirty days
        gone += rows.objects.filter(at__lt=at - KEPT).delete()[0]
    # every wallet: thirty days are thirty days
    return gone + Pin.objects.filter(expires_at__lt=at - KEPT).delete()[0]
