"""Writing: an entry is inserted, unsealed, in the transaction of the verb it tells of."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.journal import wake
from answerback.journal.codes import only_codes
from answerback.journal.kinds import SYSTEM, Actor, Audience, Subject, is_kind
from answerback.journal.models import Entry
from answerback.journal.payloads import keep

__all__ = ["SYSTEM", "Actor", "Audience", "Subject", "write"]


def write(
    kind: str,
    *,
    wallet_id: uuid.UUID | None,
    subject: Subject,
    by: Actor,
    at: datetime,
    customer_id: uuid.UUID | None = None,
    audience: Audience = Audience.STAFF,
    data: Mapping[str, Any] | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one entry. Needs an open transaction; `at` is aware; `payload` is the erasable, personal part.

    Raises ValueError for a malformed kind, a naive time, or data that is not ids, codes and numbers.
    """
    _check(kind, at)
    entry = Entry(
        wallet_id=wallet_id,
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        customer_id=customer_id,
        actor_kind=by.kind,
        actor_id=by.id,
        audience=audience.value,
        at=at,
        data=only_codes(data or {}),
    )
    if payload:
        entry.payload_hash = keep(entry, payload)
    entry.save()
    wake.written()
    return entry


def _check(kind: str, at: datetime) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its verb")
    if not is_kind(kind):
        raise ValueError(f"{kind!r} is no kind of entry (noun.past_tense)")
    if at.tzinfo is None:
        raise ValueError("the time of an entry is an aware datetime")
