"""Spellings written straight from the specifications, to make right strings without the engine under test.

Slow and simple on purpose; nothing of answerback is used here. Sources: Bitcoin Core (base58), BIP-173 and
BIP-350, ERC-55 and the Keccak reference, Substrate's SS58.
"""

from hashlib import blake2b, sha256

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
OLD, NEW = 1, 0x2BC830A3  # the constants of Bech32 and Bech32m


def base58(data: bytes) -> str:
    number, letters = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        letters = BASE58[rest] + letters
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + letters


def bytes_of_base58(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * 58 + BASE58.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58_check(payload: bytes) -> str:
    return base58(payload + sha256(sha256(payload).digest()).digest()[:4])


def remainder(values: list[int]) -> int:
    left = 1
    for value in values:
        top = left >> 25
        left = (left & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            left ^= generator if top >> bit & 1 else 0
    return left


def bech32(prefix: str, values: list[int], constant: int) -> str:
    start = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    found = remainder(start + values + [0] * 6) ^ constant
    check = [found >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(BECH32[value] for value in values + check)


def fives(data: bytes, *, padding: int = 0) -> list[int]:
    """Groups of five bits; `padding` stands in the bits that should be zero."""
    bits = "".join(f"{byte:08b}" for byte in data)
    over = -len(bits) % 5
    bits += f"{padding:0{over}b}" if over else ""
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def segwit(version: int, program: bytes, *, prefix: str = "bc", constant: int | None = None) -> str:
    right = NEW if version else OLD
    return bech32(prefix, [version, *fives(program)], right if constant is None else constant)


def ss58(prefix: int, account: bytes) -> str:
    two = bytes([(prefix & 0b11111100) >> 2 | 0b01000000, prefix >> 8 & 63 | (prefix & 0b11) << 6])
    start = bytes([prefix]) if prefix < 64 else two
    payload = start + account
    return base58(payload + blake2b(b"SS58PRE" + payload).digest()[: 1 if len(account) < 4 else 2])


def erc55(account: bytes) -> str:
    digits = account.hex()
    nibbles = keccak256(digits.encode()).hex()
    return "0x" + "".join(d.upper() if int(n, 16) > 7 else d for d, n in zip(digits, nibbles, strict=False))


def keccak256(message: bytes) -> bytes:
    """For less than one block (136 bytes)."""
    block = bytearray(message + b"\1" + bytes(135 - len(message)))
    block[-1] |= 0x80
    lanes = {(n % 5, n // 5): int.from_bytes(block[8 * n : 8 * n + 8], "little") for n in range(17)}
    lanes |= {(n % 5, n // 5): 0 for n in range(17, 25)}
    register = 1
    for _ in range(24):
        lanes = turned(lanes)
        for power in range(7):
            lanes[0, 0] ^= (register & 1) << (2**power - 1)
            register = register << 1 ^ (0x171 if register >> 7 else 0)
    return b"".join(lanes[x, 0].to_bytes(8, "little") for x in range(4))


def turned(lanes: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Theta, rho, pi and chi of one round."""
    column = [lanes[x, 0] ^ lanes[x, 1] ^ lanes[x, 2] ^ lanes[x, 3] ^ lanes[x, 4] for x in range(5)]
    for x, y in lanes:
        lanes[x, y] ^= column[x - 1] ^ rotated(column[(x + 1) % 5], 1)
    moved = {(0, 0): lanes[0, 0]}
    x, y = 1, 0
    for step in range(24):
        moved[y, (2 * x + 3 * y) % 5] = rotated(lanes[x, y], (step + 1) * (step + 2) // 2 % 64)
        x, y = y, (2 * x + 3 * y) % 5
    return {(x, y): moved[x, y] ^ ~moved[(x + 1) % 5, y] & moved[(x + 2) % 5, y] for x, y in moved}


def rotated(lane: int, by: int) -> int:
    lane &= 2**64 - 1
    return (lane << by | lane >> (64 - by)) & (2**64 - 1)
