"""Keccak-256 as Ethereum uses it: the submission of 2011, padded with 0x01, and so not SHA3-256 of FIPS 202.

Source: The Keccak reference, version 3.0 (Bertoni, Daemen, Peeters, Van Assche), sections 1.2 and 2.2.

>>> keccak256(b"").hex()
'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
>>> keccak256(b"abc").hex()
'4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45'
"""

import hashlib
import struct

RATE = 136  # bytes: 1600 bits less twice the 256 of the digest
WORD = (1 << 64) - 1


def round_constants() -> list[int]:
    """Of an 8-bit linear feedback shift register, x^8 + x^6 + x^5 + x^4 + 1 (section 1.2)."""
    register, constants = 1, []
    for _ in range(24):
        constant = 0
        for power in range(7):
            constant |= (register & 1) << ((1 << power) - 1)
            register = register << 1 ^ (register >> 7) * 0x171
        constants.append(constant)
    return constants


def turns() -> list[tuple[int, int, int, int]]:
    """For each lane after rho and pi: the lane it comes from, that lane's column, bits left and right."""
    found = {0: (0, 0, 0, 64)}
    x, y = 1, 0
    for step in range(24):
        left = (step + 1) * (step + 2) // 2 % 64
        target = y + 5 * ((2 * x + 3 * y) % 5)
        found[target] = (x + 5 * y, x, left, 64 - left)
        x, y = y, (2 * x + 3 * y) % 5
    return [found[lane] for lane in range(25)]


ROUNDS = round_constants()
TURNS = turns()
CHI = [(x + y, (x + 1) % 5 + y, (x + 2) % 5 + y) for y in range(0, 25, 5) for x in range(5)]


def keccak256(message: bytes) -> bytes:
    """The digest, 32 bytes."""
    if OPENSSL:
        return hashlib.new("keccak-256", message, usedforsecurity=False).digest()
    return own(message)


def own(message: bytes) -> bytes:
    """The same without OpenSSL: some 2,000 short messages a second.

    >>> own(b"abc") == keccak256(b"abc")
    True
    """
    padded = bytearray(message + bytes(RATE - len(message) % RATE))
    padded[len(message)] ^= 0x01
    padded[-1] ^= 0x80
    state = [0] * 25
    for start in range(0, len(padded), RATE):
        block = struct.unpack_from("<17Q", padded, start)
        state = permuted([lane ^ word for lane, word in zip(state, block, strict=False)] + state[17:])
    return struct.pack("<4Q", *state[:4])


def permuted(s: list[int]) -> list[int]:
    """Keccak-f[1600]: 24 rounds of theta, rho and pi, chi, iota over 25 lanes of 64 bits."""
    for constant in ROUNDS:
        c = [s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20] for x in (0, 1, 2, 3, 4, 0)]
        d = [c[x - 1 if x else 4] ^ (c[x + 1] << 1 & WORD | c[x + 1] >> 63) for x in range(5)]
        b = [(w := s[lane] ^ d[x]) << left & WORD | w >> right for lane, x, left, right in TURNS]
        s = [b[i] ^ (~b[j] & b[k]) for i, j, k in CHI]
        s[0] ^= constant
    return s


def openssl_has_it() -> bool:
    """From version 3.2 on. Its answer is checked: a digest of another padding would bless wrong addresses."""
    try:
        return hashlib.new("keccak-256", b"abc", usedforsecurity=False).digest() == own(b"abc")
    except ValueError:  # hashlib's word for a digest this build does not have
        return False


OPENSSL = openssl_has_it()
