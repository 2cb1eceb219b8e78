"""Addresses and transaction ids of the chains served: what is this string? Pure: no Django, network or clock.

`identify(text)` asks all chains; each family module (bitcoin, evm, oktc, tron, solana, aptos, substrate, eos,
hashes) answers `validate`, `is_valid`, `compact` and `explain` for its own.

>>> identify("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").verdict.value
'valid'
"""

from answerback.chains.identify import Answer, identify
from answerback.chains.kinds import Candidate, Chain, ChainError, Explanation, Kind, Reading, Verdict

__all__ = [
    "Answer",
    "Candidate",
    "Chain",
    "ChainError",
    "Explanation",
    "Kind",
    "Reading",
    "Verdict",
    "identify",
]
