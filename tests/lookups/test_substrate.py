"""What Substrate API Sidecar says of Polkadot and Kusama, in our vocabulary: answers in its documented shape."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.endpoints import is_missing_sidecar
from answerback.lookups.node import Token, Trouble
from answerback.lookups.substrate import SidecarNode
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ALICE, BOB = (
    "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
    "14E5nqKAp3oAJcmzgZhUD2RcptBeUBScxKHgJKU4HPNcKVf3",
)
ID, PATH = "9000000-2", "/blocks/9000000/extrinsics/2"
HEAD, BALANCE = "/blocks/head/header?finalized=true", f"/accounts/{ALICE}/balance-info"
LISTED = {"1984": Token(Chain.POLKADOT, "1984", "USDt", 6)}


def event(pallet: str, method: str, *data: Any) -> dict[str, Any]:
    return {"method": {"pallet": pallet, "method": method}, "data": list(data)}


PAID = event("balances", "Transfer", ALICE, BOB, "12500000000")


def sent(*events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "at": {"hash": "0x" + "1" * 64, "height": "9000000"},
        "extrinsics": {
            "method": {"pallet": "balances", "method": "transferKeepAlive"},
            "signature": {"signature": {"sr25519": "0x2"}, "signer": {"id": ALICE}},
            "nonce": "4",
            "args": {},
            "hash": "0x" + "3" * 64,
            "info": {"weight": {}, "class": "Normal", "partialFee": "158123456"},
            "events": list(events),
            "success": True,
            "paysFee": True,
            **changes,
        },
    }


def node(answers: dict[str, Any], chain: Chain = Chain.POLKADOT, place: str = "asset-hub") -> SidecarNode:
    return SidecarNode(chain, Told({HEAD: {"number": "9000005"}, **answers}), place, LISTED)


def seen(answer: Any, **answers: Any) -> Sighting:
    return node({PATH: answer, **answers}).transaction(ID, at=NOON)


def test_payment_in_a_finalized_block_is_final() -> None:
    assert seen(sent(PAID)) == Sighting(
        Chain.POLKADOT,
        ID,
        Status.FINAL,
        NOON,
        "sidecar:asset-hub",
        block=9000000,
        signer=ALICE,
        transfers=(Transfer(ALICE, BOB, 12_500_000_000, decimals=10, signed_by_sender=True),),
        fee=158123456,
    )


def test_payment_in_a_newer_block_is_only_confirmed() -> None:
    assert seen(sent(PAID), **{HEAD: {"number": "8999999"}}).status is Status.CONFIRMED


def test_place_that_does_not_exist_is_unknown() -> None:
    assert seen(None).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("status", "told", "missing"),
    [
        (400, "Requested `extrinsicIndex` does not exist", True),
        (
            400,
            "Specified block number is larger than the current largest block. The largest known is 7.",
            True,
        ),
        (400, "Cannot query this", False),
        (500, "Requested `extrinsicIndex` does not exist", False),
        (404, None, True),
    ],
)
def test_refusal_that_means_no_such_place_is_known_by_its_words(
    status: int, told: Any, missing: bool
) -> None:
    assert is_missing_sidecar(status, {"code": status, "message": told}) is missing


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ({"token": "FundsUnavailable"}, "token:FundsUnavailable"),
        ({"module": {"index": "10", "error": "0x02000000"}}, "module:10:0x02000000"),
        ("BadOrigin", "ExtrinsicFailed"),
    ],
)
def test_failed_one_moved_nothing_and_says_why(why: Any, reason: str) -> None:
    found = seen(sent(PAID, event("system", "ExtrinsicFailed", why, {}), success=False))
    assert (found.status, found.reason, found.transfers, found.fee) == (Status.FAILED, reason, (), 158123456)


def test_success_that_the_service_could_not_read_is_not_called_a_failure() -> None:
    with pytest.raises(Trouble) as refused:
        seen(sent(success="Unable to fetch Events, cannot confirm extrinsic status"))
    assert refused.value.code == "strange"


def test_token_is_told_by_its_number_and_only_a_listed_one_has_a_name() -> None:
    moves = seen(
        sent(
            event("assets", "Transferred", "1984", ALICE, BOB, "5"),
            event("assets", "Transferred", "666", BOB, ALICE, "5"),
            event("foreignAssets", "Transferred", {"parents": "2"}, ALICE, BOB, "5"),
        )
    ).transfers
    assert moves == (
        Transfer(ALICE, BOB, 5, "1984", "USDt", 6, signed_by_sender=True),
        Transfer(BOB, ALICE, 5, "666"),
    )


def test_kusama_counts_in_twelve_decimals() -> None:
    found = node({PATH: sent(PAID)}, Chain.KUSAMA).transaction(ID, at=NOON)
    assert [move.decimals for move in found.transfers] == [12]


def test_unsigned_one_has_no_signer() -> None:
    assert seen(sent(signature=None, info={})).signer == ""


@pytest.mark.parametrize("identifier", ["0x" + "ab" * 32, "²-1", "1-", "1-2/../3", "99999999999-1"])
def test_only_a_place_in_a_block_can_be_looked_up(identifier: str) -> None:
    with pytest.raises(Trouble) as refused:
        node({}).transaction(identifier, at=NOON)
    assert refused.value.code == "not_offered"


def account(nonce: str, free: str) -> Account:
    return node({BALANCE: {"nonce": nonce, "free": free, "reserved": "0"}}).account(ALICE, at=NOON)


@pytest.mark.parametrize(
    ("found", "kind", "acted"),
    [
        (account("3", "9"), AccountKind.KEY, True),
        (account("0", "9"), AccountKind.KEY, False),
        (account("0", "0"), AccountKind.NONE, False),
    ],
)
def test_account_is_told_by_what_it_did_and_holds(found: Account, kind: AccountKind, acted: bool) -> None:
    assert (found.kind, found.has_acted) == (kind, acted)


@pytest.mark.parametrize(
    ("spec", "chain", "place", "passes"),
    [
        ("statemint", Chain.POLKADOT, "asset-hub", True),
        ("polkadot", Chain.POLKADOT, "asset-hub", False),
        ("polkadot", Chain.POLKADOT, "relay", True),
        ("statemine", Chain.KUSAMA, "asset-hub", True),
        ("statemine", Chain.POLKADOT, "asset-hub", False),
        ("westend", Chain.POLKADOT, "relay", False),
    ],
)
def test_other_chain_or_the_other_of_the_two_is_not_believed(
    spec: str, chain: Chain, place: str, passes: bool
) -> None:
    asked = node({"/runtime/spec": {"specName": spec}}, chain, place)
    if passes:
        asked.check()
        return
    with pytest.raises(Trouble) as refused:
        asked.check()
    assert refused.value.code == "wrong_chain"


WHOLE = {
    "/runtime/spec": {"specName": "statemint"},
    PATH: sent(PAID, event("assets", "Transferred", "1984", ALICE, BOB, "5")),
    HEAD: {"number": "9000005"},
    BALANCE: {"nonce": "1", "free": "2"},
}
FAILED = {**WHOLE, PATH: sent(event("system", "ExtrinsicFailed", {"module": {"index": "1"}}), success=False)}


@given(spoiled(WHOLE) | spoiled(FAILED))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told) -> None:
    ask(SidecarNode(Chain.POLKADOT, told, "asset-hub", LISTED), ID, ALICE, at=NOON)
