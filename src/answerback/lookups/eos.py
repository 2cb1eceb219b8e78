"""EOS (Vaulta): a node's chain and trace interfaces, and Hyperion.

Sources: Antelope, chain_api and trace_api (swagger); Hyperion, `/v2/history/get_transaction`. The account must exist
for a transfer to work at all; the memo stands in the action's data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.node import AllowsInAccount, Rest, Tokens, Trouble
from answerback.lookups.shapes import digits, is_of, mapping, name, segment, sequence, strange, text, whole

CHAIN_ID = "aca376f206b8fc25a6ed44dbdc66547c36c6c33e3a119ffbeaef943642f0e906"
COINS = {"eosio.token": "EOS", "core.vaulta": "A"}
AMOUNT = re.compile(r"([0-9]{1,19})(?:\.([0-9]{1,18}))? ([A-Z]{1,7})")
RUNS = {"executed": "", "soft_fail": "soft_fail", "hard_fail": "hard_fail", "expired": "expired"}
WHOLE = ("owner", "active")
"""Permissions over everything; others do only what was linked to them."""
STATES = {
    "LOCALLY_APPLIED": Status.PENDING,
    "IN_BLOCK": Status.CONFIRMED,
    "IRREVERSIBLE": Status.FINAL,
    "FORKED_OUT": Status.DROPPED,
    "FAILED": Status.FAILED,
    "UNKNOWN": Status.UNKNOWN,
}


@dataclass(frozen=True)
class Action:
    """What was asked of which contract, with whose authorization."""

    contract: str
    name: str
    values: object
    actors: frozenset[str]


@dataclass(frozen=True)
class EosNode(AllowsInAccount):
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
            return self.state(identifier, at, before)
        found = mapping(trace)
        if not is_of(identifier, found.get("id")):
            raise strange()
        block, why = whole(found.get("block_num")), failure(found)
        landed = Status.FINAL if block <= self.irreversible() else Status.CONFIRMED
        actions = list(traced(found))
        return Sighting(
            self.chain,
            identifier,
            Status.FAILED if why else landed,
            at,
            self.source,
            block=block,
            block_time=when(found.get("block_time")),
            signer=payer(actions),
            transfers=() if why else tuple(self.moves(actions)),
            grants=() if why else tuple(granted(actions)),
            reason=why,
        )

    def irreversible(self) -> int:
        return whole(mapping(self.rest("/v1/chain/get_info", {})).get("last_irreversible_block_num"))

    def state(self, identifier: str, at: datetime, before: Sighting | None) -> Sighting:
        """What the node remembers of transactions not long ago. Both interfaces are off in an ordinary node: it
        then answers as if it did not know, and is asked for a block's trace, which it must have if it has any."""
        answer = self.rest("/v1/chain/get_transaction_status", {"id": identifier})
        if answer is None:
            if self.rest("/v1/trace_api/get_block", {"block_num": self.irreversible()}) is None:
                raise Trouble("not_offered")
            return Sighting(self.chain, identifier, Status.UNKNOWN, at, self.source)
        found = mapping(answer)
        status = STATES.get(text(found.get("state")), Status.UNKNOWN)
        if status is Status.UNKNOWN and before is not None and before.status is Status.PENDING:
            status = Status.DROPPED  # it expires within the hour; one in a block may only be forgotten
        block = whole(found["block_number"]) if found.get("block_number") is not None else None
        return Sighting(
            self.chain,
            identifier,
            status,
            at,
            self.source,
            block=block,
            block_time=when(found.get("block_timestamp")),
            reason="failed" if status is Status.FAILED else "",
        )

    def moves(self, actions: Iterable[Action]) -> Iterator[Transfer]:
        for action in actions:
            if action.name == "transfer" and isinstance(action.values, dict):
                yield from moved(action, action.values, self.tokens)

    def account(self, address: str, *, at: datetime) -> Account:
        answer = self.rest("/v1/chain/get_account", {"account_name": address})
        if answer is None:
            return Account(self.chain, address, AccountKind.NONE, at, self.source, has_acted=False)
        found = mapping(answer)
        is_contract = not text(found.get("last_code_update") or "1970").startswith("1970")
        kind = AccountKind.CONTRACT if is_contract else AccountKind.KEY
        liquid = amount_of(found.get("core_liquid_balance"))
        return Account(
            self.chain,
            address,
            kind,
            at,
            self.source,
            balances={"": liquid[0]} if liquid is not None else {},
            permissions=tuple(holders(found, address)),
        )


@dataclass(frozen=True)
class HyperionNode(EosNode):
    """The same chain, with the whole history; it passes `/v1/chain` on to its node."""

    source: str = "hyperion"

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/v2/history/get_transaction?id={segment(identifier)}")
        found = mapping(answer) if answer is not None else {}
        if not is_of(identifier, found.get("trx_id")):
            raise strange()
        actions = [mapping(action) for action in sequence(found.get("actions") or [])]
        if not found.get("executed") or not actions:
            return Sighting(self.chain, identifier, Status.UNKNOWN, at, self.source)
        block = whole(actions[0].get("block_num"))
        told = [
            Action(text(act.get("account")), text(act.get("name")), act.get("data"), actors(act))
            for act in (mapping(action.get("act")) for action in actions)
        ]
        last = digits(found["lib"]) if found.get("lib") is not None else self.irreversible()
        return replace(
            Sighting(self.chain, identifier, Status.CONFIRMED, at, self.source, block=block),
            status=Status.FINAL if block <= last else Status.CONFIRMED,
            block_time=when(actions[0].get("@timestamp")),
            signer=payer(told),
            transfers=tuple(self.moves(told)),
            grants=tuple(granted(told)),
        )

    def account(self, address: str, *, at: datetime) -> Account:
        return replace(super().account(address, at=at), keys_changed_at=self.changed_at(address))

    def changed_at(self, address: str) -> datetime | None:
        """When the account last changed its permissions; None also when the history cannot tell."""
        asked = f"account={segment(address)}&filter=eosio:updateauth&sort=desc&limit=1"
        try:
            found = mapping(self.rest(f"/v2/history/get_actions?{asked}") or {})
        except Trouble:
            return None
        actions = [mapping(action) for action in sequence(found.get("actions") or [])[:1]]
        own = [
            one
            for one in actions
            if mapping(mapping(one.get("act")).get("data") or {}).get("account") == address
        ]
        return when(own[0].get("@timestamp")) if own else None


def traced(found: dict[str, object]) -> Iterator[Action]:
    """What each contract itself did: sender and recipient are each told of a transfer, and listed again."""
    for action in map(mapping, sequence(found.get("actions"))):
        contract = text(action.get("account"))
        if action.get("receiver", contract) == contract:
            yield Action(contract, text(action.get("action")), action.get("params"), actors(action))


def failure(found: dict[str, object]) -> str:
    """Older nodes leave the status out of a trace, and trace only what was executed."""
    status = text(found.get("status") or "executed")
    return RUNS.get(status, "failed")


def moved(action: Action, values: dict[str, object], tokens: Tokens) -> Iterator[Transfer]:
    """A coin is named by contract and symbol: anybody may call his own token EOS, and give his `transfer` any
    values he likes; one that is not a payment is passed over."""
    found, sender, recipient = amount_of(values.get("quantity")), values.get("from"), values.get("to")
    if found is None or not isinstance(sender, str) or not isinstance(recipient, str):
        return
    amount, decimals, symbol = found
    is_coin = COINS.get(action.contract) == symbol
    token = "" if is_coin else f"{action.contract}:{symbol}"
    memo = values.get("memo")
    yield Transfer(
        sender,
        recipient,
        amount,
        token,
        symbol if is_coin or token in tokens else "",
        decimals,
        memo[:256] if isinstance(memo, str) else "",
        signed_by_sender=sender in action.actors,
    )


def amount_of(given: object) -> tuple[int, int, str] | None:
    """`1.2345 EOS` → 12345, 4, EOS."""
    parts = AMOUNT.fullmatch(given) if isinstance(given, str) else None
    if parts is None:
        return None
    fraction = parts[2] or ""
    return int(parts[1] + fraction), len(fraction), parts[3]


def actors(action: dict[str, object]) -> frozenset[str]:
    """A node names the authorizing `account`, Hyperion the `actor`."""
    given = [mapping(one) for one in sequence(action.get("authorization") or [])]
    return frozenset(text(one.get("actor") or one.get("account")) for one in given)


def payer(actions: list[Action]) -> str:
    """Who authorized the first action, when it was one account."""
    first = next((action.actors for action in actions if action.actors), frozenset())
    return next(iter(first)) if len(first) == 1 else ""


def when(given: object) -> datetime | None:
    """Nodes write UTC without a zone."""
    try:
        return datetime.fromisoformat(str(given).removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None


def granted(actions: Iterable[Action]) -> Iterator[Grant]:
    """Permissions changed: who may sign for the account from then on."""
    for action in actions:
        values = action.values
        if (action.contract, action.name) != ("eosio", "updateauth") or not isinstance(values, dict):
            continue
        kind = values.get("permission")
        if kind in WHOLE:
            for holder in named(mapping(values.get("auth") or {})):
                yield Grant(name(values.get("account")), holder, str(kind))


def named(auth: dict[str, object]) -> Iterator[str]:
    """The keys and accounts of an authority."""
    for one in map(mapping, sequence(auth.get("keys") or [])):
        yield name(one.get("key"))
    for one in map(mapping, sequence(auth.get("accounts") or [])):
        yield name(mapping(one.get("permission") or {}).get("actor") or "")


def holders(found: dict[str, object], address: str) -> Iterator[Permission]:
    """Other accounts that may act for this one, and its keys where there are several: one of them is the user's."""
    for permission in map(mapping, sequence(found.get("permissions") or [])):
        kind = name(permission.get("perm_name"))
        required = mapping(permission.get("required_auth") or {})
        is_one = len(sequence(required.get("keys") or [])) == 1
        keys = {} if is_one else {"keys": required.get("keys")}
        for holder in named({"accounts": required.get("accounts"), **keys}):
            if holder and holder != address and kind in WHOLE:
                yield Permission(kind, holder)
