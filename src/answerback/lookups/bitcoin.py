"""Bitcoin: Core's JSON-RPC, Esplora and Blockbook, read into one picture.

Sources: Bitcoin Core RPC documentation (getrawtransaction needs txindex for old ones), Esplora API.md, Blockbook
docs/api.md. Core answers -5 both for an id it has never seen and for one that was replaced: only an earlier sighting
tells them apart. Six confirmations are the custom for calling it final; no rule of the protocol does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import AllowsInAccount, Rest, Rpc, RpcError, Trouble
from answerback.lookups.shapes import (
    digits,
    is_of,
    mapping,
    moment,
    name,
    segment,
    sequence,
    strange,
    text,
    whole,
)

NEEDED = 6
NO_SUCH = -5
FIRST_OUTPUTS = 4
"""A payment has one or two; of a larger one the first tell that it is in a block."""
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
class CoreNode(AllowsInAccount):
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
        if not is_of(identifier, found.get("txid")):
            raise strange()
        confirmations = whole(found.get("confirmations", 0))
        block = whole(self.rpc("getblockcount")) - confirmations + 1 if confirmations > 0 else None
        sighting = shaped(identifier, at, self.source, block=block, confirmations=confirmations)
        return replace(
            sighting,
            block_time=moment(whole(found["blocktime"])) if found.get("blocktime") is not None else None,
            signer=payer([mapping(coin).get("prevout") for coin in sequence(found.get("vin"))]),
            transfers=tuple(core_outputs(found)),
            fee=satoshi(found["fee"]) if found.get("fee") is not None else None,
            spends=tuple(spent(map(mapping, sequence(found.get("vin"))))),
        )

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """Its coins are spent by another: replaced. They are there again: dropped. Without an index of all transactions
        the node does not know those in blocks either: nothing is replaced or unknown then."""
        if not self.has_index():
            return self.unindexed(identifier, at, before)
        found = unknown(identifier, at, self.source)
        if before is None or not before.spends:
            return found
        if all(self.is_unspent(coin) for coin in before.spends):
            return replace(found, status=Status.DROPPED)
        try:
            self.rpc("getrawtransaction", identifier, 2)
        except RpcError:
            return replace(found, status=Status.REPLACED)
        raise strange()  # it came back between the two answers

    def has_index(self) -> bool:
        """`-txindex`, and caught up with the chain."""
        try:
            told = mapping(self.rpc("getindexinfo", "txindex")).get("txindex")
        except RpcError:
            return False
        return told is not None and mapping(told).get("synced") is True

    def unindexed(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """In a block when one of its first outputs is there, unspent; dropped when its coins are free again. Raises
        `Trouble("not_offered")` for all else."""
        outputs = [self.output(identifier, place) for place in range(FIRST_OUTPUTS)]
        there = [output for output in outputs if output is not None]
        if there:
            confirmations = whole(there[0].get("confirmations"))
            block = whole(self.rpc("getblockcount")) - confirmations + 1 if confirmations > 0 else None
            found = shaped(identifier, at, self.source, block=block, confirmations=confirmations)
            moved = before.transfers if before is not None else ()
            spends, fee = (before.spends, before.fee) if before is not None else ((), None)
            return replace(found, transfers=moved or tuple(map(paid, there)), spends=spends, fee=fee)
        if before is not None and before.spends and all(self.is_unspent(coin) for coin in before.spends):
            return replace(unknown(identifier, at, self.source), status=Status.DROPPED)
        raise Trouble("not_offered")

    def output(self, identifier: str, place: int) -> dict[str, object] | None:
        """Unspent and in a block; one without an address pays nobody."""
        answer = self.rpc("gettxout", identifier, place, False)
        return mapping(answer) if answer is not None else None

    def is_unspent(self, coin: str) -> bool:
        identifier, place = outpoint(coin)
        return self.rpc("gettxout", identifier, place, True) is not None

    def account(self, address: str, *, at: datetime) -> Account:
        """Core keeps no index of addresses."""
        raise Trouble("not_offered")


@dataclass(frozen=True)
class EsploraNode(AllowsInAccount):
    rest: Rest
    genesis: str = GENESIS
    chain: Chain = Chain.BITCOIN
    source: str = "esplora"

    def check(self) -> None:
        if self.rest("/block-height/0") != self.genesis:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/tx/{segment(identifier)}")
        if answer is None:
            return self.missing(identifier, at, before)
        found = mapping(answer)
        if not is_of(identifier, found.get("txid")):
            raise strange()
        state = mapping(found.get("status"))
        block = whole(state.get("block_height")) if state.get("confirmed") else None
        deep = digits(self.rest("/blocks/tip/height")) - block + 1 if block is not None else 0
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
            spends=tuple(spent(one for one in coins if not one.get("is_coinbase"))),
        )

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        found = unknown(identifier, at, self.source)
        if before is None or not before.spends:
            return found
        for coin in before.spends:
            earlier, place = outpoint(coin)
            answer = self.rest(f"/tx/{segment(earlier)}/outspend/{place}")
            spending = mapping(answer) if answer is not None else {}
            if spending.get("spent") and spending.get("txid") == identifier:
                return replace(found, status=Status.PENDING)  # it came back between the two answers
            if spending.get("spent"):
                return replace(found, status=Status.REPLACED, replaced_by=text(spending.get("txid") or ""))
        return replace(found, status=Status.DROPPED)

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/address/{segment(address)}"))
        settled, waiting = mapping(found.get("chain_stats")), mapping(found.get("mempool_stats"))
        balance = whole(settled.get("funded_txo_sum")) - whole(settled.get("spent_txo_sum"))
        acted = whole(settled.get("spent_txo_count")) + whole(waiting.get("spent_txo_count")) > 0
        return standing(address, at, self.source, balance=balance, acted=acted)


@dataclass(frozen=True)
class BlockbookNode(AllowsInAccount):
    rest: Rest
    coin: str = "Bitcoin"
    chain: Chain = Chain.BITCOIN
    source: str = "blockbook"

    def check(self) -> None:
        answer = mapping(self.rest("/api/"))
        served = mapping(answer.get("blockbook")).get("coin")
        if (served, mapping(answer.get("backend")).get("chain")) != (self.coin, "main"):
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/api/v2/tx/{segment(identifier)}")
        if answer is None:
            return self.missing(identifier, at, before)
        found = mapping(answer)
        if not is_of(identifier, found.get("txid")):
            raise strange()
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
            block_time=moment(whole(found.get("blockTime"))) if deep > 0 else None,
            signer=payer([{"address": first_address(one)} for one in coins]),
            transfers=tuple(
                Transfer("", first_address(one), digits(one.get("value")), decimals=8)
                for one in map(mapping, sequence(found.get("vout")))
                if first_address(one)
            ),
            fee=digits(found["fees"]) if found.get("fees") is not None else None,
            spends=tuple(spent(coins)),
        )

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """Blockbook marks what a block has spent, not what waits: only a replacement in a block can be seen."""
        found = unknown(identifier, at, self.source)
        for coin in before.spends if before is not None else ():
            earlier, place = outpoint(coin)
            answer = self.rest(f"/api/v2/tx/{segment(earlier)}")
            outputs = (
                [mapping(one) for one in sequence(mapping(answer).get("vout"))] if answer is not None else []
            )
            by = [
                text(one.get("spentTxId") or "")
                for one in outputs
                if (one.get("n") or 0) == place and one.get("spent")
            ]
            if by and by[0] != identifier:
                return replace(found, status=Status.REPLACED, replaced_by=by[0])
        return found

    def account(self, address: str, *, at: datetime) -> Account:
        found = mapping(self.rest(f"/api/v2/address/{segment(address)}?details=basic"))
        balance, out = digits(found.get("balance")), digits(found.get("totalSent"))
        return standing(address, at, self.source, balance=balance, acted=out > 0)


def standing(address: str, at: datetime, source: str, *, balance: int, acted: bool) -> Account:
    kind = AccountKind.KEY if acted or balance else AccountKind.UNKNOWN
    return Account(Chain.BITCOIN, address, kind, at, source, balances={"": balance}, has_acted=acted)


def satoshi(coins: object) -> int:
    """From Core's decimal coins, exactly; never more than there can be."""
    try:
        given = Decimal(str(coins))
    except InvalidOperation:
        raise strange() from None
    if not given.is_finite() or not 0 <= given <= 21_000_000:
        raise strange()
    amount = given * 100_000_000
    if amount != amount.to_integral_value():
        raise strange()
    return int(amount)


def core_outputs(found: dict[str, object]) -> Iterator[Transfer]:
    for output in map(mapping, sequence(found.get("vout"))):
        if mapping(output.get("scriptPubKey")).get("address") is not None:
            yield paid(output)


def paid(output: dict[str, object]) -> Transfer:
    """To "" when the script names no address."""
    address = mapping(output.get("scriptPubKey")).get("address")
    return Transfer("", name(address or ""), satoshi(output.get("value")), decimals=8)


def spent(coins: Iterable[dict[str, object]]) -> Iterator[str]:
    """Each coin by the transaction that made it and its place there (Blockbook leaves a zero out)."""
    for coin in coins:
        if coin.get("txid") is not None:
            yield f"{text(coin['txid'])}:{whole(coin.get('vout', 0))}"


def outpoint(coin: str) -> tuple[str, int]:
    identifier, _, place = coin.rpartition(":")
    return identifier, digits(place)


def payer(coins: list[object]) -> str:
    """The address of the coins spent, when it is one."""
    found = set()
    for coin in coins:
        script = mapping(coin or {})
        address = script.get("address") or mapping(script.get("scriptPubKey") or {}).get("address")
        found.add(text(address) if address else "")
    return found.pop() if len(found) == 1 else ""


def first_address(one: dict[str, object]) -> str:
    addresses = sequence(one.get("addresses") or [])
    return text(addresses[0]) if len(addresses) == 1 and one.get("isAddress") else ""
