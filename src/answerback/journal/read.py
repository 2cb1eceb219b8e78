"""Reading the journal. Streams and webhooks follow `seq` and so see sealed entries only."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Min

from answerback.journal.kinds import Subject
from answerback.journal.models import Entry, Payload


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


def payloads_of(entries: Iterable[Entry]) -> dict[uuid.UUID, dict[str, Any]]:
    """The payloads that still exist, by entry id. Showing one is a read of personal data: journal it."""
    wanted = [entry.id for entry in entries if entry.payload_hash]
    return {payload.entry_id: payload.body for payload in Payload.objects.filter(entry_id__in=wanted)}
