"""The checksum of a seed phrase. Source: BIP-39, "Generating the mnemonic"."""

import hashlib
from collections.abc import Sequence

LENGTHS = (24, 21, 18, 15, 12)


def is_valid(places: Sequence[int]) -> bool:
    """Whether words with these places (0 to 2047) carry their checksum; of random twelves 1 in 16 does."""
    if len(places) not in LENGTHS:
        return False
    number = 0
    for place in places:
        number = number << 11 | place
    checksum_bits = len(places) // 3
    entropy = (number >> checksum_bits).to_bytes(checksum_bits * 4, "big")
    checksum = hashlib.sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return number & ((1 << checksum_bits) - 1) == checksum


def best_window(places: Sequence[int]) -> tuple[int, int] | None:
    """The longest valid phrase within a run, as `(first, past_the_last)`; of two as long, the later."""
    for length in LENGTHS:
        for first in range(len(places) - length, -1, -1):
            if is_valid(places[first : first + length]):
                return first, first + length
    return None
