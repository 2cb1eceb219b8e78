"""Erasing a person: what reviewers wrote about calls with him is emptied; the points, about our agent, stay."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from answerback.customers.models import Customer
from answerback.quality.models import CoachingNote, Review
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

AT_MOST = 200


def forget(customer: Customer, at: datetime) -> None:
    """Empty the words of every review of a call with this customer."""
    rows = Review.objects.for_wallet(customer.wallet_id).filter(call__attempt__callback__customer=customer)
    _empty(rows, at)


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """A batch of reviews and coaching notes older than notes are kept; returns how many. Call until 0."""
    before = at - policies_of(wallet).keeps(Retained.NOTES)
    rows = Review.objects.for_wallet(wallet)
    ids = list(rows.filter(scored_at__lt=before, words_erased_at=None).values_list("id", flat=True)[:AT_MOST])
    _empty(rows.filter(id__in=ids), at)
    notes = CoachingNote.objects.for_wallet(wallet).filter(written_at__lt=before)
    old = list(notes.values_list("id", flat=True)[:AT_MOST])
    CoachingNote.objects.for_wallet(wallet).filter(id__in=old).delete()
    return len(ids) + len(old)


def _empty(rows: QuerySet[Review], at: datetime) -> None:
    rows.update(notes="", coaching="", answer="", words_erased_at=at)
