"""Mixed strings for `benchmarks.chains`, and what each is by others' programs: bip_utils, solders, pycryptodome.

Nothing of answerback.chains is used here. Where a library is known to be wrong (bip_utils on Solana, Aptos and
ERC-55) another one or the rule itself judges.
"""

import random
import re
from collections.abc import Callable, Iterator

from bip_utils import (
    Base58Decoder,
    Base58Encoder,
    Bech32Encoder,
    EosAddrDecoder,
    Nist256p1PublicKey,
    OkexAddrDecoder,
    P2PKHAddrDecoder,
    P2SHAddrDecoder,
    Secp256k1PublicKey,
    SegwitBech32Decoder,
    SegwitBech32Encoder,
    SS58Encoder,
    SubstrateSr25519AddrDecoder,
    TrxAddrDecoder,
)
from Crypto.Hash import RIPEMD160, keccak
from solders.pubkey import Pubkey

Claim = tuple[str, str, bool]  # chain, kind, checksum
EVM = ("ethereum", "bsc", "polygon", "oktc", "xlayer", "arbitrum", "optimism", "base")
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl"
HEX = re.compile(r"[0-9a-fA-F]*")
NAME = re.compile(r"[a-z1-5.]{0,11}[a-z1-5]")
PLACE = re.compile(r"(0|[1-9]\d{0,9})-(0|[1-9]\d{0,4})", re.ASCII)
LAST_BLOCK = 2**32 - 1


def strings(dice: random.Random, count: int) -> Iterator[str]:
    """Right strings of every kind, each followed by some corruptions of it."""
    while count > 0:
        text = dice.choice(KINDS)(dice)
        while count > 0 and text:
            yield text
            count -= 1
            if dice.random() > 0.6:
                break
            text = corrupted(dice, text)


def corrupted(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text))
    letter = dice.choice("0123456789abcdefABCDEFg" if text.startswith("0x") else LETTERS)
    before, here, after = text[:at], text[at], text[at + 1 :]
    changed = [before + letter + after, before + after, before + letter + here + after]
    changed += [before + after[:1] + here + after[1:], before + here.swapcase() + after]
    return dice.choice([*changed, text.upper(), text.lower(), before, text + letter])


def base58_check(version: int, size: int = 20) -> Callable[[random.Random], str]:
    return lambda dice: Base58Encoder.CheckEncode(bytes([version]) + dice.randbytes(size))


def witness(dice: random.Random) -> str:
    return SegwitBech32Encoder.Encode("bc", dice.randrange(1, 17), dice.randbytes(dice.randrange(2, 41)))


def account_name(dice: random.Random) -> str:
    return "".join(dice.choices("abcdefghijklmnopqrstuvwxyz12345.", k=dice.randrange(11))) + dice.choice(
        "abc123"
    )


def erc55(account: bytes) -> str:
    digits = account.hex()
    nibbles = keccak.new(digest_bits=256, data=digits.encode()).hexdigest()
    return "0x" + "".join(d.upper() if n > "7" else d for d, n in zip(digits, nibbles, strict=False))


KINDS: list[Callable[[random.Random], str]] = [
    base58_check(0),
    base58_check(5),
    lambda dice: SegwitBech32Encoder.Encode("bc", 0, dice.randbytes(dice.choice([20, 32]))),
    witness,
    lambda dice: erc55(dice.randbytes(20)),
    lambda dice: "0x" + dice.randbytes(20).hex(),
    base58_check(0x41),
    lambda dice: "41" + dice.randbytes(20).hex(),
    lambda dice: Base58Encoder.Encode((bytes(dice.choice([0, 0, 1, 3])) + dice.randbytes(32))[:32]),
    lambda dice: "0x" + dice.randbytes(32).hex(),
    lambda dice: "0x" + dice.choice("0123456789abcdef"),
    lambda dice: SS58Encoder.Encode(dice.randbytes(32), dice.choice([0, 2])),
    account_name,
    lambda dice: Bech32Encoder.Encode("ex", dice.randbytes(20)),
    lambda dice: dice.choice([dice.randbytes(32).hex(), Base58Encoder.Encode(dice.randbytes(64))]),
    lambda dice: f"{dice.randrange(2**32)}-{dice.randrange(99)}",
    # Of other chains and networks, or of a wrong length.
    lambda dice: SS58Encoder.Encode(dice.randbytes(32), 42),
    lambda dice: SegwitBech32Encoder.Encode(dice.choice(["tb", "ltc"]), 0, dice.randbytes(20)),
    lambda dice: base58_check(dice.choice([0x30, 0x6F]))(dice),
    lambda dice: base58_check(dice.choice([0x41, 0]), dice.choice([19, 21]))(dice),
]


def taken(decode: Callable[..., object], *given: object, **named: object) -> bool:
    try:
        decode(*given, **named)
    except Exception:  # noqa: BLE001  the peers raise all sorts, RuntimeError and OverflowError among them
        return False
    return True


def claims(text: str) -> set[Claim]:
    """Everything that the string is, by the others."""
    return set(checksummed(text)) | set(hexadecimal(text)) | set(bare(text))


def checksummed(text: str) -> Iterator[Claim]:
    legacy = taken(P2PKHAddrDecoder.DecodeAddr, text, net_ver=b"\0")
    legacy = legacy or taken(P2SHAddrDecoder.DecodeAddr, text, net_ver=b"\5")
    if legacy or taken(SegwitBech32Decoder.Decode, "bc", text):
        yield "bitcoin", "address", True
    if taken(TrxAddrDecoder.DecodeAddr, text):
        yield "tron", "address", True
    if taken(OkexAddrDecoder.DecodeAddr, text):
        yield "oktc", "address", True
    for chain, prefix in (("polkadot", 0), ("kusama", 2)):
        if taken(SubstrateSr25519AddrDecoder.DecodeAddr, text, ss58_format=prefix):
            yield chain, "address", True
    if taken(EosAddrDecoder.DecodeAddr, text) or taken(newer_eos_key, text):
        yield "eos", "public_key", True


def newer_eos_key(text: str) -> None:
    """No library at hand reads these: a point of the curve, then RIPEMD-160 over it and the curve's name."""
    curve = {"PUB_K1_": Secp256k1PublicKey, "PUB_R1_": Nist256p1PublicKey}[text[:7]]
    data = Base58Decoder.Decode(text[7:])
    curve.FromBytes(data[:-4])
    if RIPEMD160.new(data[:-4] + text[4:6].encode()).digest()[:4] != data[-4:]:
        raise ValueError


def hexadecimal(text: str) -> Iterator[Claim]:
    digits = text[2:]
    if text[:2] != "0x" or not HEX.fullmatch(digits):
        return
    if len(digits) == 40 and digits in (digits.lower(), digits.upper()):
        yield from ((chain, "address", False) for chain in EVM)
    elif len(digits) == 40 and erc55(bytes.fromhex(digits)) == text:
        yield from ((chain, "address", True) for chain in EVM)
    if len(digits) in (1, 64):
        yield "aptos", "address", False
    if len(digits) == 64:
        yield from ((chain, "transaction", False) for chain in (*EVM, "aptos", "polkadot", "kusama"))
        yield from ((chain, "public_key", False) for chain in ("polkadot", "kusama"))


def bare(text: str) -> Iterator[Claim]:
    if len(text) == 42 and text.startswith("41") and HEX.fullmatch(text):
        yield "tron", "address", False
    if len(text) == 64 and HEX.fullmatch(text):
        yield from ((chain, "transaction", False) for chain in ("bitcoin", "tron", "eos"))
    if NAME.fullmatch(text):
        yield "eos", "address", False
    place = PLACE.fullmatch(text)
    if place is not None and int(place[1]) <= LAST_BLOCK:
        yield from ((chain, "transaction", False) for chain in ("polkadot", "kusama"))
    if taken(Pubkey.from_string, text):
        yield "solana", "address", False
    if 64 <= len(text) <= 88 and taken(Base58Decoder.Decode, text) and len(Base58Decoder.Decode(text)) == 64:
        yield "solana", "transaction", False
