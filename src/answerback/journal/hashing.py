"""What is hashed, and how: SHA-256 over canonical JSON (RFC 8785)."""

import hashlib
from typing import Any

from answerback.journal.canonical import canonical, instant
from answerback.journal.models import Entry

FIRST = "0" * 64


def payload_hash(salt: bytes, text: str) -> str:
    """Hex SHA-256 of the 32 octets of salt followed by the payload's canonical text."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def entry_hash(entry: Entry) -> str:
    """Hex SHA-256 of the canonical JSON of everything a placed entry says, and the hash before it."""
    return hashlib.sha256(canonical(_said(entry))).hexdigest()


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "v": 1,
        "seq": entry.seq,
        "prev": entry.prev_hash,
        "sealed_at": instant(entry.sealed_at) if entry.sealed_at else None,
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


def _text(value: object) -> str | None:
    return None if value is None else str(value)
