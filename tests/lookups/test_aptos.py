"""What an Aptos node says, in our vocabulary: answers in the shape of its OpenAPI and recorded goldens."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.aptos import COIN, OBJECT, AptosNode
from answerback.lookups.node import Token, Trouble
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ID, SENDER, RECIPIENT = "0x" + "ae" * 32, "0x" + "a4" * 32, "0x" + "b5" * 32
USDT = "0x357b0b74bc833e95a115ad22604854d6b0fca151cecd94111770e5d6ffc9dc2b"
LISTED = {USDT: Token(Chain.APTOS, USDT, "USDt", 6)}
PATH, PLACE = f"/v1/transactions/by_hash/{ID}", f"/v1/accounts/{SENDER}"
BALANCE, CORE = f"{PLACE}/balance/{COIN}", f"{PLACE}/resource/{OBJECT}"


def paid(function: str, *arguments: Any, kinds: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "entry_function_payload",
        "function": function,
        "type_arguments": list(kinds),
        "arguments": list(arguments),
    }


APT = paid("0x1::aptos_account::transfer", RECIPIENT, "150000000")


def sent(payload: dict[str, Any] = APT, **changes: Any) -> dict[str, Any]:
    return {
        "type": "user_transaction",
        "version": "2406784021",
        "hash": ID,
        "sender": SENDER,
        "sequence_number": "242217",
        "gas_used": "11",
        "gas_unit_price": "100",
        "success": True,
        "vm_status": "Executed successfully",
        "timestamp": "1763784000123456",
        "payload": payload,
        "events": [],
        **changes,
    }


def seen(answer: Any, before: Sighting | None = None) -> Sighting:
    return AptosNode(Told({PATH: answer}), LISTED).transaction(ID, at=NOON, before=before)


def test_committed_payment_is_final() -> None:
    assert seen(sent()) == Sighting(
        Chain.APTOS,
        ID,
        Status.FINAL,
        NOON,
        "aptos",
        block=2406784021,
        block_time=datetime(2025, 11, 22, 4, tzinfo=UTC),
        signer=SENDER,
        transfers=(Transfer(SENDER, RECIPIENT, 150_000_000, decimals=8, signed_by_sender=True),),
        fee=1100,
    )


def test_payment_that_waits_is_pending() -> None:
    waiting = {
        key: value
        for key, value in sent(type="pending_transaction").items()
        if key not in ("version", "success", "vm_status", "gas_used", "timestamp")
    }
    found = seen(waiting)
    assert (found.status, len(found.transfers), found.fee) == (Status.PENDING, 1, None)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (
            "Move abort in 0x1::coin: ECOIN_STORE_NOT_PUBLISHED(0x60005): Account hasn't registered",
            "ECOIN_STORE_NOT_PUBLISHED",
        ),
        ("Out of gas", "out_of_gas"),
        ("Transaction Executed and Committed with Error LINKER_ERROR", "failed"),
    ],
)
def test_failed_payment_moved_nothing_and_says_why(status: str, reason: str) -> None:
    found = seen(sent(success=False, vm_status=status))
    assert (found.status, found.reason, found.transfers, found.fee) == (Status.FAILED, reason, (), 1100)


def test_unknown_one_was_dropped_only_when_it_was_seen_waiting() -> None:
    def before(status: Status) -> Sighting:
        return Sighting(Chain.APTOS, ID, status, NOON, "aptos")

    assert [
        seen(None).status,
        seen(None, before(Status.PENDING)).status,
        seen(None, before(Status.FINAL)).status,
    ] == [Status.UNKNOWN, Status.DROPPED, Status.UNKNOWN]


METADATA = ("0x1::fungible_asset::Metadata",)
FAKE = "0xbad::usdt::USDT"


@pytest.mark.parametrize(
    ("payload", "token", "symbol", "decimals"),
    [
        (
            paid("0x1::primary_fungible_store::transfer", {"inner": USDT}, RECIPIENT, "7", kinds=METADATA),
            USDT,
            "USDt",
            6,
        ),
        (
            paid("0x1::primary_fungible_store::transfer", USDT, RECIPIENT, "7", kinds=METADATA),
            USDT,
            "USDt",
            6,
        ),
        (
            paid("0x1::primary_fungible_store::transfer", {"inner": "0xa"}, RECIPIENT, "7", kinds=METADATA),
            "",
            "",
            8,
        ),
        (
            paid("0x1::primary_fungible_store::transfer", {"inner": "0xbad"}, RECIPIENT, "7", kinds=METADATA),
            "0xbad",
            "",
            None,
        ),
        (paid("0x1::coin::transfer", RECIPIENT, "7", kinds=(COIN,)), "", "", 8),
        (paid("0x1::aptos_account::transfer_coins", RECIPIENT, "7", kinds=(FAKE,)), FAKE, "", None),
    ],
)
def test_asset_is_told_by_its_address_and_only_a_listed_one_has_a_name(
    payload: Any, token: str, symbol: str, decimals: int | None
) -> None:
    assert seen(sent(payload)).transfers == (
        Transfer(SENDER, RECIPIENT, 7, token, symbol, decimals, signed_by_sender=True),
    )


def test_other_functions_are_not_read_as_payments() -> None:
    assert seen(sent(paid("0xbad::aptos_account::transfer", RECIPIENT, "7"))).transfers == ()


def account(number: str | None, balance: int | None = None, core: Any = None) -> Account:
    told = None if number is None else {"sequence_number": number, "authentication_key": SENDER}
    return AptosNode(Told({PLACE: told, BALANCE: balance, CORE: core})).account(SENDER, at=NOON)


@pytest.mark.parametrize(
    ("found", "kind", "acted", "balances"),
    [
        (account("3", 5), AccountKind.KEY, True, {"": 5}),
        (account("0", 5), AccountKind.KEY, False, {"": 5}),
        (account("0", 0), AccountKind.NONE, False, {"": 0}),
        (account(None), AccountKind.NONE, False, {}),
        (account("0", 0, {"type": OBJECT, "data": {}}), AccountKind.CONTRACT, False, {"": 0}),
    ],
)
def test_account_is_told_by_what_it_did_and_holds(
    found: Account, kind: AccountKind, acted: bool, balances: dict[str, int]
) -> None:
    assert (found.kind, found.has_acted, found.balances) == (kind, acted, balances)


@pytest.mark.parametrize(("number", "code"), [(2, "wrong_chain"), (True, "strange"), ("1", "strange")])
def test_other_network_is_not_believed(number: Any, code: str) -> None:
    AptosNode(Told({"/v1": {"chain_id": 1}})).check()
    with pytest.raises(Trouble) as refused:
        AptosNode(Told({"/v1": {"chain_id": number}})).check()
    assert refused.value.code == code


def test_identifier_cannot_leave_its_place_in_the_path() -> None:
    told = Told({})
    AptosNode(told).transaction("../../accounts/0x1?x=#y", at=NOON)
    AptosNode(told).account("..", at=NOON)
    assert told.asked[:2] == [
        "/v1/transactions/by_hash/..%2F..%2Faccounts%2F0x1%3Fx%3D%23y",
        "/v1/accounts/-",
    ]


WHOLE = {
    "/v1": {"chain_id": 1},
    PATH: sent(
        paid("0x1::primary_fungible_store::transfer", {"inner": USDT}, RECIPIENT, "7", kinds=METADATA)
    ),
    PLACE: {"sequence_number": "0"},
    BALANCE: 5,
    CORE: {"type": OBJECT},
}
FAILED = {**WHOLE, PATH: sent(paid("0x1::coin::transfer", RECIPIENT, "7", kinds=(COIN,)), success=False)}


@given(spoiled(WHOLE) | spoiled(FAILED))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told) -> None:
    ask(AptosNode(told, LISTED), ID, SENDER, at=NOON)
