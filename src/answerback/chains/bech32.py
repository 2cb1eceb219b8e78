"""Bech32 and Bech32m. Sources: BIP-173 (Bech32), BIP-350 (Bech32m).

>>> spelled = decoded("A1LQFN3A")
>>> spelled.prefix, spelled.values, spelled.constant == BECH32M
('a', b'', True)
"""

from typing import NamedTuple

from answerback.chains.kinds import ChainError

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32 = 1
BECH32M = 0x2BC830A3
LONGEST = 90
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
TABLE = bytes(max(LETTERS.find(chr(code)), 0) for code in range(256))
ALPHABET = frozenset(LETTERS)
DIGITS = b"0123456789abcdefghijklmnopqrstuv" + bytes(224)  # as int() reads them


def folded(top: int) -> int:
    """What the five bits that leave the register give back."""
    given = 0
    for bit, generator in enumerate(GENERATORS):
        given ^= generator if top >> bit & 1 else 0
    return given


FOLDED = tuple(folded(top) for top in range(32))


class Spelled(NamedTuple):
    """The prefix in small letters, the five-bit values before the checksum, and which checksum is right.

    `constant` is BECH32, BECH32M, or 0 when neither is right.
    """

    prefix: str
    values: bytes
    constant: int


def decoded(text: str) -> Spelled:
    """Raises ChainError `case_mixed`, `too_long`, `prefix`, `letter` (with its place) or `length`."""
    if len(text) > LONGEST:
        raise ChainError("too_long", hole=LONGEST)
    lowered = one_case(text)
    prefix, one, data = lowered.rpartition("1")
    if not one or not prefix or not prefix.isprintable() or " " in prefix:
        raise ChainError("prefix")
    if not ALPHABET.issuperset(data):
        at = next(at for at, letter in enumerate(data) if letter not in ALPHABET)
        raise ChainError("letter", len(prefix) + 1 + at)
    if len(data) < 6:
        raise ChainError("length", hole=len(text))
    values = data.encode("ascii").translate(TABLE)
    start = STARTS[prefix] if prefix in STARTS else expanded(prefix)
    remainder = polymod(start, values)
    return Spelled(prefix, values[:-6], remainder if remainder in (BECH32, BECH32M) else 0)


def one_case(text: str) -> str:
    """In small letters. Raises ChainError `case_mixed` with the place of the first letter of the other case."""
    if not text.isascii():
        raise ChainError("letter", next(at for at, letter in enumerate(text) if not letter.isascii()))
    lowered = text.lower()
    if text not in (lowered, text.upper()):
        small = next(letter.islower() for letter in text if letter.isalpha())
        at = next(at for at, letter in enumerate(text) if letter.isalpha() and letter.islower() != small)
        raise ChainError("case_mixed", at)
    return lowered


def expanded(prefix: str) -> int:
    """The register after the prefix."""
    codes = prefix.encode("ascii")
    return polymod(1, bytes([code >> 5 for code in codes] + [0] + [code & 31 for code in codes]))


def polymod(register: int, values: bytes) -> int:
    """The checksum register of BIP-173 after these five-bit values."""
    for value in values:
        register = (register & 0x1FFFFFF) << 5 ^ value ^ FOLDED[register >> 25]
    return register


STARTS = {prefix: expanded(prefix) for prefix in ("bc", "tb", "ex")}


def octets(values: bytes) -> bytes:
    """Five-bit values as bytes. Raises ChainError `padding`: more than four bits over, or not zero."""
    number = int(values.translate(DIGITS), 32) if values else 0
    over = len(values) * 5 % 8
    if over > 4 or number & ((1 << over) - 1):
        raise ChainError("padding")
    return (number >> over).to_bytes(len(values) * 5 // 8, "big")


def spelled_out(prefix: str, values: bytes, constant: int) -> str:
    """The string of these values, with its checksum."""
    register = polymod(expanded(prefix), values + bytes(6)) ^ constant
    checksum = bytes(register >> 5 * (5 - place) & 31 for place in range(6))
    return prefix + "1" + "".join(LETTERS[value] for value in values + checksum)
