"""Sealing: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D), bound to its context.

A sealed value is: version (1 octet) | kid (8 octets) | nonce (12) | ciphertext and tag. GCM's limit of 2**32
values per key is far away; rotation brings a new key long before.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KID_OCTETS = 8
_NONCE_OCTETS = 12
_TAG_OCTETS = 16
_HEAD_OCTETS = len(VERSION) + KID_OCTETS
_SHORTEST = _HEAD_OCTETS + _NONCE_OCTETS + _TAG_OCTETS


class CannotOpen(Exception):
    """Sealed for another wallet, purpose or context, by a key that does not exist, or changed since."""


def close(cipher: AESGCM, kid: bytes, plaintext: bytes, *, bound_to: bytes) -> bytes:
    """Seal the plaintext under this key."""
    head, nonce = VERSION + kid, os.urandom(_NONCE_OCTETS)
    return head + nonce + cipher.encrypt(nonce, plaintext, head + bound_to)


def kid_in(sealed: bytes) -> bytes:
    """The id of the key that sealed this. Raises CannotOpen when it is no sealed value."""
    if len(sealed) < _SHORTEST or sealed[:1] != VERSION:
        raise CannotOpen
    return bytes(sealed[1:_HEAD_OCTETS])


def unclose(cipher: AESGCM, sealed: bytes, *, bound_to: bytes) -> bytes:
    """The plaintext. Raises CannotOpen."""
    kid_in(sealed)
    head, nonce, rest = (
        sealed[:_HEAD_OCTETS],
        sealed[_HEAD_OCTETS : _HEAD_OCTETS + _NONCE_OCTETS],
        sealed[21:],
    )
    try:
        return cipher.decrypt(nonce, rest, head + bound_to)
    except InvalidTag as broken:
        raise CannotOpen from broken


def binding(*parts: bytes | str) -> bytes:
    """The parts as one string of octets that no other parts can give: each behind its length (4 octets)."""
    octets = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in octets)
