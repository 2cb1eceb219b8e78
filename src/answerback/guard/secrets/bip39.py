"""The checksum of a seed phrase. Source: BIP-39, "Generating the mnemonic"."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

LENGTHS = (24, 21, 18, 15, 12)
LAST = {length: (1 << 11 * length) - 1 for length in LENGTHS}  # masks of the last words of a number


def is_valid(places: Sequence[int]) -> bool:
    """Whether words with these places (0 to 2047) carry their checksum; of random twelves 1 in 16 does."""
    if len(places) not in LENGTHS:
        return False
    number = 0
    for place in places:
        number = number << 11 | place
    return carries_checksum(number, len(places))


def carries_checksum(number: int, length: int) -> bool:
    """The same for the places written one after the other as bits, 11 each."""
    checksum_bits = length // 3
    entropy = (number >> checksum_bits).to_bytes(checksum_bits * 4, "big")
    checksum: int = sha256()(entropy).digest()[0] >> (8 - checksum_bits)
    return number & ((1 << checksum_bits) - 1) == checksum


@cache
def sha256() -> Callable[[bytes], Any]:
    """Loaded at the first phrase: most programs that start, and most texts, have none."""
    from hashlib import sha256

    return sha256


def valid_windows(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every valid phrase within a run, as `(first, past_the_last)`; at most five checksums a word."""
    number = 0
    for past, place in enumerate(places, start=1):
        number = (number << 11 | place) & LAST[LENGTHS[0]]
        for length in LENGTHS:
            if length <= past and carries_checksum(number & LAST[length], length):
                yield past - length, past
