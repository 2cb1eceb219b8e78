"""Payloads: the personal part of an entry, in an erasable row, hashed with salt and sealed at rest.

Keys stand above the journal, so they come and say how to seal (`seal_with`); until then payloads are plain.
"""

import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from answerback.journal.canonical import payload_text, read_payload
from answerback.journal.hashing import payload_hash
from answerback.journal.models import Entry, Payload

_SALT_OCTETS = 32

# The wallet's id, the entry's id, and the octets to seal or to open.
Step = Callable[[uuid.UUID | None, uuid.UUID, bytes], bytes]


class Unreadable(Exception):
    """The payload is there but does not open: it was changed, or its key is gone."""


@dataclass(frozen=True)
class Sealing:
    """How payloads are sealed and opened; `open` raises Unreadable."""

    seal: Step
    open: Step


PLAIN = Sealing(lambda _wallet, _entry, octets: octets, lambda _wallet, _entry, octets: octets)
_sealing = PLAIN


def seal_with(sealing: Sealing) -> Sealing:
    """From now on seal payloads so; returns how it was done before. Called when the process starts."""
    global _sealing
    before, _sealing = _sealing, sealing
    return before


def keep(entry: Entry, payload: Mapping[str, Any]) -> str:
    """Store an entry's payload in a row of its own and return its salted hash."""
    salt, text = secrets.token_bytes(_SALT_OCTETS), payload_text(payload)
    octets = _sealing.seal(entry.wallet_id, entry.id, text.encode())
    Payload.objects.create(entry_id=entry.id, wallet_id=entry.wallet_id, salt=salt, octets=octets)
    return payload_hash(salt, text)


def payloads_of(entries: Iterable[Entry]) -> dict[uuid.UUID, dict[str, Any]]:
    """The payloads that still exist, by entry id. Showing one is a read of personal data: journal it.

    Raises Unreadable.
    """
    wanted = [entry.id for entry in entries if entry.payload_hash]
    found = Payload.objects.filter(entry_id__in=wanted)
    return {payload.entry_id: read_payload(_text(payload)) for payload in found}


def is_as_hashed(payload: Payload, expected_hash: str) -> bool:
    """Whether this is still the payload that was hashed when its entry was written."""
    try:
        return payload_hash(bytes(payload.salt), _text(payload)) == expected_hash
    except Unreadable:
        return False


def _text(payload: Payload) -> str:
    octets = _sealing.open(payload.wallet_id, payload.entry_id, bytes(payload.octets))
    return octets.decode(errors="replace")
