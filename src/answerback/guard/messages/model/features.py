"""What the model sees of a text: numbered buckets, never words.

The text becomes a row of units: a Han character is its syllable (so traditional characters, homophones and
errors of recognition change nothing), an English word is itself, any number or link is one sign, punctuation counts.
Runs of one to three units, and each Han character as written, are hashed (CRC-32) into 2^18 buckets. A bucket
counts once, however often it occurs.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable
from functools import cache
from zlib import crc32

from answerback.guard.messages.sounds import table

BUCKETS = 1 << 18
MASK = BUCKETS - 1
LONGEST_CHARACTERS = 20_000  # of one text; what follows is not read
LINK, NUMBER = 1, 2
FIRST_SYLLABLE, FIRST_WORD = 16, 1024
WORDS = 0xFFFF - FIRST_WORD
WRITTEN = 1  # where the checksum of a character as written starts, so that it is not taken for a sound
MASKED = re.compile(r"URL|DIGIT|CELLPHONE|HOTLINE|PHONE")
"""How corpora without personal data write what stood there. Capitals only."""
ENDINGS = (
    "com|cn|net|org|top|cc|xyz|vip|info|io|me|co|uk|ly|gd|gl|site|online|app|link|club|shop|example|us|ru|tk"
)
UNIT = re.compile(
    # Bounded: at no place of a text is more than a few labels of a host name tried.
    rf"(?P<link>(?:https?://|www\.)[!-~]+|(?:[a-z0-9-]{{1,63}}+\.){{1,4}}(?:{ENDINGS})(?![a-z0-9])(?:/[!-~]*)?)"
    r"|[a-z]+(?:'[a-z]+)?|(?P<number>[0-9]+)|\S"
)


def features(text: str) -> list[int]:
    """The buckets of a text, each once, in order."""
    plain = unicodedata.normalize("NFKC", MASKED.sub(unmasked, text[:LONGEST_CHARACTERS])).lower()
    row = packed(units(plain))
    found = {crc32(row[at : at + 2]) & MASK for at in range(0, len(row), 2)}
    found.update(crc32(row[at : at + 4]) & MASK for at in range(0, len(row) - 2, 2))
    found.update(crc32(row[at : at + 6]) & MASK for at in range(0, len(row) - 4, 2))
    known = syllable_numbers()
    found.update(crc32(sign.encode("utf-16-le"), WRITTEN) & MASK for sign in set(plain) if sign in known)
    return sorted(found)


def unmasked(found: re.Match[str]) -> str:
    return " www.a.b " if found.group() == "URL" else "0"


def units(plain: str) -> Iterable[int]:
    """The row of units of a text in small letters, each a number below 65,536."""
    known = syllable_numbers()
    for found in UNIT.finditer(plain):
        sign = found.group()
        number = known.get(sign)
        if number is None:
            kind = found.lastgroup
            number = LINK if kind == "link" else NUMBER if kind == "number" else word(sign)
        yield number


def packed(row: Iterable[int]) -> bytes:
    """Two bytes a unit, the lower first on any machine."""
    numbers = array("H", row)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def word(sign: str) -> int:
    return FIRST_WORD + crc32(sign.encode("utf-8", "surrogatepass")) % WORDS


@cache
def syllable_numbers() -> dict[str, int]:
    """Every Han character's syllable as a number."""
    sounds = table()
    numbers = {
        syllable: FIRST_SYLLABLE + place for place, syllable in enumerate(sorted(set(sounds.values())))
    }
    return {sign: numbers[syllable] for sign, syllable in sounds.items()}
