"""Polkadot and Kusama through Substrate API Sidecar; a transaction is `block-index`.

Source: paritytech/substrate-api-sidecar, OpenAPI. Balances live on Asset Hub (Polkadot since 2025-11-04, Kusama since
2025-10-07); a Sidecar serves one chain of the two, and `source` says which. A node's own RPC cannot search by hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import Rest, Tokens, Trouble, known
from answerback.lookups.shapes import mapping, sequence, text

# What `/runtime/spec` calls the chain → whose it is, and which of the two.
SPECS = {
    "polkadot": (Chain.POLKADOT, "relay"),
    "statemint": (Chain.POLKADOT, "asset-hub"),
    "asset-hub-polkadot": (Chain.POLKADOT, "asset-hub"),
    "kusama": (Chain.KUSAMA, "relay"),
    "statemine": (Chain.KUSAMA, "asset-hub"),
    "asset-hub-kusama": (Chain.KUSAMA, "asset-hub"),
}
DECIMALS = {Chain.POLKADOT: 10, Chain.KUSAMA: 12}


@dataclass(frozen=True)
class SidecarNode:
    """`place`: `relay` or `asset-hub`. `tokens` by asset id."""

    chain: Chain
    rest: Rest
    place: str = "asset-hub"
    tokens: Tokens = field(default_factory=dict)

    @property
    def source(self) -> str:
        return f"sidecar:{self.place}"

    def check(self) -> None:
        served = SPECS.get(str(mapping(self.rest("/runtime/spec")).get("specName")))
        if served != (self.chain, self.place):
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        """Raises `Trouble("not_offered")` for a hash: only an indexer could find it."""
        block, dash, index = identifier.partition("-")
        if not dash or not block.isdigit() or not index.isdigit():
            raise Trouble("not_offered")
        answer = self.rest(f"/blocks/{block}/extrinsics/{index}")
        if answer is None:
            return Sighting(self.chain, identifier, Status.UNKNOWN, at, self.source)
        found = mapping(mapping(answer).get("extrinsics"))
        head = number(mapping(self.rest("/blocks/head/header?finalized=true")).get("number"))
        worked = found.get("success") is True
        landed = Status.FINAL if int(block) <= head else Status.CONFIRMED
        sighting = Sighting(self.chain, identifier, landed, at, self.source, block=int(block))
        return replace(
            sighting,
            status=landed if worked else Status.FAILED,
            signer=signer(found),
            transfers=tuple(self.moves(found)) if worked else (),
            fee=fee(found),
            reason="" if worked else "ExtrinsicFailed",
        )

    def moves(self, found: dict[str, object]) -> Iterator[Transfer]:
        for event in map(mapping, sequence(found.get("events"))):
            method, data = mapping(event.get("method")), sequence(event.get("data"))
            named = (str(method.get("pallet")), str(method.get("method")))
            if named == ("balances", "Transfer") and len(data) == 3:
                sender, recipient, amount = data
                yield Transfer(text(sender), text(recipient), number(amount), decimals=DECIMALS[self.chain])
            elif named == ("assets", "Transferred") and len(data) == 4:
                symbol, decimals = known(self.tokens, str(data[0]))
                yield Transfer(text(data[1]), text(data[2]), number(data[3]), str(data[0]), symbol, decimals)

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/accounts/{address}/balance-info") or {})
        nonce, free = number(found.get("nonce", "0")), number(found.get("free", "0"))
        kind = AccountKind.KEY if nonce or free else AccountKind.NONE
        return Account(self.chain, address, kind, at, self.source, balances={"": free}, has_acted=nonce > 0)


def number(value: object) -> int:
    """Sidecar writes numbers as decimal text."""
    given = str(value)
    if isinstance(value, bool) or not given.isascii() or not given.isdigit() or len(given) > 60:
        raise Trouble("strange")
    return int(given)


def signer(found: dict[str, object]) -> str:
    who = mapping(found.get("signature") or {}).get("signer")
    return str(who.get("id") or "") if isinstance(who, dict) else str(who or "")


def fee(found: dict[str, object]) -> int | None:
    paid = mapping(found.get("info") or {}).get("partialFee")
    return number(paid) if paid is not None else None
