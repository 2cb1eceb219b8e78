"""Message authentication codes (HMAC-SHA-256) by purpose."""

import hmac
import uuid

from answerback.keys.purposes import Purpose
from answerback.keys.ring import Ring, now, ring


def mac(purpose: Purpose, wallet_id: uuid.UUID | None, message: bytes) -> bytes:
    """32 octets under the current key."""
    return ring(purpose, wallet_id).current(now()).mac(message)


def check(purpose: Purpose, wallet_id: uuid.UUID | None, message: bytes, code: bytes) -> bool:
    """Whether the code is right under any key that still counts."""
    return check_with(ring(purpose, wallet_id), message, code)


def check_with(held: Ring, message: bytes, code: bytes) -> bool:
    """The same with a ring in hand; touches no database. Which key it was shows in no timing."""
    right = [hmac.compare_digest(key.mac(message), code) for key in held.counting(now())]
    return any(right)
