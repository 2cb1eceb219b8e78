"""What a TRON node says, in our vocabulary: answers in the shape of the documented examples (Nile network)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.node import Allowed, Token, Trouble
from answerback.lookups.tron import GENESIS, TronNode
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ID = "01b4cde4197b9d1a1ff09ef5d2b1d939d3ec2401b3f002ebd0802c0f30a6e4ca"
OWNER_HEX, OTHER_HEX = (
    "41dd791d6b49e190062d650e6a23c575510d35f2f9",
    "419ff8fc48fb114ccd5bbdc24a86f0c73082f08825",
)
OWNER, OTHER = "TWAFRfZFmhVQZjxM3De7Mp5UZ9sLqWqpHp", "TQZ4iNhzKZvM3nQTrtK69oNwLYxWLHa248"
USDT_HEX, USDT = "a614f803b6fd780986a42c78ec9c7f77e6ded13c", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
EVENT = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
FINAL, LATEST = "/walletsolidity/gettransactionbyid", "/wallet/gettransactionbyid"
INFO, WAITING = "/wallet/gettransactioninfobyid", "/wallet/gettransactionfrompending"
CONSTANT = "/wallet/triggerconstantcontract"
NOW, FIRST, ACCOUNT = "/wallet/getnowblock", "/wallet/getblockbynum", "/wallet/getaccount"
LISTED = {USDT: Token(Chain.TRON, USDT, "USDT", 6)}


def body(kind: str, result: str | None = "SUCCESS", memo: str = "", **values: Any) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "contract": [
            {
                "parameter": {
                    "value": {"owner_address": OWNER_HEX, **values},
                    "type_url": f"type.googleapis.com/protocol.{kind}",
                },
                "type": kind,
            }
        ],
        "ref_block_bytes": "1c8b",
        "expiration": 1777437813000,
        "timestamp": 1777437756016,
    }
    if memo:
        raw["data"] = memo.encode().hex()
    told = {"txID": ID, "raw_data": raw, "signature": ["21"]}
    return told if result is None else {"ret": [{"contractRet": result}], **told}


PAYMENT = body("TransferContract", memo="订单 88", to_address=OTHER_HEX, amount=2_500_000)
CALL = body("TriggerSmartContract", contract_address=f"41{USDT_HEX}", data="a9059cbb" + "0" * 128)
DONE = {"id": ID, "fee": 1_100_000, "blockNumber": 66985120, "blockTimeStamp": 1777437762000, "receipt": {}}
HEAD = {"block_header": {"raw_data": {"number": 66985122}}}


def event(sender: str, recipient: str, amount: int, contract: str = USDT_HEX) -> dict[str, Any]:
    return {
        "address": contract,
        "topics": [EVENT, sender[2:].rjust(64, "0"), recipient[2:].rjust(64, "0")],
        "data": f"{amount:064x}",
    }


def node(answers: dict[str, Any]) -> TronNode:
    return TronNode(Told({FINAL: {}, LATEST: {}, INFO: {}, WAITING: {}, NOW: HEAD, **answers}), LISTED)


def seen(answers: dict[str, Any], before: Sighting | None = None) -> Sighting:
    return node(answers).transaction(ID, at=NOON, before=before)


def test_payment_in_a_solid_block_is_final_with_memo_fee_and_time() -> None:
    assert seen({FINAL: PAYMENT, INFO: DONE}) == Sighting(
        Chain.TRON,
        ID,
        Status.FINAL,
        NOON,
        "tron",
        confirmations=19,
        needed=19,
        block=66985120,
        block_time=datetime(2026, 4, 29, 4, 42, 42, tzinfo=UTC),
        signer=OWNER,
        transfers=(Transfer(OWNER, OTHER, 2_500_000, decimals=6, memo="订单 88", signed_by_sender=True),),
        fee=1_100_000,
    )


def test_payment_in_a_block_that_few_built_on_is_only_confirmed() -> None:
    found = seen({LATEST: PAYMENT, INFO: DONE})
    assert (found.status, found.confirmations, found.needed) == (Status.CONFIRMED, 3, 19)


def test_payment_in_no_block_is_pending_and_has_cost_nothing_yet() -> None:
    taken, heard = (
        seen({LATEST: PAYMENT}),
        seen({WAITING: body("TransferContract", None, to_address=OTHER_HEX, amount=7)}),
    )
    assert [(one.status, one.fee, len(one.transfers)) for one in (taken, heard)] == [
        (Status.PENDING, None, 1)
    ] * 2


@pytest.mark.parametrize(
    ("sent", "told", "reason"),
    [
        (body("TriggerSmartContract", "OUT_OF_ENERGY"), DONE, "OUT_OF_ENERGY"),
        (body("TriggerSmartContract", "REVERT"), DONE, "REVERT"),
        (body("TriggerSmartContract", None), {**DONE, "receipt": {"result": "OUT_OF_TIME"}}, "OUT_OF_TIME"),
        (body("TriggerSmartContract", None), {**DONE, "result": "FAILED"}, "FAILED"),
    ],
)
def test_failed_transaction_moved_nothing_and_says_why(sent: Any, told: Any, reason: str) -> None:
    found = seen({FINAL: sent, INFO: {**told, "log": [event(OWNER_HEX, OTHER_HEX, 1)]}})
    assert (found.status, found.reason, found.transfers, found.fee) == (Status.FAILED, reason, (), 1_100_000)


def test_unknown_one_was_dropped_only_when_it_was_seen_waiting() -> None:
    def before(status: Status) -> Sighting:
        return Sighting(Chain.TRON, ID, status, NOON, "tron")

    given = [None, before(Status.UNKNOWN), before(Status.PENDING), before(Status.FINAL)]
    assert [seen({}, one).status for one in given] == [
        Status.UNKNOWN,
        Status.UNKNOWN,
        Status.DROPPED,
        Status.UNKNOWN,
    ]


def test_listed_token_has_a_name_and_another_contract_has_none() -> None:
    real = seen({FINAL: CALL, INFO: {**DONE, "log": [event(OWNER_HEX, OTHER_HEX, 5)]}})
    fake = seen({FINAL: CALL, INFO: {**DONE, "log": [event(OWNER_HEX, OTHER_HEX, 5, "ab" * 20)]}})
    assert (real.called, real.transfers) == (
        "",
        (Transfer(OWNER, OTHER, 5, USDT, "USDT", 6, signed_by_sender=True),),
    )
    assert (fake.transfers[0].symbol, fake.transfers[0].decimals) == ("", None)


def test_event_of_nothing_or_of_no_token_is_marked() -> None:
    log = [
        event(OTHER_HEX, OWNER_HEX, 0),
        event(OTHER_HEX, OWNER_HEX, 5, "ab" * 20),
        event(OTHER_HEX, OWNER_HEX, 5),
    ]
    told = {FINAL: CALL, INFO: {**DONE, "log": log}}
    empty, full = ({"result": {"result": True}, "constant_result": [answer]} for answer in ("", "0" * 64))
    assert [
        [move.signed_by_sender for move in seen({**told, CONSTANT: answer}).transfers]
        for answer in (None, empty, full)
    ] == [[False, None, None], [False, False, None], [False, None, None]]


APPROVAL = "8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"
GIVEN = {
    "address": USDT_HEX,
    "topics": [APPROVAL, OWNER_HEX[2:].rjust(64, "0"), OTHER_HEX[2:].rjust(64, "0")],
    "data": "f" * 64,
}
GRANT = Grant(OWNER, OTHER, "erc20", USDT)


def test_transaction_tells_what_it_allowed() -> None:
    assert seen({FINAL: CALL, INFO: {**DONE, "log": [GIVEN]}}).grants == (GRANT,)
    failed = body("TriggerSmartContract", "REVERT", contract_address=f"41{USDT_HEX}", data="095ea7b3")
    assert seen({FINAL: failed, INFO: {**DONE, "log": [GIVEN]}}).grants == ()


def test_transaction_that_changes_permissions_tells_who_may_sign_from_then_on() -> None:
    sent = body(
        "AccountPermissionUpdateContract",
        owner=permission((OTHER_HEX, 1)),
        actives=[permission((OWNER_HEX, 1)), permission((OTHER_HEX, 1))],
    )
    assert seen({FINAL: sent, INFO: DONE}).grants == (
        Grant(OWNER, OTHER, "owner"),
        Grant(OWNER, OTHER, "active"),
    )


def constant(word: str, *, has_run: bool = True) -> dict[str, Any]:
    return {"result": {"result": has_run}, "constant_result": [word]}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (
            constant(f"{7:064x}"),
            Allowed((Permission("erc20", OTHER, USDT, 7, symbol="USDT", decimals=6),), {USDT: 7}, False),
        ),
        (constant(f"{0:064x}"), Allowed(is_whole=False)),
        (constant(""), Allowed(is_whole=False)),
        (constant(f"{7:064x}", has_run=False), Allowed(is_whole=False)),
        ({"result": {"code": "SERVER_BUSY"}}, Allowed(is_whole=False)),
    ],
)
def test_allowance_of_a_token_is_asked_of_its_contract(answer: Any, found: Allowed) -> None:
    others = Grant(OTHER, OWNER, "erc20", USDT)
    assert node({CONSTANT: answer}).allowed(OWNER, clues=(GRANT, others, GRANT)) == found


def test_allowance_that_is_no_number_is_refused() -> None:
    with pytest.raises(Trouble) as refused:
        node({CONSTANT: constant("z" * 64)}).allowed(OWNER, clues=(GRANT,))
    assert refused.value.code == "strange"


@pytest.mark.parametrize("answers", [{FINAL: {**CALL, "txID": "77" * 32}}, {FINAL: CALL, INFO: {"id": "7"}}])
def test_answer_about_another_transaction_is_not_believed(answers: Any) -> None:
    with pytest.raises(Trouble) as refused:
        seen(answers)
    assert refused.value.code == "strange"


def test_trc10_token_and_trx_sent_to_or_by_a_contract_are_told_apart() -> None:
    number = body("TransferAssetContract", to_address=OTHER_HEX, amount=9, asset_name=b"1002000".hex())
    paid = body("TriggerSmartContract", contract_address=OTHER_HEX, call_value=3, data="deadbeef")
    step = {
        "caller_address": OTHER_HEX,
        "transferTo_address": OWNER_HEX,
        "callValueInfo": [{}, {"callValue": 4}],
    }
    refused = {**step, "rejected": True}
    assert seen({FINAL: number, INFO: DONE}).transfers == (
        Transfer(OWNER, OTHER, 9, "1002000", signed_by_sender=True),
    )
    found = seen({FINAL: paid, INFO: {**DONE, "internal_transactions": [step, refused]}})
    assert (found.called, found.transfers) == (
        "deadbeef",
        (Transfer(OWNER, OTHER, 3, decimals=6, signed_by_sender=True), Transfer(OTHER, OWNER, 4, decimals=6)),
    )


def permission(*keys: tuple[str, int], threshold: int = 1) -> dict[str, Any]:
    return {"threshold": threshold, "keys": [{"address": one, "weight": weight} for one, weight in keys]}


def account(**told: Any) -> Account:
    return node({ACCOUNT: {"address": OWNER_HEX, **told} if told else {}}).account(OWNER, at=NOON)


def test_ordinary_account_belongs_to_its_own_key() -> None:
    own = permission((OWNER_HEX, 1))
    found = account(balance=7, latest_opration_time=1, owner_permission=own, active_permission=[own])
    assert (found.kind, found.balances, found.has_acted, found.permissions, found.keys_changed) == (
        AccountKind.KEY,
        {"": 7},
        True,
        (),
        False,
    )


@pytest.mark.parametrize(
    ("owner", "changed"),
    [
        (permission((OTHER_HEX, 1)), True),
        (permission((OWNER_HEX, 1), (OTHER_HEX, 1), threshold=2), True),
        (permission((OWNER_HEX, 2), (OTHER_HEX, 1), threshold=2), False),
        (permission((OTHER, 1)), True),
    ],
)
def test_owner_permission_of_somebody_else_makes_the_money_unspendable(owner: Any, changed: bool) -> None:
    found = account(owner_permission=owner)
    assert (found.keys_changed, found.permissions) == (changed, (Permission("owner", OTHER),))


def test_active_permission_of_somebody_else_is_named_but_the_owner_can_still_end_it() -> None:
    found = account(
        owner_permission=permission((OWNER_HEX, 1)), active_permission=[permission((OTHER_HEX, 1))]
    )
    assert (found.keys_changed, found.permissions) == (False, (Permission("active", OTHER),))


def test_account_nobody_activated_and_contract_are_told_by_kind() -> None:
    assert [account().kind, account(type="Contract").kind, account(type="Contract").keys_changed] == [
        AccountKind.NONE,
        AccountKind.CONTRACT,
        False,
    ]


def test_address_in_hexadecimal_is_the_same_account() -> None:
    told = {"balance": 1, "owner_permission": permission((OWNER_HEX, 1))}
    assert node({ACCOUNT: told}).account(OWNER_HEX, at=NOON).keys_changed is False


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"Error": "class java.lang.IllegalAccessException : lack of computing resources"}, "limited"),
        (
            {"Error": "class org.tron.core.services.http.JsonFormat$ParseException : 1: INVALID hex String"},
            "error",
        ),
        ("this API is closed because this node is a lite fullnode", "not_offered"),
        (None, "not_offered"),
        ("something else", "strange"),
    ],
)
def test_trouble_inside_an_ordinary_answer_is_told(answer: Any, code: str) -> None:
    with pytest.raises(Trouble) as refused:
        seen({FINAL: {}, LATEST: answer})
    assert refused.value.code == code


def test_node_without_the_solid_interface_never_says_final() -> None:
    assert seen({FINAL: None, LATEST: PAYMENT, INFO: DONE}).status is Status.CONFIRMED


def test_other_network_is_not_believed() -> None:
    node({FIRST: {"blockID": GENESIS}}).check()
    with pytest.raises(Trouble) as refused:
        node({FIRST: {"blockID": "0" * 64}}).check()
    assert refused.value.code == "wrong_chain"


TOKENS_MOVED = {
    FIRST: {"blockID": GENESIS},
    LATEST: CALL,
    FINAL: {},
    INFO: {
        **DONE,
        "log": [event(OWNER_HEX, OTHER_HEX, 5), event(OTHER_HEX, OWNER_HEX, 5, "ab" * 20), GIVEN],
        "internal_transactions": [
            {
                "caller_address": OTHER_HEX,
                "transferTo_address": OWNER_HEX,
                "callValueInfo": [{"callValue": 4}],
            }
        ],
    },
    NOW: HEAD,
    WAITING: PAYMENT,
    CONSTANT: constant(f"{7:064x}"),
    ACCOUNT: {
        "type": "Normal",
        "owner_permission": permission((OWNER_HEX, 1)),
        "active_permission": [permission((OTHER_HEX, 1))],
    },
}


@given(spoiled(TOKENS_MOVED) | spoiled({**TOKENS_MOVED, LATEST: PAYMENT}))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told) -> None:
    ask(TronNode(told, LISTED), ID, OWNER, at=NOON)
