"""Polkadot and Kusama: addresses in SS58, and transactions as `block-index`.

Sources: the Substrate documentation of SS58 (prefix, 32 bytes, two bytes of Blake2b over "SS58PRE"); the
ss58-registry: 0 is Polkadot, 2 Kusama, 42 any Substrate chain. The same key has another spelling on each.

>>> validate("12dyy3fArMPDXLsnRtapTqZsC2KCEimeqs1dop4AEERaKC6x").candidates[0].chain.value
'polkadot'
>>> explain("5FqqU2rytGPhcwQosKRtW1E3ha6BJKAjHgtcodh71dSyXhoZ").code
'substrate_any'
>>> validate("22300000-2").form
'substrate_extrinsic'
>>> explain("22300000-02").code
'extrinsic_place'
"""

import re
from hashlib import blake2b

from answerback.chains import base58
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

CHAINS = (Chain.POLKADOT, Chain.KUSAMA)
ADDRESSES = {
    0: on((Chain.POLKADOT,), Kind.ADDRESS, checksum=True),
    2: on((Chain.KUSAMA,), Kind.ADDRESS, checksum=True),
}
ANY_CHAIN = 42
TRANSACTION = on(CHAINS, Kind.TRANSACTION, checksum=False)
PLACE = re.compile(r"([0-9]{1,20})-([0-9]{1,20})", re.ASCII)
LAST_BLOCK = 2**32 - 1
LAST_INDEX = 99_999


def validate(text: str) -> Reading:
    """Raises ChainError; `substrate_any` and `substrate_other` when the checksum is right on another network."""
    found = PLACE.fullmatch(text)
    if found is None:
        return judged(text, base58.decoded(text))
    block, index = int(found[1]), int(found[2])
    if text != f"{block}-{index}" or block > LAST_BLOCK or index > LAST_INDEX:
        raise ChainError("extrinsic_place")
    return Reading(text, "substrate_extrinsic", TRANSACTION)


def judged(text: str, data: bytes) -> Reading:
    """Of the bytes that Base58 gave."""
    if len(data) not in (35, 36):
        raise ChainError("length", hole=len(text))
    if checksum(data[:-2]) != data[-2:]:
        raise ChainError("checksum")
    if len(data) != 35 or data[0] not in ADDRESSES:
        raise ChainError("substrate_any" if (len(data), data[0]) == (35, ANY_CHAIN) else "substrate_other", 0)
    return Reading(text, "substrate_account", ADDRESSES[data[0]])


def checksum(payload: bytes) -> bytes:
    """The two bytes that end an SS58 string of 32 bytes."""
    return blake2b(b"SS58PRE" + payload).digest()[:2]


is_valid, compact, explain = questions(validate)
