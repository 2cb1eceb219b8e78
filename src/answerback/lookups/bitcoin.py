"""Bitcoin: Core's JSON-RPC, Esplora and Blockbook, read into one picture.

Sources: Bitcoin Core RPC documentation (getrawtransaction needs txindex for old ones), Esplora API.md, Blockbook
docs/api.md. Core answers -5 both for an id it has never seen and for one that was replaced: only an earlier sighting
tells them apart. Six confirmations are the custom for calling it final; no rule of the protocol does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import Rest, Rpc, RpcError, Trouble
from answerback.lookups.shapes import mapping, moment, sequence, strange, text, whole

NEEDED = 6
NO_SUCH = -5
GENESIS = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"


def shaped(identifier: str, at: datetime, source: str, *, block: int | None, confirmations: int) -> Sighting:
    """The part that all three say alike."""
    status = (
        Status.FINAL if confirmations >= NEEDED else Status.CONFIRMED if confirmations > 0 else Status.PENDING
    )
    return Sighting(
        Chain.BITCOIN,
        identifier,
        status,
        at,
        source,
        confirmations=max(confirmations, 0),
        needed=NEEDED,
        block=block,
    )


def unknown(identifier: str, at: datetime, source: str) -> Sighting:
    return Sighting(Chain.BITCOIN, identifier, Status.UNKNOWN, at, source, needed=NEEDED)


@dataclass(frozen=True)
class CoreNode:
    """`network`: as `getblockchaininfo` names it."""

    rpc: Rpc
    network: str = "main"
    chain: Chain = Chain.BITCOIN
    source: str = "bitcoin-core"

    def check(self) -> None:
        if mapping(self.rpc("getblockchaininfo")).get("chain") != self.network:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        try:
            found = mapping(self.rpc("getrawtransaction", identifier, 2))
        except RpcError as refused:
            if refused.number != NO_SUCH:
                raise
            return self.missing(identifier, at, before)
        confirmations = whole(found.get("confirmations", 0))
        block = whole(self.rpc("getblockcount")) - confirmations + 1 if confirmations > 0 else None
        sighting = shaped(identifier, at, self.source, block=block, confirmations=confirmations)
        return replace(
            sighting,
            block_time=moment(whole(found["blocktime"])) if found.get("blocktime") is not None else None,
            signer=payer([mapping(coin).get("prevout") for coin in sequence(found.get("vin"))]),
            transfers=tuple(core_outputs(found)),
            fee=satoshi(found["fee"]) if found.get("fee") is not None else None,
            spends=tuple(spent(found)),
        )

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """Its coins are spent by another: replaced. They are there again: dropped."""
        found = unknown(identifier, at, self.source)
        if before is None or not before.spends:
            return found
        free = all(self.is_unspent(coin) for coin in before.spends)
        return replace(found, status=Status.DROPPED if free else Status.REPLACED)

    def is_unspent(self, coin: str) -> bool:
        identifier, _, place = coin.rpartition(":")
        return self.rpc("gettxout", identifier, int(place), True) is not None

    def account(self, address: str, *, at: datetime) -> Account:
        """Core keeps no index of addresses."""
        raise Trouble("not_offered")


@dataclass(frozen=True)
class EsploraNode:
    rest: Rest
    genesis: str = GENESIS
    chain: Chain = Chain.BITCOIN
    source: str = "esplora"

    def check(self) -> None:
        if self.rest("/block-height/0") != self.genesis:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/tx/{identifier}")
        if answer is None:
            return self.missing(identifier, at, before)
        found = mapping(answer)
        state = mapping(found.get("status"))
        block = whole(state["block_height"]) if state.get("confirmed") else None
        deep = int(str(self.rest("/blocks/tip/height"))) - block + 1 if block is not None else 0
        outputs = [mapping(one) for one in sequence(found.get("vout"))]
        coins = [mapping(one) for one in sequence(found.get("vin"))]
        return replace(
            shaped(identifier, at, self.source, block=block, confirmations=deep),
            block_time=moment(whole(state["block_time"])) if state.get("block_time") is not None else None,
            signer=payer(
                [{"address": mapping(one.get("prevout") or {}).get("scriptpubkey_address")} for one in coins]
            ),
            transfers=tuple(
                Transfer("", text(one["scriptpubkey_address"]), whole(one.get("value")), decimals=8)
                for one in outputs
                if one.get("scriptpubkey_address") is not None
            ),
            fee=whole(found["fee"]) if found.get("fee") is not None else None,
            spends=tuple(
                f"{one.get('txid')}:{one.get('vout')}" for one in coins if not one.get("is_coinbase")
            ),
        )

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        found = unknown(identifier, at, self.source)
        if before is None or not before.spends:
            return found
        for coin in before.spends:
            earlier, _, place = coin.rpartition(":")
            spending = mapping(self.rest(f"/tx/{earlier}/outspend/{place}") or {})
            if spending.get("spent"):
                return replace(found, status=Status.REPLACED, replaced_by=str(spending.get("txid") or ""))
        return replace(found, status=Status.DROPPED)

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/address/{address}") or {})
        settled, waiting = mapping(found.get("chain_stats")), mapping(found.get("mempool_stats"))
        balance = whole(settled.get("funded_txo_sum")) - whole(settled.get("spent_txo_sum"))
        acted = whole(settled.get("spent_txo_count")) + whole(waiting.get("spent_txo_count")) > 0
        return standing(address, at, self.source, balance=balance, acted=acted)


@dataclass(frozen=True)
class BlockbookNode:
    rest: Rest
    coin: str = "Bitcoin"
    chain: Chain = Chain.BITCOIN
    source: str = "blockbook"

    def check(self) -> None:
        answer = mapping(self.rest("/api/v2"))
        served = mapping(answer.get("blockbook")).get("coin")
        if (served, mapping(answer.get("backend")).get("chain")) != (self.coin, "main"):
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/api/v2/tx/{identifier}")
        if answer is None:
            return unknown(identifier, at, self.source)
        found = mapping(answer)
        deep = whole(found.get("confirmations", 0))
        block = whole(found.get("blockHeight")) if deep > 0 else None
        coins = [mapping(one) for one in sequence(found.get("vin"))]
        return replace(
            shaped(
                identifier,
                at,
                self.source,
                block=block,
                confirmations=deep,
            ),
            block_time=moment(whole(found["blockTime"])) if deep > 0 else None,
            signer=payer([{"address": first_address(one)} for one in coins]),
            transfers=tuple(
                Transfer("", first_address(one), int(text(one.get("value"))), decimals=8)
                for one in map(mapping, sequence(found.get("vout")))
                if one.get("isAddress") and first_address(one)
            ),
            fee=int(text(found["fees"])) if found.get("fees") is not None else None,
            spends=tuple(f"{one['txid']}:{one.get('vout', 0)}" for one in coins if one.get("txid")),
        )

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/api/v2/address/{address}?details=basic") or {})
        balance, out = int(text(found.get("balance"))), int(text(found.get("totalSent")))
        return standing(address, at, self.source, balance=balance, acted=out > 0)


def standing(address: str, at: datetime, source: str, *, balance: int, acted: bool) -> Account:
    kind = AccountKind.KEY if acted or balance else AccountKind.UNKNOWN
    return Account(Chain.BITCOIN, address, kind, at, source, balances={"": balance}, has_acted=acted)


def satoshi(coins: object) -> int:
    """From Core's decimal coins, exactly."""
    try:
        amount = Decimal(str(coins)) * 100_000_000
    except InvalidOperation:
        raise strange() from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise strange()
    return int(amount)


def core_outputs(found: dict[str, object]) -> Iterator[Transfer]:
    for output in map(mapping, sequence(found.get("vout"))):
        script = mapping(output.get("scriptPubKey"))
        if script.get("address") is not None:
            yield Transfer("", text(script["address"]), satoshi(output.get("value")), decimals=8)


def spent(found: dict[str, object]) -> Iterator[str]:
    for coin in map(mapping, sequence(found.get("vin"))):
        if coin.get("txid") is not None:
            yield f"{text(coin['txid'])}:{whole(coin.get('vout'))}"


def payer(coins: list[object]) -> str:
    """The address of the coins spent, when it is one."""
    found = set()
    for coin in coins:
        script = mapping(coin or {})
        address = script.get("address") or mapping(script.get("scriptPubKey") or {}).get("address")
        found.add(str(address) if address else "")
    return found.pop() if len(found) == 1 else ""


def first_address(one: dict[str, object]) -> str:
    addresses = sequence(one.get("addresses") or [])
    return text(addresses[0]) if len(addresses) == 1 else ""
