"""Fills what the measures' pages read, for a year of N callbacks in one wallet, without living through the year.

The plan is the product's own (`ops.history.plan`); what each callback counts as is worked out here in the simplest
way, so that tables have the right size and shape. It is no substitute for `answerback.insight.fold`, which the tests
and `answerback insight verify` compare with the journal. The journal gets two bare entries for each callback, by SQL
and without hashes: it is there to be scanned by the peer, not to be verified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from answerback.insight.models import Count
from answerback.insight.slices import Slice, in_slice
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from benchmarks.insight_cells import Cells

AT_ONCE = 5_000


def fill_counts(wallet: Wallet, cells: Cells) -> int:
    """The four slices of the counts; how many rows."""
    sliced: Counter[tuple[object, ...]] = Counter()
    for (day, measure, bucket, where), n in cells.items():
        for one in Slice:
            kept = in_slice(where, one)
            key = (int(one), day, measure, bucket, kept.purpose, kept.kind, kept.agent, kept.language)
            sliced[key] += n
    columns = ("slice", "day", "measure", "bucket", "purpose", "kind", "agent", "language")
    holes = ", ".join(["%s"] * (len(columns) + 3))
    sql = f"INSERT INTO insight_count (id, wallet_id, n, {', '.join(columns)}) VALUES ({holes})"
    as_id = Count._meta.pk.get_db_prep_value
    owner = as_id(wallet.pk, connection)
    rows = ((as_id(new_id(), connection), owner, n, *key) for key, n in sliced.items())
    _many(sql, rows)
    return len(sliced)


def _many(sql: str, rows: Iterator[tuple[object, ...]]) -> None:
    while some := list(islice(rows, AT_ONCE)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, some)


def fill_journal(wallet: Wallet, callbacks: int, until: datetime) -> int:
    """One `callback.requested` for each callback and one `ticket.rated` for every third, by SQL; how many."""
    rated = callbacks // 3
    for kind, subject, count in (
        ("callback.requested", "callback", callbacks),
        ("ticket.rated", "ticket", rated),
    ):
        with connection.cursor() as cursor:
            cursor.execute(*_generated(wallet, kind, subject, count, until))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return callbacks + rated


def _generated(
    wallet: Wallet, kind: str, subject: str, count: int, until: datetime
) -> tuple[str, list[object]]:
    columns = "id, wallet_id, kind, subject_kind, subject_id, actor_kind, audience, at, data"
    columns += ", payload_hash, prev_hash, hash"
    if connection.vendor == "postgresql":
        sql = f"""
        INSERT INTO journal_entry ({columns})
        SELECT gen_random_uuid(), %s, %s, %s, gen_random_uuid(), 'customer', 'customer',
               %s::timestamptz - (n %% 31536000) * interval '1 second' * 31,
               json_build_object('csat', 1 + n %% 5, 'nps', n %% 11, 'closing', 0), '', '', ''
        FROM generate_series(1, %s) AS n
        """
        return sql, [wallet.pk, kind, subject, until, count]
    sql = f"""
    INSERT INTO journal_entry ({columns})
    WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %s)
    SELECT lower(hex(randomblob(16))), %s, %s, %s, lower(hex(randomblob(16))), 'customer', 'customer',
           datetime(%s, '-' || ((n * 31) %% 31536000) || ' seconds'),
           json_object('csat', 1 + n %% 5, 'nps', n %% 11, 'closing', 0), '', '', ''
    FROM series
    """
    return sql, [count, wallet.pk.hex, kind, subject, until.strftime("%Y-%m-%d %H:%M:%S")]
