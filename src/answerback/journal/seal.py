"""Sealing: one sealer gives each committed entry its place, without gaps, and its wallet's chain's hash."""

import uuid
from datetime import datetime

from django.db import connection, transaction

from answerback.journal import wake
from answerback.journal.hashing import FIRST, entry_hash
from answerback.journal.models import Entry

_LEADER = 0x616E7377  # an arbitrary number that only the sealer uses as an advisory lock
_SEAL = """
UPDATE journal_entry SET seq = %s, prev_hash = %s, hash = %s, sealed_at = %s WHERE id = %s AND seq IS NULL
"""
_SEAL_VALUES = ("seq", "prev_hash", "hash", "sealed_at", "id")


def seal(*, at: datetime, limit: int = 500) -> int:
    """Seal up to `limit` entries, oldest first; returns how many. Nothing while another process seals."""
    with transaction.atomic():
        if not _lead():
            return 0
        entries = list(Entry.objects.filter(seq=None).order_by("id")[:limit])
        if entries:
            _seal(entries, at)
            wake.sealed()
        return len(entries)


def _lead() -> bool:
    """Whether this transaction is the sealer: on SQLite the transaction itself is the lock."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LEADER])
        row = cursor.fetchone()
    return bool(row and row[0])


def _seal(entries: list[Entry], at: datetime) -> None:
    newest = Entry.objects.exclude(seq=None).order_by("-seq").first()
    seq = newest.seq or 0 if newest else 0
    heads: dict[uuid.UUID | None, str] = {}
    for entry in entries:
        seq += 1
        entry.seq, entry.sealed_at = seq, at
        entry.prev_hash = heads[entry.wallet_id] if entry.wallet_id in heads else head_hash(entry.wallet_id)
        entry.hash = entry_hash(entry)
        heads[entry.wallet_id] = entry.hash
    _store(entries)


def head_hash(wallet_id: uuid.UUID | None) -> str:
    """The hash of the wallet's newest sealed entry; 64 zeros before the first."""
    head = Entry.objects.filter(wallet_id=wallet_id).exclude(seq=None).order_by("-seq").first()
    return head.hash if head else FIRST


def _store(entries: list[Entry]) -> None:
    """The one update an entry ever sees; the model refuses it, the database's guard allows it once."""
    by_name = {field.attname: field for field in Entry._meta.fields}
    fields = [by_name[name] for name in _SEAL_VALUES]
    rows = [
        [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]
        for entry in entries
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_SEAL, rows)
