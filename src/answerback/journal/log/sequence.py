"""Step two of a leaf: at fixed intervals all that wait get their places, among padding, and a checkpoint is signed.

Every interval adds the same number of leaves whether anything happened or not, twice or four times as many in a
rush, in the order of their hashes: what is published tells neither whom nor how many nor in which order.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction

from answerback.journal.log.models import Leaf, LogCheckpoint
from answerback.journal.log.tiles import Tiles, grow
from answerback.passport import merkle

INTERVAL = timedelta(minutes=5)
BATCH = 8  # leaves of a quiet interval
MOST = 4096  # leaves of one interval; what waits longer comes with the next
COMMITMENT = 32  # octets of a padding entry, as of a commitment
LEADER = 0x6C6F6720  # an arbitrary number that only the sequencer uses as an advisory lock

_PLACE = "UPDATE journal_leaf SET place = %s, entry = %s WHERE id = %s AND place IS NULL"

# The size and the root of the log; returns the signed note.
Sign = Callable[[int, bytes], str]


def sequence(*, at: datetime, sign: Sign, interval: timedelta = INTERVAL) -> int:
    """Close the interval that ended before `at`; returns how many leaves the log grew by, 0 while it still runs.

    Nothing while another process is at it. One transaction: after a crash either all of it stands or nothing.
    """
    if _is_closed(at, interval):  # asked every few seconds: most answers need no transaction
        return 0
    with transaction.atomic():
        if not _lead() or _is_closed(at, interval):
            return 0
        last = _last()
        size = last.size if last else 0
        added = _place(size)
        root = merkle.root(size + added, Tiles().complete)
        note = sign(size + added, root)
        LogCheckpoint.objects.create(size=size + added, at=at, root=root, note=note)
        return added


def _last() -> LogCheckpoint | None:
    return LogCheckpoint.objects.order_by("-size").first()


def _is_closed(at: datetime, interval: timedelta) -> bool:
    """Whether the interval before the present one has its checkpoint."""
    last = _last()
    return last is not None and begun(last.at, interval) >= begun(at, interval)


def begun(at: datetime, interval: timedelta = INTERVAL) -> int:
    """Which interval since 1970 a moment lies in."""
    return int(at.timestamp() // interval.total_seconds())


def batch_size(waiting: int) -> int:
    """How many leaves an interval adds: 8, or the next power of two that holds all who wait.

    >>> [batch_size(waiting) for waiting in (0, 1, 8, 9, 100)]
    [8, 8, 8, 16, 128]
    """
    return max(BATCH, 1 << max(waiting - 1, 0).bit_length())


def _lead() -> bool:
    """Whether this transaction is the sequencer: on SQLite the transaction itself is the lock."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LEADER])
        row = cursor.fetchone()
    return bool(row and row[0])


def _place(size: int) -> int:
    """Give places to those who wait, in the order of their hashes, which says nothing of when they came."""
    waiting = list(Leaf.objects.filter(place=None).order_by("id")[:MOST])
    entries: list[tuple[bytes, Leaf | None]] = [(bytes(leaf.entry), leaf) for leaf in waiting]
    entries += [
        (secrets.token_bytes(COMMITMENT), None) for _ in range(batch_size(len(waiting)) - len(waiting))
    ]
    entries.sort(key=lambda one: merkle.leaf_hash(one[0]))
    grow(size, [entry for entry, _ in entries])
    _store([(place, leaf) for place, (_, leaf) in enumerate(entries, size) if leaf])
    return len(entries)


def _store(placed: list[tuple[int, Leaf]]) -> None:
    """Each leaf gets its place and gives up its octets: one prepared statement for all."""
    ids = Leaf._meta.get_field("id")
    rows = [(place, b"", ids.get_db_prep_save(leaf.id, connection)) for place, leaf in placed]
    with connection.cursor() as cursor:
        cursor.executemany(_PLACE, rows)
