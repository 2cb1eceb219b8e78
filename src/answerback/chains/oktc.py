"""OKTC (once OKExChain): the twenty bytes of an EVM address, spelled `ex1…` in Bech32.

Sources: BIP-173; the OKTC documentation (prefix `ex`; `okexchain` before that; `exvaloper` and `exvalcons` name
validators and take no payments).

>>> validate("ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn").compact
'0x277cd9a8633cccff2cc5b400743054e2d9d18eef'
>>> explain("okexchain1vlzgq74y6hm9crhkkhdjy77uvyqa0zdusu258y").code
'oktc_old_prefix'
"""

from answerback.chains import bech32
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

ADDRESS = on((Chain.OKTC,), Kind.ADDRESS, checksum=True)
REFUSED = {
    "okexchain": "oktc_old_prefix",
    "exvaloper": "oktc_validator",
    "exvalcons": "oktc_validator",
    "expub": "oktc_validator",
}
PREFIXES = ("ex", *REFUSED)


def validate(text: str) -> Reading:
    """Raises ChainError. `compact` is the EVM spelling: both name one account."""
    spelled = bech32.decoded(text)
    if spelled.constant != bech32.BECH32:
        raise ChainError("checksum")
    if spelled.prefix != "ex":
        raise ChainError(REFUSED.get(spelled.prefix, "prefix"), 0)
    account = bech32.octets(spelled.values)
    if len(account) != 20:
        raise ChainError("length", hole=len(text))
    return Reading(f"0x{account.hex()}", "oktc_bech32", ADDRESS)


is_valid, compact, explain = questions(validate)
