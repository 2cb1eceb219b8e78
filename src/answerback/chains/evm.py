"""Addresses of Ethereum and the chains built like it: the same account on all of them.

Source: ERC-55. Capital letters carry a checksum; all small or all capital letters carry none.

>>> validate("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").form
'evm_checked'
>>> validate("0xde709f2102306220921060314715629080e2fb77").form
'evm_plain'
>>> compact("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
'0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
>>> is_valid("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")
False
"""

from answerback.chains.keccak import keccak256
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

CHAINS = (
    Chain.ETHEREUM,
    Chain.BSC,
    Chain.POLYGON,
    Chain.OKTC,
    Chain.XLAYER,
    Chain.ARBITRUM,
    Chain.OPTIMISM,
    Chain.BASE,
)
# Source: EIP-155 and the registry of ethereum-lists/chains.
CHAIN_IDS = dict(zip((1, 56, 137, 66, 196, 42161, 10, 8453), CHAINS, strict=True))
CHECKED = on(CHAINS, Kind.ADDRESS, checksum=True)
PLAIN = on(CHAINS, Kind.ADDRESS, checksum=False)
HEX = frozenset("0123456789abcdefABCDEF")
LENGTH = 42


def validate(text: str) -> Reading:
    """Raises ChainError `hex_prefix`, `letter`, `length` or `capitals`. Kept and compared in small letters."""
    digits = hexadecimal(text)
    if len(text) != LENGTH:
        raise ChainError("length", hole=len(text))
    small = text.lower()
    if digits in (small[2:], digits.upper()):
        return Reading(small, "evm_plain", PLAIN)
    if spelled(small) != text:
        raise ChainError("capitals")
    return Reading(small, "evm_checked", CHECKED)


def hexadecimal(text: str) -> str:
    """The digits after `0x`. Raises ChainError `hex_prefix`, or `letter` with its place."""
    if not text.startswith("0x"):
        raise ChainError("hex_prefix", 0 if text else None)
    digits = text[2:]
    if not HEX.issuperset(digits):
        raise ChainError("letter", 2 + next(at for at, digit in enumerate(digits) if digit not in HEX))
    return digits


def spelled(small: str) -> str:
    """`0x` and 40 small digits, with the capitals of ERC-55.

    >>> spelled("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359")
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'
    """
    digits = small[2:]
    nibbles = keccak256(digits.encode("ascii")).hex()
    pairs = zip(digits, nibbles, strict=False)
    return "0x" + "".join([digit.upper() if nibble > "7" else digit for digit, nibble in pairs])


is_valid, compact, explain = questions(validate)
