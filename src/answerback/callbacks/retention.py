"""What the story forgets by itself: codes after a day, call records when the wallet's policy says so.

The callback stays, because counts and tickets point at it; the numbers rung, the line's events and the customer's
own words go.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.callbacks.models import Attempt, Code, Preparation
from answerback.telephony.models import InboxEvent, Leg
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

KEEP_CODES = timedelta(days=1)
BATCH = 200


def forget_old(wallet: Wallet, *, at: datetime, limit: int = BATCH) -> int:
    """Let go of what is old, at most `limit` of each kind; how much went. Repeat until it is 0."""
    policies = policies_of(wallet)
    return (
        _codes(wallet, at - KEEP_CODES, limit)
        + _words(wallet, at - policies.keeps(Retained.NOTES), limit)
        + _records(wallet, at - policies.keeps(Retained.CALL_RECORDS), limit)
    )


def _codes(wallet: Wallet, before: datetime, limit: int) -> int:
    rows = Code.objects.for_wallet(wallet)
    old = list(rows.filter(made_at__lt=before).values_list("id", flat=True)[:limit])
    return int(rows.filter(id__in=old).delete()[0])


def _words(wallet: Wallet, before: datetime, limit: int) -> int:
    rows = Preparation.objects.for_wallet(wallet)
    old = list(rows.filter(callback__ended_at__lt=before).values_list("id", flat=True)[:limit])
    return int(rows.filter(id__in=old).delete()[0])


@transaction.atomic
def _records(wallet: Wallet, before: datetime, limit: int) -> int:
    """The leg and its events are deleted; of the attempt stays when it was and how it ended."""
    legs = Leg.objects.for_wallet(wallet)
    old = list(legs.filter(ended_at__lt=before).values_list("id", flat=True)[:limit])
    Attempt.objects.for_wallet(wallet).filter(leg_id__in=old).update(leg_id=None, last_two="", phone=None)
    InboxEvent.objects.for_wallet(wallet).filter(leg_id__in=old).delete()
    legs.filter(id__in=old).delete()
    return len(old)
