"""EOS (Vaulta): a node's chain and trace interfaces, and Hyperion.

Sources: Antelope, chain_api and trace_api (swagger); Hyperion, `/v2/history/get_transaction`. The account must exist
for a transfer to work at all; the memo stands in the action's data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Permission, Sighting, Status, Transfer
from answerback.lookups.node import Rest, Tokens, Trouble
from answerback.lookups.shapes import mapping, sequence, strange, text, whole

CHAIN_ID = "aca376f206b8fc25a6ed44dbdc66547c36c6c33e3a119ffbeaef943642f0e906"
COINS = {"eosio.token": "EOS", "core.vaulta": "A"}
STATES = {
    "LOCALLY_APPLIED": Status.PENDING,
    "IN_BLOCK": Status.CONFIRMED,
    "IRREVERSIBLE": Status.FINAL,
    "FORKED_OUT": Status.DROPPED,
    "FAILED": Status.FAILED,
    "UNKNOWN": Status.UNKNOWN,
}


@dataclass(frozen=True)
class EosNode:
    """A node with the chain interface; trace and transaction status where they are switched on."""

    rest: Rest
    tokens: Tokens = field(default_factory=dict)
    chain: Chain = Chain.EOS
    source: str = "eos"

    def check(self) -> None:
        if mapping(self.rest("/v1/chain/get_info", {})).get("chain_id") != CHAIN_ID:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        trace = self.rest("/v1/trace_api/get_transaction_trace", {"id": identifier})
        if trace is None:
            return self.state(identifier, at)
        found = mapping(trace)
        block = whole(found.get("block_num"))
        last = whole(mapping(self.rest("/v1/chain/get_info", {})).get("last_irreversible_block_num"))
        actions = [mapping(action) for action in sequence(found.get("actions"))]
        told = ((str(one.get("account")), str(one.get("action")), one.get("params")) for one in actions)
        return Sighting(
            self.chain,
            identifier,
            Status.FINAL if block <= last else Status.CONFIRMED,
            at,
            self.source,
            block=block,
            block_time=when(found.get("block_time")),
            signer=actor(actions),
            transfers=tuple(self.moves(told)),
        )

    def state(self, identifier: str, at: datetime) -> Sighting:
        """What the node remembers of transactions not long ago."""
        found = self.rest("/v1/chain/get_transaction_status", {"id": identifier})
        status = (
            STATES.get(str(mapping(found).get("state")), Status.UNKNOWN)
            if found is not None
            else Status.UNKNOWN
        )
        return Sighting(self.chain, identifier, status, at, self.source)

    def moves(self, actions: Iterator[tuple[str, str, object]]) -> Iterator[Transfer]:
        seen = set()
        for contract, name, params in actions:
            if name != "transfer" or not isinstance(params, dict) or "quantity" not in params:
                continue
            move = moved(contract, params, self.tokens)
            if move not in seen:  # sender and recipient are each told of it
                seen.add(move)
                yield move

    def account(self, address: str, *, at: datetime) -> Account:
        answer = self.rest("/v1/chain/get_account", {"account_name": address})
        if answer is None:
            return Account(self.chain, address, AccountKind.NONE, at, self.source, has_acted=False)
        found = mapping(answer)
        is_contract = not str(found.get("last_code_update") or "1970").startswith("1970")
        kind = AccountKind.CONTRACT if is_contract else AccountKind.KEY
        return Account(self.chain, address, kind, at, self.source, permissions=tuple(holders(found, address)))


@dataclass(frozen=True)
class HyperionNode(EosNode):
    """The same chain, with the whole history; it passes `/v1/chain` on to its node."""

    source: str = "hyperion"

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        found = mapping(self.rest(f"/v2/history/get_transaction?id={identifier}") or {})
        actions = [mapping(action) for action in sequence(found.get("actions") or [])]
        if not found.get("executed") or not actions:
            return Sighting(self.chain, identifier, Status.UNKNOWN, at, self.source)
        block = whole(actions[0].get("block_num"))
        acts = [(mapping(action.get("act"))) for action in actions]
        told = ((str(act.get("account")), str(act.get("name")), act.get("data")) for act in acts)
        return replace(
            Sighting(self.chain, identifier, Status.CONFIRMED, at, self.source, block=block),
            status=Status.FINAL if block <= whole(found.get("lib")) else Status.CONFIRMED,
            block_time=when(actions[0].get("@timestamp")),
            signer=actor(acts),
            transfers=tuple(self.moves(told)),
        )


def moved(contract: str, params: dict[str, object], tokens: Tokens) -> Transfer:
    """A coin is named by contract and symbol: anybody may call his own token EOS."""
    amount, decimals, symbol = quantity(params.get("quantity"))
    is_coin = COINS.get(contract) == symbol
    token = "" if is_coin else f"{contract}:{symbol}"
    listed = is_coin or token in tokens
    return Transfer(
        text(params.get("from")),
        text(params.get("to")),
        amount,
        token,
        symbol if listed else "",
        decimals,
        str(params.get("memo") or "")[:256],
        signed_by_sender=True if listed else None,
    )


def quantity(given: object) -> tuple[int, int, str]:
    """`1.2345 EOS` → 12345, 4, EOS."""
    number, _, symbol = text(given).partition(" ")
    try:
        value = Decimal(number)
    except InvalidOperation:
        raise strange() from None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not -18 <= exponent <= 0 or not 1 <= len(symbol) <= 7:
        raise strange()
    return int(value.scaleb(-exponent)), -exponent, symbol


def actor(actions: list[dict[str, object]]) -> str:
    for action in actions:
        for one in sequence(action.get("authorization") or []):
            told = mapping(one)
            return str(told.get("actor") or told.get("account") or "")
    return ""


def when(given: object) -> datetime | None:
    """Nodes write UTC without a zone."""
    try:
        return datetime.fromisoformat(str(given).removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None


def holders(found: dict[str, object], address: str) -> Iterator[Permission]:
    """Other accounts that may act for this one."""
    for permission in map(mapping, sequence(found.get("permissions") or [])):
        required = mapping(permission.get("required_auth") or {})
        for one in map(mapping, sequence(required.get("accounts") or [])):
            holder = str(mapping(one.get("permission") or {}).get("actor") or "")
            if holder and holder != address:
                yield Permission(str(permission.get("perm_name") or "active"), holder)
