"""The wallet's joining key: made once, taken with a lock, so that two reports of one wallet never join at one time."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex

from answerback.findings.campaigns.models import JoiningKey
from answerback.wallets.models import Wallet


def locked_key(wallet: Wallet) -> bytes:
    """32 octets. Inside a transaction; the lock ends with it."""
    JoiningKey.objects.for_wallet(wallet).get_or_create(wallet=wallet, defaults={"key": token_hex(32)})
    return bytes.fromhex(JoiningKey.objects.for_wallet(wallet).select_for_update().get().key)


def blinding(key: bytes) -> Callable[[str], str]:
    """The keyed hash of an identifier as it is stored (HMAC-SHA-256 in hex)."""
    return lambda value: hmac.new(key, b"identifier:" + value.encode(), sha256).hexdigest()
