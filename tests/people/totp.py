"""Codes as an authenticator app shows them (RFC 6238: SHA-1, 30 s, six digits)."""

import base64
import hashlib
import hmac
import struct


def code_at(secret: str, seconds: float) -> str:
    """The code of a base32 secret at that moment (seconds since 1970).

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59)  # RFC 6238, appendix B: 94287082
    '287082'
    """
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(seconds) // 30), hashlib.sha1)
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
