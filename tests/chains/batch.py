"""Thousands of mixed strings whose right answer is known from how each was made, not from the engine.

`lines(dice, count)` takes every maker in turn. benchmarks/chains.py shows the same lines to other libraries.
"""

import random
import string
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.chains import spelling, vectors

Claim = tuple[str, str, bool]  # chain, kind, checksum
EVM = ("ethereum", "bsc", "polygon", "oktc", "xlayer", "arbitrum", "optimism", "base")
RELAYS = ("polkadot", "kusama")
SMALL = "abcdefghijklmnopqrstuvwxyz"
NAME = SMALL + "12345."
HEX = string.digits + "abcdef"


class Line(NamedTuple):
    """`plain`: nothing but the string itself, so that other libraries can be asked about it."""

    text: str
    verdict: str
    claims: frozenset[Claim] = frozenset()
    plain: bool = True
    masked: bool = False
    named: str = ""  # what the reason must name
    maker: str = ""


Maker = Callable[[random.Random], Line]


def on(chains: tuple[str, ...], kind: str, *, checksum: bool) -> frozenset[Claim]:
    return frozenset((chain, kind, checksum) for chain in chains)


def valid(text: str, *chains: str, kind: str = "address") -> Line:
    return Line(text, "valid", on(chains, kind, checksum=True))


def unprotected(text: str, *chains: str, kind: str = "address") -> Line:
    return Line(text, "unprotected", on(chains, kind, checksum=False))


def invalid(text: str, *, masked: bool = False, named: str = "") -> Line:
    return Line(text, "invalid", masked=masked, named=named)


ACCOUNT = on(EVM, "address", checksum=False)
HASH = (
    on(("aptos",), "address", checksum=False)
    | on((*EVM, "aptos", *RELAYS), "transaction", checksum=False)
    | on(RELAYS, "public_key", checksum=False)
)


def lines(dice: random.Random, count: int, makers: list[Maker]) -> Iterator[Line]:
    """Each maker in turn, so that every kind is there as often as any other."""
    for number in range(count):
        maker = makers[number % len(makers)]
        yield maker(dice)._replace(maker=maker.__name__)


def some_case(dice: random.Random, digits: str) -> str:
    """Small, capital or mixed."""
    mixed = "".join(dice.choice((digit.lower(), digit.upper())) for digit in digits)
    return dice.choice((digits.lower(), digits.upper(), mixed))


def account(dice: random.Random) -> bytes:
    """Twenty bytes, now and then beginning with zeros."""
    zeros = dice.choice((0, 0, 0, 0, 1, 3))
    return bytes(zeros) + dice.randbytes(20 - zeros)


def key(dice: random.Random) -> bytes:
    zeros = dice.choice((0, 0, 0, 1, 2, 10, 31))
    return bytes(zeros) + dice.randbytes(32 - zeros)


# Right ones.


def bitcoin_legacy(dice: random.Random) -> Line:
    return valid(spelling.base58_check(dice.choice((b"\0", b"\5")) + account(dice)), "bitcoin")


def bitcoin_segwit(dice: random.Random) -> Line:
    text = spelling.segwit(0, dice.randbytes(dice.choice((20, 32))))
    return valid(dice.choice((text, text.upper())), "bitcoin")


def bitcoin_taproot(dice: random.Random) -> Line:
    return valid(spelling.segwit(1, dice.randbytes(32)), "bitcoin")


def bitcoin_later_witness(dice: random.Random) -> Line:
    """Some without 0 and l have the form of a Solana address as well."""
    text = spelling.segwit(dice.randrange(1, 17), dice.randbytes(dice.randrange(2, 41)))
    text = dice.choice((text, text.upper()))
    line = valid(text, "bitcoin")
    if set(spelling.BASE58).issuperset(text) and len(spelling.bytes_of_base58(text)) == 32:
        return line._replace(claims=line.claims | on(("solana",), "address", checksum=False))
    return line


def evm_checked(dice: random.Random) -> Line:
    while True:
        text = spelling.erc55(account(dice))
        if text[2:] not in (text[2:].lower(), text[2:].upper()):
            return valid(text, *EVM)


def evm_one_case(dice: random.Random) -> Line:
    digits = account(dice).hex()
    return unprotected("0x" + dice.choice((digits, digits.upper())), *EVM)


def tron_checked(dice: random.Random) -> Line:
    return valid(spelling.base58_check(b"\x41" + account(dice)), "tron")


def tron_hexadecimal(dice: random.Random) -> Line:
    return unprotected("41" + some_case(dice, account(dice).hex()), "tron")


def oktc(dice: random.Random) -> Line:
    text = spelling.bech32("ex", spelling.fives(account(dice)), spelling.OLD)
    return valid(dice.choice((text, text.upper())), "oktc")


def solana_account(dice: random.Random) -> Line:
    return unprotected(spelling.base58(key(dice)), "solana")


def solana_known(dice: random.Random) -> Line:
    return unprotected(dice.choice([*vectors.SOLANA, *vectors.SOLANA_NO_KEY]), "solana")


def aptos_special(dice: random.Random) -> Line:
    return unprotected("0x" + dice.choice(HEX + "ABCDEF"), "aptos")


def prefixed_hash(dice: random.Random) -> Line:
    return Line("0x" + some_case(dice, key(dice).hex()), "unprotected", HASH)


def relay_account(dice: random.Random) -> Line:
    prefix, chain = dice.choice(((0, "polkadot"), (2, "kusama")))
    return valid(spelling.ss58(prefix, key(dice)), chain)


def eos_name(dice: random.Random) -> Line:
    name = "".join(dice.choices(NAME, k=dice.randrange(12))) + dice.choice(NAME[:-1])
    return unprotected(name, "eos")


def eos_key(dice: random.Random) -> Line:
    return valid(dice.choice(vectors.EOS_KEYS), "eos", kind="public_key")


def extrinsic(dice: random.Random) -> Line:
    block = dice.choice((0, 1, dice.randrange(30_000_000), dice.randrange(2**32), 2**32 - 1))
    return unprotected(f"{block}-{dice.randrange(dice.choice((1, 9, 999)))}", *RELAYS, kind="transaction")


def bare_hash(dice: random.Random) -> Line:
    claims = on(("bitcoin", "tron", "eos"), "transaction", checksum=False)
    return Line(some_case(dice, dice.randbytes(32).hex()), "possible_secret", claims, masked=True)


def signature(dice: random.Random) -> Line:
    """64 bytes: 87 or 88 letters, and 86 when they begin low."""
    text = spelling.base58(dice.choice((b"", b"\1", b"\0")) + dice.randbytes(64))
    text = spelling.base58(spelling.bytes_of_base58(text)[:64])
    claims = on(("solana",), "transaction", checksum=False)
    hidden = len(text) in (87, 88)
    return Line(text, "possible_secret" if hidden else "unprotected", claims, masked=hidden)


RIGHT: list[Maker] = [
    bitcoin_legacy,
    bitcoin_segwit,
    bitcoin_taproot,
    bitcoin_later_witness,
    evm_checked,
    evm_one_case,
    tron_checked,
    tron_hexadecimal,
    oktc,
    solana_account,
    solana_known,
    aptos_special,
    prefixed_hash,
    relay_account,
    eos_name,
    eos_key,
    extrinsic,
    bare_hash,
    signature,
]
