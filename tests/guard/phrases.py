"""Seed phrases for tests and measures, made from numbers: nobody's wallet."""

import hashlib
import random

from answerback.guard.secrets.words import word_list


def phrase(language: str = "english", words: int = 12, seed: int = 1) -> list[str]:
    """A phrase with its checksum, always the same for the same arguments."""
    dice = random.Random(f"{language} {words} {seed}")
    checksum_bits = words // 3
    entropy = dice.getrandbits(words * 11 - checksum_bits).to_bytes(checksum_bits * 4, "big")
    number = int.from_bytes(entropy, "big") << checksum_bits
    number |= hashlib.sha256(entropy).digest()[0] >> (8 - checksum_bits)
    listed = word_list(language)
    return [listed[(number >> 11 * (words - 1 - place)) & 2047] for place in range(words)]
