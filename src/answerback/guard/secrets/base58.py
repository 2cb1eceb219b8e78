"""Base58 with its checksum. Source: Bitcoin's base58.h; Solana uses the same letters without a checksum."""

from answerback.guard.secrets.bip39 import sha256

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUE = {letter: value for value, letter in enumerate(LETTERS)}


def decoded(text: str) -> bytes | None:
    """The bytes, or None when a letter is not of the alphabet."""
    number = 0
    for letter in text:
        value = VALUE.get(letter)
        if value is None:
            return None
        number = number * 58 + value
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def checked(text: str) -> bytes | None:
    """What stands before a correct four-byte checksum; None otherwise. By chance: 1 in 4,294,967,296."""
    data = decoded(text)
    if data is None or len(data) < 5:
        return None
    payload, checksum = data[:-4], data[-4:]
    twice = sha256()(sha256()(payload).digest()).digest()
    return payload if twice[:4] == checksum else None
