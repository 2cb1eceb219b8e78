"""Secrets, and what only looks like one, made at random from a seed: nobody's wallet, card or number."""

import hashlib
import random
import string
from zlib import crc32

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerback.guard.secrets.words import word_list
from benchmarks.guarding import frames

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
LENGTHS = (12, 15, 18, 21, 24)


def phrase(dice: random.Random, language: str, words: int) -> list[str]:
    """BIP-39: entropy and its checksum, eleven bits a word."""
    checksum_bits = words // 3
    entropy = dice.getrandbits(words * 11 - checksum_bits).to_bytes(checksum_bits * 4, "big")
    number = int.from_bytes(entropy, "big") << checksum_bits
    number |= hashlib.sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return [word_list(language)[(number >> 11 * (words - 1 - place)) & 2047] for place in range(words)]


def monero(dice: random.Random) -> list[str]:
    """Twenty-four words and one of them again, which a CRC-32 of their beginnings points at."""
    words = dice.sample(frames.words("monero"), 24)
    return [*words, words[crc32("".join(word[:3] for word in words).encode()) % 24]]


def electrum_old(dice: random.Random) -> list[str]:
    return dice.choices(frames.words("electrum"), k=12)


def slipped(dice: random.Random, word: str) -> str:
    """One slip of the finger, never on the first letter."""
    place = dice.randrange(1, len(word))
    letter = dice.choice(string.ascii_lowercase)
    forms = [word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :]]
    forms += [word[:place] + letter + word[place:]]
    forms += [word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]] if place > 1 else []
    return dice.choice(forms)


def base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_checked(payload: bytes) -> str:
    return base58(payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4])


def wif(dice: random.Random, version: int = 0x80, *, compressed: bool = True) -> str:
    return base58_checked(bytes([version]) + dice.randbytes(32) + b"\x01" * compressed)


def extended_key(dice: random.Random, version: str) -> str:
    """xprv, yprv, zprv or tprv by their version bytes (SLIP-132)."""
    return base58_checked(
        bytes.fromhex(version) + b"\3" + dice.randbytes(40) + b"\0" + dice.randbytes(32) + b""
    )


def extended_public_key(dice: random.Random) -> str:
    return base58_checked(bytes.fromhex("0488b21e") + b"\3" + dice.randbytes(40) + b"\2" + dice.randbytes(32))


def pair(dice: random.Random) -> bytes:
    """The 64 bytes Solana wallets export: seed, then public key (RFC 8032)."""
    seed = dice.randbytes(32)
    return seed + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def pem(dice: random.Random) -> str:
    name = dice.choice(["EC ", "", "RSA ", "OPENSSH ", "ENCRYPTED "])
    body = [letters(dice, 64, string.ascii_letters + string.digits + "+/") for _ in range(dice.randint(1, 6))]
    return f"-----BEGIN {name}PRIVATE KEY-----\n" + "\n".join(body) + f"==\n-----END {name}PRIVATE KEY-----"


def keystore(dice: random.Random) -> str:
    """Web3 Secret Storage, with the members in the order of one client or the other."""
    kdf = f'"kdf":"scrypt","kdfparams":{{"dklen":32,"n":262144,"p":1,"r":8,"salt":"{hexadecimal(dice, 64)}"}}'
    cipher = f'"cipher":"aes-128-ctr","cipherparams":{{"iv":"{hexadecimal(dice, 32)}"}}'
    parts = [cipher, f'"ciphertext":"{hexadecimal(dice, 64)}"', kdf, f'"mac":"{hexadecimal(dice, 64)}"']
    dice.shuffle(parts)
    return f'{{"version":3,"address":"{hexadecimal(dice, 40)}","crypto":{{{",".join(parts)}}}}}'


def luhn_completed(digits: str) -> str:
    doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(digits), start=0)]
    total = sum(number // 10 + number % 10 for number in doubled)
    return f"{digits}{-total % 10}"


def bank_card(dice: random.Random) -> str:
    start, length = dice.choice(
        [("622202", 19), ("621700", 19), ("4", 16), ("5214", 16), ("37", 15), ("6225", 16)]
    )
    return luhn_completed(start + digits(dice, length - len(start) - 1))


def resident_id(dice: random.Random) -> str:
    """GB 11643: region, birthday, order, check character (ISO 7064 MOD 11-2)."""
    region = dice.choice(["110105", "310104", "440305", "510107", "330106", "610113", "320102", "420106"])
    body = (
        f"{region}{dice.randint(1950, 2006)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{digits(dice, 3)}"
    )
    return body + "10X98765432"[sum(int(sign) * pow(2, 17 - at, 11) for at, sign in enumerate(body)) % 11]


def password(dice: random.Random) -> str:
    word = dice.choice(["Qing", "Lanyue", "liLei", "Summer", "xiaomei", "Beijing", "woaini", "Tiger"])
    mark = dice.choice("!@#$%&*")
    return dice.choice(
        [f"{word}{digits(dice, 4)}{mark}", f"{word}@{digits(dice, 6)}", f"{word}{mark}{digits(dice, 3)}x"]
    )


def digits(dice: random.Random, count: int) -> str:
    return letters(dice, count, string.digits)


def hexadecimal(dice: random.Random, count: int) -> str:
    return letters(dice, count, "0123456789abcdef")


def letters(dice: random.Random, count: int, among: str) -> str:
    return "".join(dice.choices(among, k=count))
