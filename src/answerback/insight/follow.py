"""The measures follow the sealed journal: a batch is counted and the cursor moved in one transaction.

A crash loses the batch or keeps it whole, so that nothing counts twice and nothing is missed; a page never counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.insight.fold.book import Book, Shelf
from answerback.insight.fold.facts import rating_id
from answerback.insight.fold.tell import KINDS, Told, tell
from answerback.insight.models import Cursor
from answerback.insight.stored import Stored
from answerback.journal.kinds import ActorKind, Audience
from answerback.journal.models import Entry
from answerback.journal.read import entries_after, last_seq

BATCH = 500


def step(at: datetime, *, limit: int = BATCH) -> int:
    """Count the next entries of the journal; returns how many there were. `at` is the loop's and not needed."""
    with transaction.atomic():
        cursor = _cursor()
        entries = entries_after(cursor.seq, limit=limit)
        if not entries:
            return 0
        fold(entries, Stored())
        latest = max(entry.at for entry in entries)
        cursor.latest_at = max(latest, cursor.latest_at) if cursor.latest_at else latest
        cursor.seq = entries[-1].seq or cursor.seq
        cursor.save()
    return len(entries)


def lag() -> int:
    """How many sealed entries are not counted yet."""
    cursor = Cursor.objects.first()
    return last_seq() - (cursor.seq if cursor else 0)


def fold(entries: Sequence[Entry], shelf: Shelf) -> None:
    """Count these entries on this shelf."""
    book, told = Book(shelf), [_told(one) for one in entries if one.wallet_id and one.kind in KINDS]
    for wallet_id, ids in _named(told).items():
        book.ask_ahead(wallet_id, ids)
    for one in told:
        tell(book, one)
    book.close()


def _cursor() -> Cursor:
    """The cursor, locked: of two processes that follow, one waits."""
    Cursor.objects.get_or_create(id=1)
    return Cursor.objects.select_for_update().get(id=1)


def _told(entry: Entry) -> Told:
    by_staff = entry.actor_kind == ActorKind.STAFF and entry.actor_id is not None
    assert entry.wallet_id is not None  # noqa: S101  the caller leaves the deployment's own entries out
    return Told(
        entry.seq or 0,
        entry.wallet_id,
        entry.kind,
        entry.subject_kind,
        entry.subject_id,
        entry.customer_id,
        str(entry.actor_id) if by_staff else "",
        entry.audience == Audience.CUSTOMER,
        entry.at.timestamp(),
        entry.data,
    )


def _named(told: Iterable[Told]) -> dict[UUID, set[UUID]]:
    """What the entries are about, by wallet, so that it is fetched at once."""
    found: dict[UUID, set[UUID]] = {}
    for one in told:
        ids = found.setdefault(one.wallet_id, set())
        ids.add(one.subject_id)
        ids |= {UUID(one.data[name]) for name in ("attempt", "promise") if one.data.get(name)}
        if one.kind == "ticket.rated":
            ids.add(rating_id(one.subject_id, int(one.data.get("closing") or 0)))
    return found
