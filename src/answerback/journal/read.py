"""Reading the journal. Streams and webhooks follow `seq` and so see sealed entries only."""

import uuid
from datetime import datetime

from django.db.models import Max, Min

from answerback.journal.kinds import Subject
from answerback.journal.models import Entry
from answerback.journal.payloads import payloads_of

__all__ = ["entries_after", "last_seq", "of_customer", "of_subject", "oldest_unsealed_at", "payloads_of"]


def entries_after(seq: int, *, limit: int = 500) -> list[Entry]:
    """The sealed entries after this place, in order."""
    return list(Entry.objects.filter(seq__gt=seq).order_by("seq")[:limit])


def last_seq() -> int:
    """The place of the newest sealed entry; 0 in an empty journal."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0


def oldest_unsealed_at() -> datetime | None:
    """The time of the oldest entry that waits to be sealed; None when nothing waits."""
    oldest: datetime | None = Entry.objects.filter(seq=None).aggregate(oldest=Min("at"))["oldest"]
    return oldest


def of_subject(subject: Subject, *, wallet_id: uuid.UUID | None = None) -> list[Entry]:
    """All that happened to one thing, oldest first, the unsealed too; of one wallet when it is named."""
    entries = Entry.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return list((entries if wallet_id is None else entries.filter(wallet_id=wallet_id)).order_by("id"))


def of_customer(wallet_id: uuid.UUID, customer_id: uuid.UUID, *, limit: int = 500) -> list[Entry]:
    """The newest entries of one customer, newest first, the unsealed too."""
    return list(
        Entry.objects.filter(wallet_id=wallet_id, customer_id=customer_id).order_by("-at", "-id")[:limit]
    )
