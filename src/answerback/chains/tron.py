"""TRON addresses: 0x41 and twenty bytes, in Base58Check (`T…`, 34 letters) or in 42 bare hexadecimal digits.

Source: TRON documentation, "Accounts". The twenty bytes equal the EVM address of the same key.

>>> validate("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC").form
'tron_checked'
>>> compact("41a614f803b6fd780986a42c78ec9c7f77e6ded13c")
'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
>>> is_valid("175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W")
False
"""

import re

from answerback.chains import base58
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

CHECKED = on((Chain.TRON,), Kind.ADDRESS, checksum=True)
PLAIN = on((Chain.TRON,), Kind.ADDRESS, checksum=False)
HEX = re.compile(r"41[0-9a-fA-F]{40}")


def validate(text: str) -> Reading:
    """Raises ChainError. `compact` is the `T…` spelling."""
    if HEX.fullmatch(text):
        return Reading(base58.with_check(bytes.fromhex(text)), "tron_hex", PLAIN)
    if not text.startswith("T"):
        raise ChainError("prefix", 0 if text else None)
    return judged(text, base58.decoded(text))


def judged(text: str, data: bytes) -> Reading:
    """Of the bytes that Base58 gave."""
    if len(data) != 25:
        raise ChainError("length", hole=len(text))
    if not base58.is_checked(data):
        raise ChainError("checksum")
    if data[0] != 0x41:
        raise ChainError("version", 0)
    return Reading(text, "tron_checked", CHECKED)


is_valid, compact, explain = questions(validate)
