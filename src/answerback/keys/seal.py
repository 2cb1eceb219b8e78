"""Sealing data at rest, and blind indexes to find it again."""

import uuid

from answerback.keys import envelope
from answerback.keys.purposes import Purpose
from answerback.keys.ring import Ring, now, ring


def seal(wallet_id: uuid.UUID | None, purpose: Purpose, plaintext: bytes, *, context: bytes) -> bytes:
    """AES-256-GCM under the wallet's current key. The context (what this is, whose it is) must be given to open it."""
    key = ring(purpose, wallet_id).current(now())
    bound = _bound_to(wallet_id, purpose, context)
    return envelope.close(key.cipher, bytes.fromhex(key.kid), plaintext, bound_to=bound)


def open_sealed(wallet_id: uuid.UUID | None, purpose: Purpose, sealed: bytes, *, context: bytes) -> bytes:
    """The plaintext. Raises CannotOpen for another wallet, purpose or context, an unknown key, or any change."""
    key = ring(purpose, wallet_id).by_kid(envelope.kid_in(sealed).hex())
    return envelope.unclose(key.cipher, sealed, bound_to=_bound_to(wallet_id, purpose, context))


def blind_index(wallet_id: uuid.UUID | None, value: str) -> str:
    """Hex HMAC-SHA-256 of a normalised value (E.164), to store. Without a wallet it is the deployment's."""
    return _index(wallet_id).current(now()).mac(value.encode()).hex()


def blind_indexes(wallet_id: uuid.UUID | None, value: str) -> list[str]:
    """Every index under which rows may still stand, the current one first: look up with `__in`."""
    return [key.mac(value.encode()).hex() for key in _index(wallet_id).verifying(now())]


def _index(wallet_id: uuid.UUID | None) -> Ring:
    return ring(Purpose.INDEX, wallet_id)


def _bound_to(wallet_id: uuid.UUID | None, purpose: Purpose, context: bytes) -> bytes:
    return envelope.binding("data", purpose.value, wallet_id.bytes if wallet_id else b"", context)
