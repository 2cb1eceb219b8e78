"""The shelf in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, models

from answerback.insight import models as rows
from answerback.insight.codec import fact_of, row_of
from answerback.insight.fold.book import Cell, Group
from answerback.insight.fold.facts import About, Fact
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet

WRITTEN = (
    *("customer_id", "ticket_id", "callback_id", "day", "purpose", "kind", "agent", "language"),
    *("raw", "counted", "first_at", "last_at"),
)
KEYS = ("wallet_id", "slice", "agent", "day", "measure", "bucket", "purpose", "kind", "language")
_ADD = (
    "INSERT INTO insight_count (id, {keys}, n) VALUES ({holes}) ON CONFLICT ({keys})"
    " DO UPDATE SET n = insight_count.n + excluded.n"
)


class Stored:
    """Facts and counts as rows; used inside the transaction that moves the cursor."""

    def named(self, wallet_id: UUID, subject_ids: Collection[UUID]) -> Iterator[Fact]:
        """The facts about these things."""
        return self._found(wallet_id, subject_id__in=list(subject_ids))

    def belonging(self, wallet_id: UUID, groups: Collection[Group]) -> Iterator[Fact]:
        """All facts of these tickets and callbacks, and these customers' tickets: one query for each sort."""
        ids: dict[str, list[UUID]] = {}
        for group in groups:
            ids.setdefault(group.of, []).append(group.id)
        for of, wanted in ids.items():
            tickets_only = {"about": About.TICKET.value} if of == "customer" else {}
            yield from self._found(wallet_id, **{f"{of}_id__in": wanted}, **tickets_only)

    def zone(self, wallet_id: UUID) -> ZoneInfo:
        """The zone of the first count, until a rebuild takes the wallet's new one."""
        kept = rows.Clock.objects.for_wallet(wallet_id).first()
        if kept is None:
            zone = Wallet.objects.values_list("zone", flat=True).get(id=wallet_id)
            kept = rows.Clock.objects.create(wallet_id=wallet_id, zone=zone)
        return ZoneInfo(kept.zone)

    def keep(self, facts: Iterable[Fact], counts: Counter[Cell]) -> None:
        """Write changed facts over the old ones; add to the counts."""
        rows.Fact.objects.bulk_create(
            [row_of(fact) for fact in facts],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["wallet", "subject_id", "about"],
            update_fields=WRITTEN,
        )
        if counts:
            _add(counts)

    def _found(self, wallet_id: UUID, **what: object) -> Iterator[Fact]:
        for row in rows.Fact.objects.for_wallet(wallet_id).filter(**what):
            yield fact_of(row)


def _add(counts: Counter[Cell]) -> None:
    names = ("id", *KEYS, "n")
    fields: list[models.Field[object, object]] = [
        next(one for one in rows.Count._meta.fields if one.attname == name) for name in names
    ]
    values = [
        [
            field.get_db_prep_save(field.to_python(value), connection)
            for field, value in zip(fields, (new_id(), *_key(cell), n), strict=True)
        ]
        for cell, n in counts.items()
    ]
    columns = ", ".join(str(one.column) for one in fields[1:-1])
    statement = _ADD.format(keys=columns, holes=", ".join(["%s"] * len(names)))
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _key(cell: Cell) -> tuple[object, ...]:
    where = cell.where
    return (
        *(cell.wallet_id, int(cell.slice), where.agent, cell.day, cell.measure, cell.bucket),
        *(where.purpose, where.kind, where.language),
    )
