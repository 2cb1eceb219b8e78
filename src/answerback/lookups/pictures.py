"""Whether a token's event only pictures a payment: nobody had what it says was paid.

A contract may write any Transfer it likes into the log, in anybody's name (address poisoning: Tsuchiya et al., USENIX
Security 2025). That somebody else than the payer signed is no evidence: exchanges, bridges and wallets pay so. It is
evidence when the contract is no token at all, or when the payer held less in it just before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from answerback.chains.sightings import Transfer
from answerback.lookups.node import Rpc, RpcError, Trouble
from answerback.lookups.shapes import quantity, text

BALANCE = "0x70a08231"
NOBODY = "0x" + "0" * 40
REVERTED = 3
MOST = 4


@dataclass
class Pictures:
    """For one transaction in `block`; at most `MOST` questions."""

    rpc: Rpc
    block: int
    asked: int = 0
    funded: set[tuple[str, str]] = field(default_factory=set)

    def is_one(self, move: Transfer) -> bool:
        """Certain only when True. New tokens come from nobody, and what came in the same transaction may go on."""
        is_explained = move.sender == NOBODY or (move.token, move.sender) in self.funded
        if is_explained or self.asked >= MOST:
            return False
        self.asked += 1
        return not self.is_token(move) or self.held_less(move)

    def arrived(self, move: Transfer) -> None:
        self.funded.add((move.token, move.recipient))

    def is_token(self, move: Transfer) -> bool:
        """Whether it tells a balance at all."""
        try:
            return len(self.balance(move, "latest")) >= 66
        except Trouble as refused:
            return not (isinstance(refused, RpcError) and refused.number == REVERTED)

    def held_less(self, move: Transfer) -> bool:
        """Just before the block; an endpoint that keeps no old states cannot tell."""
        try:
            before = self.balance(move, hex(max(self.block - 1, 0)))
        except Trouble:
            return False
        return len(before) >= 66 and quantity(before[:66]) < move.amount

    def balance(self, move: Transfer, block: str) -> str:
        asked = {"to": move.token, "data": f"{BALANCE}{move.sender[2:]:0>64}"}
        return text(self.rpc("eth_call", asked, block))
