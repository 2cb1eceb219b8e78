"""Ticket references: read aloud without mistakes, and silent about everything else.

Nine characters in three groups, `K7M-4QX-9TY`: eight drawn at random and one check character. They hold no
counter and no date, and they are a locator, never a proof of anything.

The alphabet has 19 characters. Look-alikes (O, I, L, S, Z, B, G, U, V) and the worst sound-alikes on a
telephone (of B C D E G P T V only T; M without N; X without F and S; K without J and A) are left out, and
with them all vowels, so that no word ever appears.

The check character is the pure system of ISO/IEC 7064 with modulus 19 and radix 2. Since 19 is prime and
2 generates all its residues, every single wrong character and every swap of two characters is found.
Never more than three digits stand side by side, so a reference looks like neither a code nor a number.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789HKMQRTWXY"
LENGTH = 9
_MODULUS = len(ALPHABET)
_RADIX = 2
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_HEARD_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-_.·/\u2010-\u2015]+")
_LOOKS_LIKE_A_CODE = re.compile(r"\d{4}")


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """A new reference in its stored form, without hyphens. `choose` picks one character."""
    while True:
        body = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
        reference = body + check_character(body)
        if not _LOOKS_LIKE_A_CODE.search(reference):
            return reference


def check_character(body: str) -> str:
    """The character that makes the weighted sum of all characters 1 modulo 19 (ISO/IEC 7064, 6).

    >>> check_character("K7M4QX9T")
    'Y'
    """
    total = sum(_VALUE[character] * _weight(place) for place, character in enumerate(body))
    return ALPHABET[(1 - total) % _MODULUS]


def is_valid(reference: str) -> bool:
    """Whether a stored form has the right length, characters and check character."""
    well_formed = len(reference) == LENGTH and all(character in _VALUE for character in reference)
    return well_formed and check_character(reference[:-1]) == reference[-1]


def parse(text: str) -> str | None:
    """The stored form of what somebody typed or heard, or None if no reference can be meant.

    Case, spaces, hyphens, full-width forms, O for 0 and I or L for 1 do not matter.

    >>> parse("k7m 4qx-9ty") == parse("Ｋ７Ｍ—４ＱＸ—９Ｔｙ") == "K7M4QX9TY"
    True
    >>> parse("K7M-4QX-9TR") is None
    True
    """
    if len(text) > 60:
        return None
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_HEARD_AS)
    return plain if is_valid(plain) else None


def spoken(reference: str) -> str:
    """The form that people read, in groups of three.

    >>> spoken("K7M4QX9TY")
    'K7M-4QX-9TY'
    """
    return "-".join(reference[start : start + 3] for start in range(0, LENGTH, 3))


def _weight(place: int) -> int:
    """The radix to the power of the distance from the check character, which itself weighs 1."""
    return pow(_RADIX, LENGTH - 1 - place, _MODULUS)
