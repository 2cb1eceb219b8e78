"""Aptos addresses: `0x` and 64 digits, and `0x0` to `0xf`. There is no checksum.

Source: AIP-40. The shorter forms it lets one accept are refused: a cut-off address would pass as one of them.

>>> compact("0x1")
'0x0000000000000000000000000000000000000000000000000000000000000001'
>>> is_valid("0x43ec2cb158e3569842d537740fd53403e992b9e7349cc5d3dfaa5aff8faaef2")
False
"""

from answerback.chains.evm import hexadecimal
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

ADDRESS = on((Chain.APTOS,), Kind.ADDRESS, checksum=False)


def validate(text: str) -> Reading:
    """Raises ChainError `hex_prefix`, `letter` or `length`. `compact` has all 64 digits, small."""
    digits = hexadecimal(text)
    if len(digits) not in (1, 64):
        raise ChainError("length", hole=len(text))
    return Reading(
        "0x" + digits.lower().zfill(64), "aptos_short" if len(digits) == 1 else "aptos_long", ADDRESS
    )


is_valid, compact, explain = questions(validate)
