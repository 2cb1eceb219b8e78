"""Erasing a person, and letting go of what the limits no longer need."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.customers.models import Customer
from answerback.hotline.models import Joining, Pin, Question, Waiting

KEPT = timedelta(days=30)


def forget(customer: Customer, at: datetime) -> None:
    """Delete his PINs with what was asked by them, his codes, and that he waited."""
    del at
    for rows in (Joining, Pin, Waiting):
        rows.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()


def forget_old(*, at: datetime) -> int:
    """Retention: thirty days, of which the limits read one; how many went."""
    gone = 0
    for rows in (Question, Waiting):
        # every wallet: thirty days are thirty days
        gone += rows.objects.filter(at__lt=at - KEPT).delete()[0]
    # every wallet: thirty days are thirty days
    return gone + Pin.objects.filter(expires_at__lt=at - KEPT).delete()[0]
