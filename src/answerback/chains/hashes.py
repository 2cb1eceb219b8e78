"""32 bytes in hexadecimal: a transaction on many chains, an account or a key on some.

Sources: Ethereum JSON-RPC, Aptos REST and Substrate (hash of an extrinsic, and AccountId32) write `0x` and 64
digits; Bitcoin, TRON and EOS write 64 digits alone, and so does nearly everybody who writes a private key.

>>> [candidate.chain.value for candidate in validate("ab" * 32).candidates]
['bitcoin', 'tron', 'eos']
>>> len(validate("0x" + "ab" * 32).candidates)
14
"""

import re

from answerback.chains import aptos, evm, substrate
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

BARE = on((Chain.BITCOIN, Chain.TRON, Chain.EOS), Kind.TRANSACTION, checksum=False)
PREFIXED = (
    aptos.ADDRESS
    + on((*evm.CHAINS, Chain.APTOS, *substrate.CHAINS), Kind.TRANSACTION, checksum=False)
    + on(substrate.CHAINS, Kind.PUBLIC_KEY, checksum=False)
)
HEX = re.compile(r"(0x)?[0-9a-fA-F]{64}")


def validate(text: str) -> Reading:
    """Raises ChainError `length` or `letter`. What has no `0x` may be a private key: ask first."""
    found = HEX.fullmatch(text)
    if found is None:
        if text.startswith("0X"):
            raise ChainError("hex_prefix", 1)
        digits = text.removeprefix("0x")
        at = next((at for at, digit in enumerate(digits) if digit not in evm.HEX), None)
        if at is None:
            raise ChainError("length", hole=len(text))
        raise ChainError("letter", at + len(text) - len(digits))
    if found[1] is None:
        return Reading(text.lower(), "bare_hash", BARE)
    return Reading(text.lower(), "prefixed_hash", PREFIXED)


is_valid, compact, explain = questions(validate)
