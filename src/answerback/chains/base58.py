"""Base58 and Base58Check. Source: Bitcoin Core, src/base58.h; Solana, Polkadot and EOS use the same letters.

>>> check("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2").hex()
'0077bff20c60e522dfaa3350c39b030a5d004e839a'
"""

from hashlib import sha256

from answerback.chains.kinds import ChainError

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LONGEST = 128  # letters: decoding is quadratic, and nothing served is longer
TABLE = bytes(max(LETTERS.find(chr(code)), 0) for code in range(256))
ALPHABET = frozenset(LETTERS)


def decoded(text: str) -> bytes:
    """The bytes. Raises ChainError `letter` with its place, or `too_long`.

    >>> decoded("11233QC4").hex()
    '0000287fb4cd'
    """
    if len(text) > LONGEST:
        raise ChainError("too_long", hole=LONGEST)
    if not ALPHABET.issuperset(text):
        raise ChainError("letter", next(at for at, letter in enumerate(text) if letter not in ALPHABET))
    number = 0
    for value in text.encode("ascii").translate(TABLE):
        number = number * 58 + value
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) >> 3, "big")


def encoded(data: bytes) -> str:
    """The letters of these bytes."""
    number, letters = int.from_bytes(data, "big"), []
    while number:
        number, value = divmod(number, 58)
        letters.append(LETTERS[value])
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + "".join(reversed(letters))


def is_checked(data: bytes) -> bool:
    """Whether the last four bytes are the checksum of the others."""
    return sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def check(text: str) -> bytes:
    """What stands before a right four-byte checksum. Raises ChainError `letter`, `too_long` or `checksum`."""
    data = decoded(text)
    if len(data) < 5 or not is_checked(data):
        raise ChainError("checksum")
    return data[:-4]


def with_check(payload: bytes) -> str:
    """These bytes with their checksum, in letters."""
    return encoded(payload + sha256(sha256(payload).digest()).digest()[:4])
