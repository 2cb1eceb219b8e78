"""A fact as a row, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from answerback.insight import models
from answerback.insight.fold.facts import About, Counted, Fact, Name
from answerback.insight.slices import Where


def row_of(fact: Fact) -> models.Fact:
    """The row of a fact."""
    counted, where = fact.counted, fact.counted.where
    return models.Fact(
        wallet_id=fact.name.wallet_id,
        about=fact.name.about.value,
        subject_id=fact.name.subject_id,
        customer_id=fact.customer_id,
        ticket_id=fact.ticket_id,
        callback_id=fact.callback_id,
        day=date.fromisoformat(counted.day) if counted.day else None,
        purpose=where.purpose,
        kind=where.kind,
        agent=where.agent,
        language=where.language,
        raw=fact.raw,
        counted=counted.buckets,
        first_at=datetime.fromtimestamp(fact.first_at, UTC),
        last_at=datetime.fromtimestamp(fact.last_at, UTC),
    )


def fact_of(row: models.Fact) -> Fact:
    """The fact of a row."""
    where = Where(row.purpose, row.kind, row.agent, row.language)
    return Fact(
        Name(row.wallet_id, About(row.about), row.subject_id),
        row.first_at.timestamp(),
        row.last_at.timestamp(),
        row.customer_id,
        row.ticket_id,
        row.callback_id,
        row.raw,
        Counted(row.day.isoformat() if row.day else "", where, row.counted),
    )


def as_text(fact: Fact) -> dict[str, Any]:
    """What a scratch file keeps of a fact."""
    where = fact.counted.where
    return {
        "times": [fact.first_at, fact.last_at],
        "raw": fact.raw,
        "day": fact.counted.day,
        "where": [where.purpose, where.kind, where.agent, where.language],
        "buckets": fact.counted.buckets,
    }
