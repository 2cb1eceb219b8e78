"""RIPEMD-160, which newer OpenSSL builds may leave out of hashlib.

Source: Dobbertin, Bosselaers, Preneel, "RIPEMD-160: a strengthened version of RIPEMD" (1996), appendix A.

>>> ripemd160(b"abc").hex()
'8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'
"""

import hashlib
import struct

WORD = (1 << 32) - 1
RHO = (7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8)
TURNS = (
    (11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8),
    (12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7),
    (13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9),
    (14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6),
    (15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5),
)
LEFT = (0x00000000, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E)
RIGHT = (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0x00000000)
State = tuple[int, int, int, int, int]


def ripemd160(message: bytes) -> bytes:
    """The digest, 20 bytes."""
    try:
        return hashlib.new("ripemd160", message, usedforsecurity=False).digest()
    except ValueError:  # hashlib's word for a digest this build does not have
        return own(message)


def own(message: bytes) -> bytes:
    """The same without OpenSSL.

    >>> own(b"").hex()
    '9c1185a5c5e9fc54612808977ee8f548b2258d31'
    >>> own(b"12345678901234567890123456789012345678901234567890123456789012345678901234567890").hex()
    '9b752e45573d4b39f4dbd3323cab82bf63326bfb'
    """
    padded = message + b"\x80" + bytes(-(len(message) + 9) % 64) + struct.pack("<Q", 8 * len(message))
    state: State = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
    for start in range(0, len(padded), 64):
        words = struct.unpack_from("<16I", padded, start)
        left = line(state, words, tuple(range(16)), LEFT, forwards=True)
        pi = tuple((9 * place + 5) % 16 for place in range(16))
        right = line(state, words, pi, RIGHT, forwards=False)
        a, b, c, d, e = (
            (state[(i + 1) % 5] + left[(i + 2) % 5] + right[(i + 3) % 5]) & WORD for i in range(5)
        )
        state = (a, b, c, d, e)
    return struct.pack("<5I", *state)


def line(
    state: State, words: tuple[int, ...], order: tuple[int, ...], constants: State, *, forwards: bool
) -> State:
    """One of the two lines of five rounds; the right one takes the five functions backwards."""
    a, b, c, d, e = state
    for number in range(5):
        for place in order:
            mixed = a + f(number if forwards else 4 - number, b, c, d) + words[place] + constants[number]
            turned = rotated(mixed & WORD, TURNS[number][place]) + e
            a, b, c, d, e = e, turned & WORD, b, rotated(c, 10), d
        order = tuple(RHO[place] for place in order)
    return a, b, c, d, e


def f(number: int, x: int, y: int, z: int) -> int:
    return (
        x ^ y ^ z,
        (x & y) | (~x & z),
        (x | (~y & WORD)) ^ z,
        (x & z) | (y & ~z),
        x ^ (y | (~z & WORD)),
    )[number]


def rotated(word: int, bits: int) -> int:
    return (word << bits | word >> (32 - bits)) & WORD
