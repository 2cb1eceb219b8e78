"""Sealing data at rest, and blind indexes to find it again."""

import uuid

from answerback.keys import envelope
from answerback.keys.purposes import Purpose
from answerback.keys.ring import key_that_sealed, now, ring


def seal(wallet_id: uuid.UUID | None, purpose: Purpose, plaintext: bytes, *, context: bytes) -> bytes:
    """AES-256-GCM under the wallet's current key; to open it, give the same context (what this is)."""
    key = ring(purpose, wallet_id).current(now())
    bound_to = _bound_to(wallet_id, purpose, context)
    return envelope.close(key.cipher, bytes.fromhex(key.kid), plaintext, bound_to=bound_to)


def open_sealed(wallet_id: uuid.UUID | None, purpose: Purpose, sealed: bytes, *, context: bytes) -> bytes:
    """The plaintext. Raises CannotOpen for another wallet, purpose or context, an unknown key, any change."""
    key = key_that_sealed(purpose, wallet_id, envelope.kid_in(sealed).hex())
    return envelope.unclose(key.cipher, sealed, bound_to=_bound_to(wallet_id, purpose, context))


def blind_index(wallet_id: uuid.UUID | None, value: str) -> str:
    """Hex HMAC-SHA-256 of a normalised value (E.164), to store. Without a wallet it is the deployment's."""
    return ring(Purpose.INDEX, wallet_id).current(now()).mac(value.encode()).hex()


def blind_indexes(wallet_id: uuid.UUID | None, value: str) -> list[str]:
    """Every index under which rows may still stand, the current one first: look up with `__in`."""
    return [key.mac(value.encode()).hex() for key in ring(Purpose.INDEX, wallet_id).counting(now())]


def _bound_to(wallet_id: uuid.UUID | None, purpose: Purpose, context: bytes) -> bytes:
    return envelope.binding("data", purpose.value, wallet_id.bytes if wallet_id else b"", context)
