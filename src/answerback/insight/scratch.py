"""The shelf for recounting: a scratch file of its own, gone when it is closed, so that memory stays bounded."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from types import TracebackType
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from answerback.insight.codec import as_text
from answerback.insight.fold.book import Cell, Group
from answerback.insight.fold.facts import About, Counted, Fact, Name
from answerback.insight.slices import Where

KEY = "wallet, slice, day, measure, bucket, purpose, kind, agent, language"
_TABLES = f"""
CREATE TABLE fact (wallet, about, subject, customer, ticket, callback, body, PRIMARY KEY (wallet, subject, about));
CREATE INDEX fact_ticket ON fact (wallet, ticket);
CREATE INDEX fact_callback ON fact (wallet, callback);
CREATE INDEX fact_customer ON fact (wallet, customer, about);
CREATE TABLE anew ({KEY}, n, PRIMARY KEY ({KEY}));
CREATE TABLE kept ({KEY}, n, PRIMARY KEY ({KEY}));
"""
_BELONGS = {
    "ticket": "ticket = ?",
    "callback": "callback = ?",
    "customer": f"customer = ? AND about = '{About.TICKET.value}'",
}
_HOLES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
_DIFFERENCES = f"""
SELECT {KEY}, sum(kept) AS kept, sum(anew) AS anew
FROM (SELECT {KEY}, n AS kept, 0 AS anew FROM kept UNION ALL SELECT {KEY}, 0, n FROM anew)
GROUP BY {KEY} HAVING sum(kept) <> sum(anew) ORDER BY {KEY}
"""  # noqa: S608  our own names


class Scratch:
    """Facts and counts in a temporary SQLite file (an empty name: it spills to disk and is deleted)."""

    def __init__(self, zones: dict[UUID, ZoneInfo]) -> None:
        self._zones = zones
        self._file = sqlite3.connect("")
        self._file.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def named(self, wallet_id: UUID, subject_ids: Collection[UUID]) -> Iterator[Fact]:
        """The facts about these things."""
        for id in subject_ids:
            yield from self._found(wallet_id, "subject = ?", id.hex)

    def belonging(self, wallet_id: UUID, groups: Collection[Group]) -> Iterator[Fact]:
        """All facts of these tickets and callbacks, and these customers' tickets."""
        for group in groups:
            yield from self._found(wallet_id, _BELONGS[group.of], group.id.hex)

    def zone(self, wallet_id: UUID) -> ZoneInfo:
        """The same as the kept counts were cut by."""
        return self._zones[wallet_id]

    def keep(self, facts: Iterable[Fact], counts: Counter[Cell]) -> None:
        """Write changed facts over the old ones; add to the counts."""
        self._file.executemany(
            "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)", (_row(fact) for fact in facts)
        )
        self._file.executemany(
            f"INSERT INTO anew VALUES ({_HOLES}) ON CONFLICT DO UPDATE SET n = n + excluded.n",  # noqa: S608  ours
            ((*_key(cell), n) for cell, n in counts.items()),
        )

    def lay_beside(self, counts: Iterable[tuple[Cell, int]]) -> None:
        """The counts to compare with."""
        self._file.executemany(
            f"INSERT INTO kept VALUES ({_HOLES})",  # noqa: S608  ours
            ((*_key(cell), n) for cell, n in counts),
        )

    def differences(self) -> Iterator[tuple[str | int, ...]]:
        """Every count that differs: its key, what was kept, what was counted anew."""
        yield from self._file.execute(_DIFFERENCES)

    def counted(self) -> int:
        """How many counts there are."""
        row = self._file.execute("SELECT count(*) FROM anew WHERE n <> 0").fetchone()
        return int(row[0])

    def _found(self, wallet_id: UUID, where: str, *values: str) -> Iterator[Fact]:
        question = f"SELECT * FROM fact WHERE wallet = ? AND {where}"  # noqa: S608  our own words
        found = self._file.execute(question, (wallet_id.hex, *values))
        for row in found.fetchall():
            yield _fact(*row)


def _row(fact: Fact) -> tuple[str | None, ...]:
    ids = (fact.customer_id, fact.ticket_id, fact.callback_id)
    return (
        fact.name.wallet_id.hex,
        fact.about.value,
        fact.name.subject_id.hex,
        *(id.hex if id else None for id in ids),
        json.dumps(as_text(fact)),
    )


def _fact(
    wallet: str, about: str, subject: str, customer: str, ticket: str, callback: str, body: str
) -> Fact:
    said = json.loads(body)
    first_at, last_at = said["times"]
    fact = Fact(Name(UUID(wallet), About(about), UUID(subject)), first_at, last_at, raw=said["raw"])
    fact.customer_id, fact.ticket_id, fact.callback_id = (
        UUID(id) if id else None for id in (customer, ticket, callback)
    )
    fact.counted = Counted(said["day"], Where(*said["where"]), said["buckets"])
    return fact


def _key(cell: Cell) -> tuple[str | int, ...]:
    where = cell.where
    return (
        *(cell.wallet_id.hex, int(cell.slice), cell.day, cell.measure, cell.bucket),
        *(where.purpose, where.kind, where.agent, where.language),
    )
