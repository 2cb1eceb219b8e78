"""Base64url without padding, strictly: each octet string has exactly one spelling (RFC 7515, section 2)."""

import base64
import re

ALPHABET = re.compile(r"[A-Za-z0-9_-]*\Z")


def encode(octets: bytes) -> str:
    """
    >>> encode(b"\\xfb\\xff")
    '-_8'
    """
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Raises ValueError for padding, blanks, foreign letters and bits that are left over.

    >>> decode("-_8")
    b'\\xfb\\xff'
    >>> decode("-_9")
    Traceback (most recent call last):
    ValueError: not base64url
    """
    if len(text) % 4 == 1 or not ALPHABET.match(text):
        raise ValueError("not base64url")
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(octets) != text:
        raise ValueError("not base64url")
    return octets
