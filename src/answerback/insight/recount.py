"""Recounting: the whole journal is counted anew, beside the kept counts or in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from answerback.insight import follow
from answerback.insight.fold.book import Cell
from answerback.insight.models import Clock, Count, Cursor, Fact
from answerback.insight.scratch import Scratch
from answerback.insight.slices import Slice, Where
from answerback.journal.read import entries_after
from answerback.wallets.models import Wallet

BATCH = 2000
SHOWN = 100


@dataclass(frozen=True)
class Difference:
    """One count that is not what the journal says."""

    wallet_id: UUID
    day: str
    measure: str
    bucket: str
    where: Where
    kept: int
    counted: int


@dataclass(frozen=True)
class Verdict:
    """What the comparison found: `seq` entries counted anew, `counts` counts compared, the first differences."""

    seq: int
    counts: int
    differences: tuple[Difference, ...]
    more: int = 0

    @property
    def ok(self) -> bool:
        """Whether every count is what the journal says."""
        return not self.differences


def verify() -> Verdict:
    """Count the journal from its first entry in a scratch file and compare; nothing is changed."""
    with Scratch(_zones()) as scratch:
        seq = _lay_kept_beside(scratch)
        _count_until(seq, scratch)
        rows = scratch.differences()
        found = tuple(_difference(*row) for row in islice(rows, SHOWN))
        return Verdict(seq, scratch.counted(), found, more=sum(1 for _row in rows))


def rebuild(*, at: datetime) -> int:
    """Throw the counts away and count the journal anew; how many entries. Pages show what is counted so far."""
    with transaction.atomic():
        follow.cursor_locked()  # a batch that is being counted elsewhere ends first, and the next begins at nothing
        # every wallet: the whole journal is counted anew
        Count.objects.all().delete()
        Fact.objects.all().delete()  # every wallet: as above
        Clock.objects.all().delete()  # every wallet: as above
        Cursor.objects.update(seq=0, latest_at=None)
    total = 0
    while counted := follow.step(at):
        total += counted
    return total


def _zones() -> dict[UUID, ZoneInfo]:
    zones = dict(Wallet.objects.values_list("id", "zone"))
    zones |= dict(Clock.objects.values_list("wallet_id", "zone"))  # every wallet: the journal is everybody's
    return {wallet_id: ZoneInfo(zone) for wallet_id, zone in zones.items()}


def _lay_kept_beside(scratch: Scratch) -> int:
    """Copy the counts as they are at one place of the journal, and say which; the follower waits so long."""
    with transaction.atomic():
        cursor = follow.cursor_locked()  # else a batch counted between the two reads would look like a fault
        scratch.lay_beside(_kept())
    return cursor.seq


def _kept() -> Iterator[tuple[Cell, int]]:
    rows = Count.objects.exclude(n=0)  # every wallet: the whole of it is compared
    for row in rows.iterator(chunk_size=BATCH):
        where = Where(row.purpose, row.kind, row.agent, row.language)
        cell = Cell(row.wallet_id, Slice(row.slice), row.day.isoformat(), row.measure, row.bucket, where)
        yield cell, row.n


def _count_until(seq: int, scratch: Scratch) -> None:
    place = 0
    while place < seq:
        entries = [one for one in entries_after(place, limit=BATCH) if (one.seq or 0) <= seq]
        if not entries:
            return
        follow.fold(entries, scratch)
        place = entries[-1].seq or seq


def _difference(*row: str | int) -> Difference:
    wallet, _slice, day, measure, bucket, purpose, kind, agent, language, kept, anew = row
    where = Where(str(purpose), str(kind), str(agent), str(language))
    return Difference(UUID(str(wallet)), str(day), str(measure), str(bucket), where, int(kept), int(anew))
