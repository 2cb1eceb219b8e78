"""The words of this engine: chains, what a string is on them, and how sure that is.

>>> [candidate.chain.value for candidate in on((Chain.POLKADOT, Chain.KUSAMA), Kind.ADDRESS, checksum=True)]
['polkadot', 'kusama']
"""

from enum import StrEnum
from typing import NamedTuple


class Chain(StrEnum):
    """The chains served, in the order in which candidates are named."""

    BITCOIN = "bitcoin"
    ETHEREUM = "ethereum"
    BSC = "bsc"
    POLYGON = "polygon"
    OKTC = "oktc"
    XLAYER = "xlayer"
    ARBITRUM = "arbitrum"
    OPTIMISM = "optimism"
    BASE = "base"
    TRON = "tron"
    SOLANA = "solana"
    APTOS = "aptos"
    POLKADOT = "polkadot"
    KUSAMA = "kusama"
    EOS = "eos"


class Kind(StrEnum):
    ADDRESS = "address"
    TRANSACTION = "transaction"
    PUBLIC_KEY = "public_key"


class Verdict(StrEnum):
    """`valid`: a checksum is there and right. `unprotected`: well-formed, but a typing error cannot be seen."""

    VALID = "valid"
    UNPROTECTED = "unprotected"
    INVALID = "invalid"
    POSSIBLE_SECRET = "possible_secret"  # noqa: S105  a verdict
    SECRET = "secret"  # noqa: S105  a verdict


class Candidate(NamedTuple):
    """One thing that a string may be. `checksum`: the string carries one and it is right."""

    chain: Chain
    kind: Kind
    checksum: bool


class Reading(NamedTuple):
    """What a family makes of a string: the one spelling to keep and compare, its form, all candidates."""

    compact: str
    form: str
    candidates: tuple[Candidate, ...]


class ChainError(ValueError):
    """The one exception of this engine. `code` is stable; `at` counts characters from 0, where it can be known.

    `hole` fills the sentence of the code (answerback.chains.words); it never holds what was read.
    """

    def __init__(self, code: str, at: int | None = None, hole: str | int = "") -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.hole = hole


class Explanation(NamedTuple):
    """Why: a stable code, the character it points at, and what fills the sentence of the code."""

    code: str
    at: int | None = None
    hole: str | int = ""


def on(chains: tuple[Chain, ...], kind: Kind, *, checksum: bool) -> tuple[Candidate, ...]:
    """The same candidate on several chains."""
    return tuple(Candidate(chain, kind, checksum) for chain in chains)
