"""The journal's payloads are sealed under the wallet's DATA key, each bound to its entry."""

import uuid

from answerback.journal.models import Payload
from answerback.journal.payloads import Sealing, Unreadable
from answerback.keys.envelope import CannotOpen
from answerback.keys.holders import Column
from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed, seal


def _sealed(wallet_id: uuid.UUID | None, entry_id: uuid.UUID, text: bytes) -> bytes:
    return seal(wallet_id, Purpose.DATA, text, context=_context(entry_id))


def _opened(wallet_id: uuid.UUID | None, entry_id: uuid.UUID, octets: bytes) -> bytes:
    try:
        return open_sealed(wallet_id, Purpose.DATA, octets, context=_context(entry_id))
    except CannotOpen as closed:
        raise Unreadable from closed


def _context(entry_id: uuid.UUID) -> bytes:
    return b"journal payload:" + entry_id.bytes


SEALING = Sealing(_sealed, _opened)
COLUMN = Column(Payload, "octets", Purpose.DATA, lambda row: _context(row.entry_id))
