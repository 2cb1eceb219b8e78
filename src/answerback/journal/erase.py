"""Erasing: payloads go, entries stay, and the chain still verifies."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from answerback.journal.models import Entry, Payload


def erase_customer(customer_id: uuid.UUID) -> int:
    """Erase every payload about this customer; returns how many. The caller's verb journals it."""
    about = Q(customer_id=customer_id) | Q(subject_kind="customer", subject_id=customer_id)
    return _erase(Entry.objects.filter(about))


def erase_older(kind: str, *, before: datetime) -> int:
    """Retention: erase the payloads of one kind of entry from before this time; returns how many."""
    return _erase(Entry.objects.filter(kind=kind, at__lt=before))


def erase_payloads(entry_ids: Iterable[uuid.UUID]) -> int:
    """Erase the payloads of these entries, in which something was found that must not be kept; returns how many."""
    return _erase(Entry.objects.filter(id__in=list(entry_ids)))


@transaction.atomic
def _erase(entries: QuerySet[Entry]) -> int:
    return Payload.objects.filter(entry_id__in=entries.exclude(payload_hash="").values("id")).delete()[0]
