"""Aptos REST. Source: aptos-core, api/doc (OpenAPI): a committed transaction is final; 404 is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import Rest, Tokens, Trouble, known
from answerback.lookups.shapes import mapping, moment, sequence, text

MAINNET = 1
COIN = "0x1::aptos_coin::AptosCoin"
ABORT = re.compile(r"\b(E[A-Z0-9_]{3,60})\b")
# The function of a payment → which of its arguments are the recipient and the amount.
PAYMENTS = {
    "0x1::aptos_account::transfer": (0, 1),
    "0x1::aptos_account::transfer_coins": (0, 1),
    "0x1::coin::transfer": (0, 1),
    "0x1::primary_fungible_store::transfer": (1, 2),
    "0x1::aptos_account::transfer_fungible_assets": (1, 2),
}


@dataclass(frozen=True)
class AptosNode:
    """`tokens` by coin type or by the address of the asset."""

    rest: Rest
    tokens: Tokens = field(default_factory=dict)
    number: int = MAINNET
    chain: Chain = Chain.APTOS
    source: str = "aptos"

    def check(self) -> None:
        if mapping(self.rest("/v1")).get("chain_id") != self.number:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/v1/transactions/by_hash/{identifier}")
        if answer is None:
            seen = before is not None and before.status is not Status.UNKNOWN
            return Sighting(
                self.chain, identifier, Status.DROPPED if seen else Status.UNKNOWN, at, self.source
            )
        found = mapping(answer)
        signer = str(found.get("sender") or "")
        sighting = Sighting(self.chain, identifier, Status.PENDING, at, self.source, signer=signer)
        if found.get("type") == "pending_transaction":
            return replace(sighting, transfers=tuple(self.moves(found)))
        worked = found.get("success") is True
        return replace(
            sighting,
            status=Status.FINAL if worked else Status.FAILED,
            block=number(found.get("version")),
            block_time=moment(number(found.get("timestamp")) // 1_000_000)
            if found.get("timestamp")
            else None,
            transfers=tuple(self.moves(found)) if worked else (),
            fee=fee(found),
            reason="" if worked else reason(str(found.get("vm_status") or "")),
        )

    def moves(self, found: dict[str, object]) -> Iterator[Transfer]:
        """A plain payment, by its function; what other functions move stands only in their events."""
        payload = mapping(found.get("payload") or {})
        places = PAYMENTS.get(str(payload.get("function")))
        if places is None:
            return
        given = sequence(payload.get("arguments"))
        if len(given) <= max(places):
            return
        token = asset(payload, given)
        symbol, decimals = known(self.tokens, token)
        recipient, amount = text(given[places[0]]), number(given[places[1]])
        yield Transfer(
            str(found.get("sender") or ""),
            recipient,
            amount,
            token,
            symbol,
            decimals if token else 8,
            signed_by_sender=True,
        )

    def account(self, address: str, *, at: datetime) -> Account:
        answer = self.rest(f"/v1/accounts/{address}")
        if answer is None:
            return Account(self.chain, address, AccountKind.NONE, at, self.source, has_acted=False)
        found = mapping(answer)
        acted = number(found.get("sequence_number")) > 0
        balance = self.rest(f"/v1/accounts/{address}/balance/{COIN}")
        held = {"": number(balance)} if balance is not None else {}
        kind = AccountKind.KEY if acted or held.get("") else AccountKind.NONE
        return Account(self.chain, address, kind, at, self.source, balances=held, has_acted=acted)


def number(value: object) -> int:
    """Aptos writes 64-bit numbers as text."""
    given = str(value)
    if isinstance(value, bool) or not given.isascii() or not given.isdigit() or len(given) > 39:
        raise Trouble("strange")
    return int(given)


def asset(payload: dict[str, object], given: list[object]) -> str:
    """The coin type or asset moved; "" for APT itself."""
    kinds = sequence(payload.get("type_arguments") or [])
    named = str(kinds[0]) if kinds else ""
    if isinstance(given[0], dict):
        named = str(given[0].get("inner") or "")
    return "" if named in (COIN, "0xa", "0x1::object::ObjectCore", "0x1::fungible_asset::Metadata") else named


def fee(found: dict[str, object]) -> int | None:
    if found.get("gas_used") is None:
        return None
    return number(found["gas_used"]) * number(found.get("gas_unit_price"))


def reason(status: str) -> str:
    """The name of the abort (`ECOIN_STORE_NOT_PUBLISHED`), never the prose of a module."""
    named = ABORT.search(status)
    return named[1] if named else "failed"
