"""What is hashed, and how: SHA-256 over canonical JSON (RFC 8785)."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

from answerback.journal.models import Entry

FIRST = "0" * 64


def payload_hash(salt: bytes, body: Mapping[str, Any]) -> str:
    """Hex SHA-256 of the 32 octets of salt followed by the canonical body."""
    return hashlib.sha256(salt + rfc8785.dumps(dict(body))).hexdigest()


def entry_hash(entry: Entry, *, seq: int, prev_hash: str, sealed_at: datetime) -> str:
    """Hex SHA-256 of the canonical JSON of everything the entry says, its place and the hash before it."""
    body = {
        "v": 1,
        "seq": seq,
        "prev": prev_hash,
        "sealed_at": instant(sealed_at),
        "id": str(entry.id),
        "wallet": _text(entry.wallet_id),
        "kind": entry.kind,
        "subject": [entry.subject_kind, str(entry.subject_id)],
        "customer": _text(entry.customer_id),
        "actor": [entry.actor_kind, _text(entry.actor_id)],
        "audience": entry.audience,
        "at": instant(entry.at),
        "data": entry.data,
        "payload": entry.payload_hash,
    }
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds.

    >>> instant(datetime(2026, 5, 3, 14, 20, tzinfo=UTC))
    '2026-05-03T14:20:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
