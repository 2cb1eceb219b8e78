"""The measures follow the sealed journal: a batch is counted and the cursor moved in one transaction.

A crash loses the batch or keeps it whole, so that nothing counts twice and nothing is missed; a page never counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.insight.fold.book import Book, Group, Shelf
from answerback.insight.fold.facts import rating_id
from answerback.insight.fold.tell import KINDS, Told, tell
from answerback.insight.models import Cursor
from answerback.insight.stored import Stored
from answerback.journal.kinds import ActorKind, Audience
from answerback.journal.models import Entry
from answerback.journal.read import entries_after, last_seq

BATCH = 500
NEIGHBOURLY = ("ticket.opened", "ticket.solved", "ticket.closed")  # they look at the customer's other tickets


def step(at: datetime, *, limit: int = BATCH) -> int:
    """Count the next entries of the journal; returns how many there were. `at` is the loop's and not needed."""
    with transaction.atomic():
        cursor = cursor_locked()
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
    for wallet_id in {one.wallet_id for one in told}:
        _fetch(book, wallet_id, [one for one in told if one.wallet_id == wallet_id])
    for one in told:
        tell(book, one)
    book.close()


def cursor_locked() -> Cursor:
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


def _fetch(book: Book, wallet_id: UUID, told: Sequence[Told]) -> None:
    """Everything that these entries touch, in a handful of queries."""
    ids: set[UUID] = set()
    groups: set[Group] = set()
    for one in told:
        ids.add(one.subject_id)
        ids |= {UUID(one.data[name]) for name in ("attempt", "promise") if one.data.get(name)}
        if one.kind == "ticket.rated":
            ids.add(rating_id(one.subject_id, int(one.data.get("closing") or 0)))
        if one.subject_kind == "ticket":
            groups.add(Group("ticket", one.subject_id))
        if one.subject_kind == "callback":
            groups.add(Group("callback", one.subject_id))
        if one.customer_id and one.kind in NEIGHBOURLY:
            groups.add(Group("customer", one.customer_id))
    book.ask_ahead(wallet_id, ids, groups)
    book.ask_ahead(wallet_id, (), book.tickets_in_hand(wallet_id))
