"""Whether two spellings name one account: the bytes under an address, by the family of its key.

EVM, OKTC and TRON spell the same twenty bytes of a secp256k1 key; Polkadot, Kusama and the generic prefix 42 spell
the same thirty-two bytes.

>>> owner("ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn") == owner("0x277CD9a8633ccCFF2Cc5B400743054e2d9d18eEf")
True
>>> is_same("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "0xa614f803b6fd780986a42c78ec9c7f77e6ded13c")
True
>>> is_same("0x1", "0x" + "0" * 63 + "1")
True
"""

import re
from collections.abc import Callable

from answerback.chains import base58, bitcoin, evm, oktc, substrate, tron
from answerback.chains.kinds import ChainError

SECP256K1, SS58, OTHER = "secp256k1", "ss58", "other"
APTOS = re.compile(r"0x[0-9a-f]{1,64}", re.IGNORECASE)
"""Compared only: nodes leave out the zeros at the beginning (AIP-40), which nobody may type."""


def owner(address: str) -> tuple[str, bytes]:
    """The family and the bytes; an address of no family that shares keys is its own spelling."""
    for spelled in (of_evm, of_oktc, of_tron, of_substrate):
        found = attempted(spelled, address)
        if found is not None:
            return found
    return OTHER, plain(address).encode("utf-8", "surrogatepass")


def is_same(one: str, other: str) -> bool:
    """Whether both name one account, however spelled. An empty string names none."""
    return bool(one) and bool(other) and owner(one) == owner(other)


def attempted(spelled: Callable[[str], tuple[str, bytes] | None], address: str) -> tuple[str, bytes] | None:
    try:
        return spelled(address)
    except ChainError:
        return None


def of_evm(address: str) -> tuple[str, bytes]:
    return SECP256K1, bytes.fromhex(evm.compact(address)[2:])


def of_oktc(address: str) -> tuple[str, bytes] | None:
    return of_evm(oktc.compact(address)) if address[:3].lower() == "ex1" else None


def of_tron(address: str) -> tuple[str, bytes] | None:
    return (SECP256K1, base58.decoded(tron.compact(address))[1:21]) if address[:1] in "T4" else None


def of_substrate(address: str) -> tuple[str, bytes] | None:
    """Any one-byte prefix: 42 and the parachains name the same key."""
    data = base58.decoded(address)
    known = len(data) == 35 and substrate.checksum(data[:-2]) == data[-2:]
    return (SS58, data[1:-2]) if known else None


def plain(address: str) -> str:
    """Bech32 is the same in capitals; an Aptos account with its zeros or without."""
    if APTOS.fullmatch(address):
        return f"0x{address[2:].lower():0>64}"
    try:
        return bitcoin.compact(address)
    except ChainError:
        return address
