"""Polkadot and Kusama through Substrate API Sidecar; a transaction is `block-index`.

Source: paritytech/substrate-api-sidecar, OpenAPI. Balances live on Asset Hub (Polkadot since 2025-11-04, Kusama since
2025-10-07); a Sidecar serves one chain of the two, and `source` says which. A node's own RPC cannot search by hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import AllowsInAccount, Rest, Tokens, Trouble, known
from answerback.lookups.shapes import digits, mapping, segment, sequence, strange, text

# What `/runtime/spec` calls the chain → whose it is, and which of the two.
SPECS = {
    "polkadot": (Chain.POLKADOT, "relay"),
    "statemint": (Chain.POLKADOT, "asset-hub"),
    "asset-hub-polkadot": (Chain.POLKADOT, "asset-hub"),
    "kusama": (Chain.KUSAMA, "relay"),
    "statemine": (Chain.KUSAMA, "asset-hub"),
    "asset-hub-kusama": (Chain.KUSAMA, "asset-hub"),
}
PLACE = re.compile(r"[0-9]{1,10}-[0-9]{1,5}")
DECIMALS = {Chain.POLKADOT: 10, Chain.KUSAMA: 12}


@dataclass(frozen=True)
class SidecarNode(AllowsInAccount):
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
        if not dash or not PLACE.fullmatch(identifier):
            raise Trouble("not_offered")
        answer = self.rest(f"/blocks/{block}/extrinsics/{index}")
        if answer is None:
            return Sighting(self.chain, identifier, Status.UNKNOWN, at, self.source)
        found = mapping(mapping(answer).get("extrinsics"))
        head = digits(mapping(self.rest("/blocks/head/header?finalized=true")).get("number"))
        worked = found.get("success")
        if not isinstance(worked, bool):  # words, when it could not read the events
            raise strange()
        landed = Status.FINAL if int(block) <= head else Status.CONFIRMED
        sighting = Sighting(self.chain, identifier, landed, at, self.source, block=int(block))
        return replace(
            sighting,
            status=landed if worked else Status.FAILED,
            signer=signer(found),
            transfers=tuple(self.moves(found)) if worked else (),
            fee=fee(found),
            reason="" if worked else reason(found),
        )

    def moves(self, found: dict[str, object]) -> Iterator[Transfer]:
        """What the events say. Only a runtime's own pallets write them, so they cannot be counterfeited."""
        who = signer(found)
        for name, data in events(found):
            if name == ("balances", "Transfer") and len(data) == 3:
                sender, recipient, amount = text(data[0]), text(data[1]), digits(data[2])
                token, (symbol, decimals) = "", self.coin()
            elif name == ("assets", "Transferred") and len(data) == 4:
                token, sender, recipient, amount = (
                    str(digits(data[0])),
                    text(data[1]),
                    text(data[2]),
                    digits(data[3]),
                )
                symbol, decimals = known(self.tokens, token)
            else:
                continue
            signed = True if sender == who else None
            yield Transfer(sender, recipient, amount, token, symbol, decimals, signed_by_sender=signed)

    def coin(self) -> tuple[str, int | None]:
        return "", DECIMALS[self.chain]

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/accounts/{segment(address)}/balance-info"))
        nonce, free = digits(found.get("nonce")), digits(found.get("free"))
        kind = AccountKind.KEY if nonce or free else AccountKind.NONE
        return Account(self.chain, address, kind, at, self.source, balances={"": free}, has_acted=nonce > 0)


def events(found: dict[str, object]) -> Iterator[tuple[tuple[str, str], list[object]]]:
    for event in map(mapping, sequence(found.get("events"))):
        method = mapping(event.get("method"))
        yield (text(method.get("pallet")), text(method.get("method"))), sequence(event.get("data"))


def reason(found: dict[str, object]) -> str:
    """`token:FundsUnavailable`, `module:5:0x02000000`: pallet and number of the error, as the runtime counts them."""
    for name, data in events(found):
        if name == ("system", "ExtrinsicFailed") and data and isinstance(data[0], dict):
            kind, what = next(iter(data[0].items()), ("", ""))
            parts = list(what.values())[:2] if isinstance(what, dict) else [what]
            return ":".join(str(part) for part in (kind, *parts) if isinstance(part, str | int))[:64]
    return "ExtrinsicFailed"


def signer(found: dict[str, object]) -> str:
    who = mapping(found.get("signature") or {}).get("signer")
    return text(who.get("id") if isinstance(who, dict) else who or "")


def fee(found: dict[str, object]) -> int | None:
    paid = mapping(found.get("info") or {}).get("partialFee")
    return digits(paid) if paid is not None else None
