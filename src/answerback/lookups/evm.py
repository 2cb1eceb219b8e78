"""EVM JSON-RPC: Ethereum and the chains built like it.

Sources: Ethereum JSON-RPC specification (execution-apis); ERC-20 and ERC-721 (Transfer), EIP-7702 (0xef0100 and an
address stands for code). A receipt's `status` decides, not that there is a block; a token has arrived when the
expected contract says so in its logs, and who signed is compared with who is said to have paid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains.evm import CHAIN_IDS
from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.allowances import allowed
from answerback.lookups.grants import granted, is_address
from answerback.lookups.node import Allowed, Rpc, RpcError, Tokens, Trouble, known
from answerback.lookups.pictures import Pictures
from answerback.lookups.shapes import is_of, mapping, moment, quantity, sequence, strange, text

TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
DELEGATION = "0xef0100"
DEEP_ENOUGH = 64
"""Blocks, where a node does not know the tag `finalized` (two epochs of Ethereum)."""


@dataclass(frozen=True)
class EvmNode:
    """`rpc` asks the endpoint; `tokens` by contract in small letters."""

    chain: Chain
    rpc: Rpc
    tokens: Tokens = field(default_factory=dict)
    source: str = "evm"

    def check(self) -> None:
        """`eth_chainId` names the chain."""
        if CHAIN_IDS.get(quantity(self.rpc("eth_chainId"))) != self.chain:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        """Three to five questions to the node."""
        found = self.rpc("eth_getTransactionByHash", identifier)
        if found is None:
            return self.missing(identifier, at, before)
        sent = mapping(found)
        receipt = self.rpc("eth_getTransactionReceipt", identifier)
        if not is_of(identifier, sent.get("hash")):
            raise strange()
        if receipt is not None:
            return self.mined(identifier, sent, mapping(receipt), at)
        if sent.get("blockNumber") is not None:  # one node behind the endpoint has the block, another not yet
            raise Trouble("strange")
        return self.pending(identifier, sent, at)

    def missing(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """Unknown; or, when it was seen before, replaced (its number is used up) or dropped. One that was in a block is
        gone only when the chain has another block there, without it: a node behind the endpoint may merely lag."""
        status = Status.UNKNOWN
        if before is not None and before.nonce is not None and before.signer and self.has_left(before):
            used = self.count(before.signer)
            status = Status.REPLACED if used > before.nonce else Status.DROPPED
            if self.rpc("eth_getTransactionReceipt", identifier) is not None:  # mined between two questions
                raise Trouble("strange")
        return Sighting(self.chain, identifier, status, at, self.source)

    def has_left(self, before: Sighting) -> bool:
        """Whether it is not where it was seen."""
        if before.block is None:
            return True
        found = self.rpc("eth_getBlockByNumber", hex(before.block), False)
        return found is not None and before.id not in sequence(mapping(found).get("transactions"))

    def pending(self, identifier: str, sent: dict[str, object], at: datetime) -> Sighting:
        signer, nonce = party(sent.get("from")), quantity(sent.get("nonce"))
        used = self.count(signer)
        if used > nonce and self.rpc("eth_getTransactionReceipt", identifier) is not None:
            raise Trouble("strange")  # mined between two questions: not replaced
        status = Status.REPLACED if used > nonce else Status.PENDING
        return Sighting(
            self.chain,
            identifier,
            status,
            at,
            self.source,
            signer=signer,
            nonce=nonce,
            nonce_gap=max(nonce - used, 0),
            transfers=tuple(coin(sent)),
        )

    def mined(
        self, identifier: str, sent: dict[str, object], receipt: dict[str, object], at: datetime
    ) -> Sighting:
        if not is_of(identifier, receipt.get("transactionHash")):
            raise strange()
        block = quantity(receipt.get("blockNumber"))
        deep = quantity(self.rpc("eth_blockNumber")) - block + 1
        worked, signer = has_worked(sent, receipt), party(sent.get("from"))
        status = (
            Status.FAILED if not worked else Status.FINAL if self.is_final(block, deep) else Status.CONFIRMED
        )
        log = sequence(receipt.get("logs")) if worked else []
        moved = tuple(self.tokens_moved(log, signer, Pictures(self.rpc, block)))
        transfers = (*coin(sent), *moved) if worked else ()
        return Sighting(
            self.chain,
            identifier,
            status,
            at,
            self.source,
            confirmations=max(deep, 0),
            block=block,
            block_time=self.block_time(block),
            signer=signer,
            nonce=quantity(sent.get("nonce")),
            transfers=transfers,
            fee=fee(receipt),
            reason="" if worked else failure(sent, receipt),
            called=called(sent, transfers),
            grants=granted(log),
        )

    def is_final(self, block: int, deep: int) -> bool:
        """Whether the chain itself calls the block finalized."""
        try:
            last = self.rpc("eth_getBlockByNumber", "finalized", False)
        except RpcError:
            return deep >= DEEP_ENOUGH
        return last is not None and block <= quantity(mapping(last).get("number"))

    def block_time(self, block: int) -> datetime | None:
        found = self.rpc("eth_getBlockByNumber", hex(block), False)
        return moment(quantity(mapping(found).get("timestamp"))) if found is not None else None

    def count(self, signer: str) -> int:
        """How many transactions the account has in blocks."""
        return quantity(self.rpc("eth_getTransactionCount", signer, "latest"))

    def tokens_moved(self, log: list[object], signer: str, pictures: Pictures) -> Iterator[Transfer]:
        """What the contracts say was moved, in the order of the log."""
        for entry in map(mapping, log):
            topics = [text(topic) for topic in sequence(entry.get("topics"))]
            is_readable = len(topics) == 4 or len(text(entry.get("data"))) >= 66
            if topics[:1] == [TRANSFER] and len(topics) in (3, 4) and is_readable:
                move = self.moved(entry, topics)
                signed = True if move.sender == signer else False if move.amount == 0 else None
                if signed is None and not move.symbol and pictures.is_one(move):
                    signed = False
                pictures.arrived(move)
                yield replace(move, signed_by_sender=signed)

    def moved(self, entry: dict[str, object], topics: list[str]) -> Transfer:
        contract, sender = party(entry.get("address")), address_in(topics[1])
        amount = quantity(text(entry.get("data"))[:66]) if len(topics) == 3 else 1
        symbol, decimals = known(self.tokens, contract)
        return Transfer(sender, address_in(topics[2]), amount, contract, symbol, decimals)

    def account(self, address: str, *, at: datetime) -> Account:
        """Code, balance and whether it has ever sent anything."""
        code = text(self.rpc("eth_getCode", address, "latest")).lower()
        balance, acted = quantity(self.rpc("eth_getBalance", address, "latest")), self.count(address) > 0
        kind = kind_of(code, is_used=acted or balance > 0)
        delegate = f"0x{code[len(DELEGATION) :]}" if kind is AccountKind.DELEGATED else ""
        permissions = (Permission("delegation", delegate),) if delegate else ()
        return Account(
            self.chain,
            address,
            kind,
            at,
            self.source,
            balances={"": balance},
            has_acted=acted if kind is not AccountKind.CONTRACT else None,
            permissions=permissions,
            delegate_code=delegate,
        )

    def allowed(self, address: str, *, clues: tuple[Grant, ...] = ()) -> Allowed:
        return allowed(self.rpc, self.tokens, address, clues)


def coin(sent: dict[str, object]) -> Iterator[Transfer]:
    """The chain's own coin, when some was sent along."""
    amount, recipient = quantity(sent.get("value")), sent.get("to")
    if amount and recipient is not None:
        yield Transfer(
            party(sent.get("from")),
            party(recipient),
            amount,
            decimals=18,
            signed_by_sender=True,
        )


def party(given: object) -> str:
    """An address, in small letters."""
    found = text(given)
    if not is_address(found):
        raise strange()
    return found.lower()


def has_worked(sent: dict[str, object], receipt: dict[str, object]) -> bool:
    """By the receipt's `status`. Before Byzantium (2017) there was none, and whatever failed used up all its gas."""
    if receipt.get("status") is not None:
        return quantity(receipt["status"]) == 1
    if receipt.get("root") is None or quantity(receipt.get("gasUsed")) >= quantity(sent.get("gas")):
        raise strange()
    return True


def fee(receipt: dict[str, object]) -> int | None:
    """Wei: gas used times its price, and what a Layer 2 adds for its main chain and its operator."""
    if receipt.get("effectiveGasPrice") is None:
        return None
    used = quantity(receipt.get("gasUsed"))
    spent = used * quantity(receipt["effectiveGasPrice"])
    return spent + optional(receipt, "l1Fee") + operator_fee(receipt, used)


def operator_fee(receipt: dict[str, object], used: int) -> int:
    """OP Stack, execution engine: a millionth of the scalar per gas (Isthmus), a hundredfold of it since Jovian, whose
    receipts tell a footprint of their data as well; and a constant."""
    scaled = used * optional(receipt, "operatorFeeScalar")
    is_jovian = receipt.get("daFootprintGasScalar") is not None
    return (scaled * 100 if is_jovian else scaled // 1_000_000) + optional(receipt, "operatorFeeConstant")


def optional(receipt: dict[str, object], field: str) -> int:
    return quantity(receipt[field]) if receipt.get(field) is not None else 0


def failure(sent: dict[str, object], receipt: dict[str, object]) -> str:
    """`out_of_gas` when all of it is gone, else `reverted`."""
    return "out_of_gas" if quantity(receipt.get("gasUsed")) >= quantity(sent.get("gas")) else "reverted"


def called(sent: dict[str, object], transfers: tuple[Transfer, ...]) -> str:
    """The four bytes that name a contract's function, unless it was a token's own plain transfer."""
    asked, recipient = text(sent.get("input", "0x")), str(sent.get("to") or "").lower()
    is_plain = len(transfers) == 1 and transfers[0].token == recipient
    return "" if len(asked) < 10 or is_plain else asked[:10].lower()


def address_in(topic: str) -> str:
    """The last twenty bytes of a topic."""
    if len(topic) != 66 or not topic.startswith("0x"):
        raise strange()
    return f"0x{topic[26:].lower()}"


def kind_of(code: str, *, is_used: bool) -> AccountKind:
    if code.startswith(DELEGATION) and len(code) == len(DELEGATION) + 40:
        return AccountKind.DELEGATED
    if code not in ("0x", ""):
        return AccountKind.CONTRACT
    return AccountKind.KEY if is_used else AccountKind.NONE
