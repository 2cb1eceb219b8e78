"""Aptos REST. Source: aptos-core, api/doc (OpenAPI): a committed transaction is final; 404 is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.node import AllowsInAccount, Rest, Tokens, Trouble, known
from answerback.lookups.shapes import digits, is_of, mapping, moment, segment, sequence, strange, text, whole

MAINNET = 1
COIN = "0x1::aptos_coin::AptosCoin"
ABORT = re.compile(r"\b(E[A-Z0-9_]{3,60})\b")
OBJECT = "0x1::object::ObjectCore"
# The function of a payment → where it begins to name the recipient and the amount; an asset stands before them.
PAYMENTS = {
    "0x1::aptos_account::transfer": 0,
    "0x1::aptos_account::transfer_coins": 0,
    "0x1::coin::transfer": 0,
    "0x1::primary_fungible_store::transfer": 1,
    "0x1::aptos_account::transfer_fungible_assets": 1,
}


@dataclass(frozen=True)
class AptosNode(AllowsInAccount):
    """`tokens` by coin type or by the address of the asset."""

    rest: Rest
    tokens: Tokens = field(default_factory=dict)
    number: int = MAINNET
    chain: Chain = Chain.APTOS
    source: str = "aptos"

    def check(self) -> None:
        if whole(mapping(self.rest("/v1")).get("chain_id")) != self.number:
            raise Trouble("wrong_chain")

    def transaction(self, identifier: str, *, at: datetime, before: Sighting | None = None) -> Sighting:
        answer = self.rest(f"/v1/transactions/by_hash/{segment(identifier)}")
        if answer is None:
            seen = before is not None and before.status in (Status.PENDING, Status.CONFIRMED)
            return Sighting(
                self.chain, identifier, Status.DROPPED if seen else Status.UNKNOWN, at, self.source
            )
        found = mapping(answer)
        if not is_of(identifier, found.get("hash")):
            raise strange()
        signer = text(found.get("sender") or "")
        sighting = Sighting(self.chain, identifier, Status.PENDING, at, self.source, signer=signer)
        if found.get("type") == "pending_transaction":
            return replace(sighting, transfers=tuple(self.moves(found)))
        worked = found.get("success")
        if not isinstance(worked, bool):
            raise strange()
        return replace(
            sighting,
            status=Status.FINAL if worked else Status.FAILED,
            block=digits(found.get("version")),
            block_time=moment(digits(found["timestamp"]) // 1_000_000)
            if found.get("timestamp") is not None
            else None,
            transfers=tuple(self.moves(found)) if worked else (),
            fee=fee(found),
            reason="" if worked else reason(text(found.get("vm_status") or "")),
        )

    def moves(self, found: dict[str, object]) -> Iterator[Transfer]:
        """A plain payment, by its function; what other functions move stands only in their events."""
        payload = mapping(found.get("payload") or {})
        first = PAYMENTS.get(str(payload.get("function")))
        if first is None:
            return
        given = sequence(payload.get("arguments"))
        if len(given) != first + 2:
            raise strange()
        token = asset(payload, given[:first])
        symbol, decimals = known(self.tokens, token)
        recipient, amount = text(given[first]), digits(given[first + 1])
        yield Transfer(
            text(found.get("sender") or ""),
            recipient,
            amount,
            token,
            symbol,
            decimals if token else 8,
            signed_by_sender=True,
        )

    def account(self, address: str, *, at: datetime) -> Account:
        """A node answers with a sequence number of 0 for accounts that nobody has made yet, too."""
        place = f"/v1/accounts/{segment(address)}"
        answer = self.rest(place)
        acted = digits(mapping(answer).get("sequence_number")) > 0 if answer is not None else False
        balance = self.rest(f"{place}/balance/{COIN}")
        held = {"": digits(balance)} if balance is not None else {}
        kind = AccountKind.KEY if acted or held.get("") else AccountKind.NONE
        if not acted and self.rest(f"{place}/resource/{OBJECT}") is not None:
            kind = AccountKind.CONTRACT
        return Account(self.chain, address, kind, at, self.source, balances=held, has_acted=acted)


def asset(payload: dict[str, object], before: list[object]) -> str:
    """The coin type or the address of the asset moved; "" for APT itself."""
    if before:
        named = text(
            before[0]["inner"] if isinstance(before[0], dict) and "inner" in before[0] else before[0]
        )
        return "" if named.removeprefix("0x").lstrip("0") == "a" else named
    kinds = sequence(payload.get("type_arguments") or [])
    named = text(kinds[0]) if kinds else COIN
    return "" if named == COIN else named


def fee(found: dict[str, object]) -> int | None:
    if found.get("gas_used") is None:
        return None
    return digits(found["gas_used"]) * digits(found.get("gas_unit_price"))


def reason(status: str) -> str:
    """The name of the abort (`ECOIN_STORE_NOT_PUBLISHED`), never the prose of a module."""
    named = ABORT.search(status)
    return named[1] if named else "out_of_gas" if status.lower().startswith("out of gas") else "failed"
