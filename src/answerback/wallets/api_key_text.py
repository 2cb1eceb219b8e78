"""The text of an API key: `abk_live_` + 30 base62 characters + 6 base62 characters of CRC-32.

The form follows GitHub's tokens (GitHub engineering, 5 April 2021): secret scanners find it by its prefix,
and a mistyped or invented key is refused without asking the database. The check covers everything before it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from string import ascii_lowercase, ascii_uppercase, digits

ALPHABET = digits + ascii_uppercase + ascii_lowercase
PATTERN = re.compile(r"(abk_(?:live|test)_[0-9A-Za-z]{30})([0-9A-Za-z]{6})")
PREFIX_LENGTH = len("abk_live_") + 4


def new_key_text(*, test: bool) -> str:
    """A new key, 178 random bits."""
    body = ("abk_test_" if test else "abk_live_") + "".join(secrets.choice(ALPHABET) for _ in range(30))
    return body + checksum(body)


def is_well_formed(text: str) -> bool:
    """Whether the form and the checksum hold.

    >>> is_well_formed(new_key_text(test=True)), is_well_formed("abk_test_" + "0" * 36)
    (True, False)
    """
    found = PATTERN.fullmatch(text)
    return found is not None and checksum(found[1]) == found[2]


def is_test_key(text: str) -> bool:
    """Whether the key is for trying out; a deployment refuses it."""
    return text.startswith("abk_test_")


def checksum(body: str) -> str:
    """CRC-32 (ISO 3309) in base62, six digits, highest first.

    >>> checksum("abk_live_" + "0" * 30)
    '3ABjni'
    """
    value, text = zlib.crc32(body.encode()), ""
    for _ in range(6):
        value, rest = divmod(value, 62)
        text = ALPHABET[rest] + text
    return text


def digest_of(text: str) -> str:
    """What is kept instead of the key: SHA-256 in hex. The key itself has entropy enough to need no salt."""
    return hashlib.sha256(text.encode()).hexdigest()
