"""What the demo's two chains know: the one transfer that its user sends to the wrong network, whenever he does.

Nothing here is taken from a real chain but the published contracts of USDT and the numbers of the networks. A
transaction's id carries the time of the transfer and proves itself, so that nothing has to be remembered.

>>> when(transaction_of(datetime(2026, 11, 22, 4, tzinfo=UTC)))
datetime.datetime(2026, 11, 22, 4, 0, tzinfo=datetime.timezone.utc)
>>> when("0x" + "1" * 64) is None
True
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

PREFIX = "0xde30"
SENDER = "0x7a1c0de3057b4e6d8f90a1b2c3d4e5f60718293a"
RECIPIENT = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
AMOUNT = 250
TRANSFER_TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
TRANSFER_CALL = "0xa9059cbb"
NOTHING = f"0x{0:064x}"
GENESIS = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Ledger:
    """One chain. `block_seconds` and `final_after` (blocks) are rounded from the networks' own documentation."""

    name: str
    chain_id: int
    token: str
    decimals: int
    block_seconds: int
    final_after: int
    has_transfer: bool

    def height(self, at: datetime) -> int:
        return max(int(at.timestamp()) - GENESIS, 0) // self.block_seconds

    def timestamp(self, block: int) -> int:
        return GENESIS + block * self.block_seconds


BSC = Ledger("bsc", 56, "0x55d398326f99059ff775485246999027b3197955", 18, 3, 15, has_transfer=True)
ETHEREUM = Ledger("ethereum", 1, "0xdac17f958d2ee523a2206206994597c13d831ec7", 6, 12, 64, has_transfer=False)
LEDGERS = (BSC, ETHEREUM)


class NoSuchMethod(Exception):
    """The demo's nodes answer only what a look-up asks."""


def transaction_of(at: datetime) -> str:
    """The id of the transfer sent at that second."""
    told = f"{PREFIX}{int(at.timestamp()):08x}"
    return told + hashlib.sha256(told.encode()).hexdigest()[: 66 - len(told)]


def when(identifier: str) -> datetime | None:
    """When that transfer was sent; None for an id that is not the demo's."""
    try:
        at = datetime.fromtimestamp(int(identifier[len(PREFIX) : len(PREFIX) + 8], 16), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if transaction_of(at) == identifier else None


def answer(ledger: Ledger, method: str, params: list[object], *, at: datetime) -> object:
    """The `result` of one JSON-RPC question. Raises `NoSuchMethod`."""
    if method not in METHODS:
        raise NoSuchMethod
    return METHODS[method](ledger, params, at)


def transaction(ledger: Ledger, params: list[object], at: datetime) -> dict[str, object] | None:
    block = block_of(ledger, params, at)
    if block is None:
        return None
    amount = AMOUNT * 10**ledger.decimals
    return {
        "hash": params[0],
        "from": SENDER,
        "to": ledger.token,
        "value": "0x0",
        "nonce": "0x2a",
        "gas": "0x11170",
        "input": f"{TRANSFER_CALL}{RECIPIENT[2:]:0>64}{amount:064x}",
        "blockNumber": hex(block),
    }


def receipt(ledger: Ledger, params: list[object], at: datetime) -> dict[str, object] | None:
    block = block_of(ledger, params, at)
    if block is None:
        return None
    moved = {
        "address": ledger.token,
        "topics": [TRANSFER_TOPIC, f"0x{SENDER[2:]:0>64}", f"0x{RECIPIENT[2:]:0>64}"],
        "data": f"0x{AMOUNT * 10**ledger.decimals:064x}",
        "logIndex": "0x0",
    }
    return {
        "status": "0x1",
        "transactionHash": params[0],
        "blockNumber": hex(block),
        "gasUsed": "0xc9de",
        "effectiveGasPrice": hex(10**8),
        "logs": [moved],
    }


def block_of(ledger: Ledger, params: list[object], at: datetime) -> int | None:
    """The block of a transfer that this chain has and that lies in the past."""
    sent_at = when(str(params[0])) if params else None
    return ledger.height(sent_at) if ledger.has_transfer and sent_at is not None and sent_at <= at else None


def block(ledger: Ledger, params: list[object], at: datetime) -> dict[str, object] | None:
    asked, height = str(params[0]) if params else "latest", ledger.height(at)
    tags = {"finalized": height - ledger.final_after, "safe": height - ledger.final_after, "earliest": 0}
    number = int(asked, 16) if asked.startswith("0x") else tags.get(asked, height)
    if not 0 <= number <= height:
        return None
    return {"number": hex(number), "timestamp": hex(ledger.timestamp(number))}


def code(ledger: Ledger, params: list[object], at: datetime) -> str:
    """Only the token is a contract."""
    return "0x6080" if params and str(params[0]).lower() == ledger.token else "0x"


def count(ledger: Ledger, params: list[object], at: datetime) -> str:
    return "0x2b" if params and str(params[0]).lower() == SENDER else "0x0"


METHODS: Mapping[str, Callable[[Ledger, list[object], datetime], object]] = {
    "eth_chainId": lambda ledger, params, at: hex(ledger.chain_id),
    "eth_blockNumber": lambda ledger, params, at: hex(ledger.height(at)),
    "eth_getBlockByNumber": block,
    "eth_getTransactionByHash": transaction,
    "eth_getTransactionReceipt": receipt,
    "eth_getTransactionCount": count,
    "eth_getCode": code,
    "eth_getBalance": lambda ledger, params, at: "0x0",
    "eth_getLogs": lambda ledger, params, at: [],
    "eth_call": lambda ledger, params, at: NOTHING,
}
