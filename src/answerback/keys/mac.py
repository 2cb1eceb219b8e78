"""Message authentication codes (HMAC-SHA-256) by purpose."""

import hmac
import uuid

from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring


def mac(purpose: Purpose, wallet_id: uuid.UUID | None, message: bytes) -> bytes:
    """32 octets under the current key."""
    return ring(purpose, wallet_id).current(now()).mac(message)


def check(purpose: Purpose, wallet_id: uuid.UUID | None, message: bytes, code: bytes) -> bool:
    """Whether the code is right under any key that still counts; compares in constant time."""
    keys = ring(purpose, wallet_id).verifying(now())
    return any([hmac.compare_digest(key.mac(message), code) for key in keys])
