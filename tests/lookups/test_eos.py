"""What an EOS node and Hyperion say, in our vocabulary: answers in the shape of their interfaces."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.endpoints import is_missing_eos
from answerback.lookups.eos import CHAIN_ID, EosNode, HyperionNode
from answerback.lookups.node import Token, Trouble
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ID = "5c" * 32
INFO, ACCOUNT = "/v1/chain/get_info", "/v1/chain/get_account"
TRACE, STATE = "/v1/trace_api/get_transaction_trace", "/v1/chain/get_transaction_status"
BLOCK, HISTORY = "/v1/trace_api/get_block", f"/v2/history/get_transaction?id={ID}"
HEAD = {"chain_id": CHAIN_ID, "head_block_num": 120, "last_irreversible_block_num": 110}
LISTED = {"tethertether:USDT": Token(Chain.EOS, "tethertether:USDT", "USDT", 4)}


def values(quantity: str = "1.5000 EOS", **changes: Any) -> dict[str, Any]:
    return {"from": "lileilileili", "to": "hanmeimeihan", "quantity": quantity, "memo": "10086", **changes}


def traced(contract: str = "eosio.token", by: str = "lileilileili", **told: Any) -> list[dict[str, Any]]:
    """The action, and the two notices of it that a trace lists again."""
    action = {
        "account": contract,
        "action": "transfer",
        "authorization": [{"account": by, "permission": "active"}],
        "params": values(),
        **told,
    }
    return [{**action, "receiver": one} for one in (contract, "lileilileili", "hanmeimeihan")]


def trace(*actions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    told = {"id": ID, "block_num": 100, "block_time": "2026-11-22T03:59:00.500", "status": "executed"}
    return {**told, "actions": list(actions), **changes}


def seen(answers: dict[str, Any], before: Sighting | None = None) -> Sighting:
    return EosNode(Told({INFO: HEAD, **answers}), LISTED).transaction(ID, at=NOON, before=before)


PAID = Transfer("lileilileili", "hanmeimeihan", 15_000, "", "EOS", 4, "10086", signed_by_sender=True)


def test_payment_in_an_irreversible_block_is_final_and_told_once() -> None:
    assert seen({TRACE: trace(*traced())}) == Sighting(
        Chain.EOS,
        ID,
        Status.FINAL,
        NOON,
        "eos",
        block=100,
        block_time=datetime(2026, 11, 22, 3, 59, 0, 500_000, tzinfo=UTC),
        signer="lileilileili",
        transfers=(PAID,),
    )


def test_two_equal_payments_in_one_transaction_are_two() -> None:
    assert seen({TRACE: trace(*traced(), *traced())}).transfers == (PAID, PAID)


def test_payment_in_a_newer_block_is_only_confirmed() -> None:
    assert seen({TRACE: trace(*traced(), block_num=111)}).status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("status", "reason"), [("soft_fail", "soft_fail"), ("hard_fail", "hard_fail"), ("?", "failed")]
)
def test_failed_transaction_moved_nothing(status: str, reason: str) -> None:
    found = seen({TRACE: trace(*traced(), status=status)})
    assert (found.status, found.reason, found.transfers) == (Status.FAILED, reason, ())


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("LOCALLY_APPLIED", Status.PENDING),
        ("IN_BLOCK", Status.CONFIRMED),
        ("IRREVERSIBLE", Status.FINAL),
        ("FORKED_OUT", Status.DROPPED),
        ("FAILED", Status.FAILED),
        ("UNKNOWN", Status.UNKNOWN),
    ],
)
def test_state_that_a_node_remembers_is_told_in_our_words(state: str, status: Status) -> None:
    found = seen({STATE: {"state": state, "block_number": 100, "block_timestamp": "2026-11-22T03:59:00.500"}})
    assert (found.status, found.block, found.reason) == (
        status,
        100,
        "failed" if status is Status.FAILED else "",
    )


def test_unknown_one_was_dropped_only_when_it_was_seen_waiting() -> None:
    def before(status: Status) -> Sighting:
        return Sighting(Chain.EOS, ID, status, NOON, "eos")

    given = [None, before(Status.PENDING), before(Status.CONFIRMED)]
    assert [seen({STATE: {"state": "UNKNOWN"}}, one).status for one in given] == [
        Status.UNKNOWN,
        Status.DROPPED,
        Status.UNKNOWN,
    ]


def test_node_that_keeps_no_transactions_says_so_instead_of_unknown() -> None:
    assert seen({BLOCK: {"number": 110}}).status is Status.UNKNOWN
    with pytest.raises(Trouble) as refused:
        seen({})
    assert refused.value.code == "not_offered"


@pytest.mark.parametrize(
    ("contract", "quantity", "token", "symbol"),
    [
        ("tethertether", "2.0000 USDT", "tethertether:USDT", "USDT"),
        ("core.vaulta", "2.0000 A", "", "A"),
        ("tetherfaker1", "2.0000 USDT", "tetherfaker1:USDT", ""),
        ("eosiotokens1", "2.0000 EOS", "eosiotokens1:EOS", ""),
    ],
)
def test_token_is_told_by_contract_and_only_a_listed_one_has_a_name(
    contract: str, quantity: str, token: str, symbol: str
) -> None:
    move = seen({TRACE: trace(*traced(contract, params=values(quantity)))}).transfers[0]
    assert (move.token, move.symbol, move.amount, move.decimals) == (token, symbol, 20_000, 4)


def test_counterfeit_that_its_sender_never_authorized_is_marked() -> None:
    moves = seen({TRACE: trace(*traced("eosiotokens1", by="eosiotokens1"))}).transfers
    assert [move.signed_by_sender for move in moves] == [False]


@pytest.mark.parametrize(
    "quantity", ["1e9 EOS", "-1.0000 EOS", "1.0 eos", "1.0", {"quantity": "1.0 EOS"}, 5, None]
)
def test_values_that_are_no_payment_are_passed_over(quantity: Any) -> None:
    assert seen({TRACE: trace(*traced(params=values(quantity)))}).transfers == ()


def permission(name: str, *accounts: str) -> dict[str, Any]:
    holders = [{"permission": {"actor": one, "permission": "active"}, "weight": 1} for one in accounts]
    keys = [{"key": "PUB_K1_1", "weight": 1}]
    return {
        "perm_name": name,
        "parent": "",
        "required_auth": {"threshold": 1, "keys": keys, "accounts": holders},
    }


def account(**changes: Any) -> Account:
    told = {
        "account_name": "lileilileili",
        "last_code_update": "1970-01-01T00:00:00.000",
        "permissions": [],
        **changes,
    }
    return EosNode(Told({ACCOUNT: told})).account("lileilileili", at=NOON)


def test_account_belongs_to_keys_and_shows_what_it_may_spend() -> None:
    found = account(core_liquid_balance="12.0000 EOS")
    assert (found.kind, found.balances, found.has_acted, found.permissions) == (
        AccountKind.KEY,
        {"": 120_000},
        None,
        (),
    )


def test_account_with_code_is_a_contract() -> None:
    assert account(last_code_update="2020-05-01T00:00:00.000").kind is AccountKind.CONTRACT


def test_other_accounts_that_may_act_for_it_are_named() -> None:
    given = [
        permission("owner", "thiefthief12"),
        permission("active", "lileilileili"),
        permission("claim", "bot"),
    ]
    assert account(permissions=given).permissions == (Permission("owner", "thiefthief12"),)


def test_account_that_does_not_exist_is_none() -> None:
    found = EosNode(Told({})).account("nobodynobody", at=NOON)
    assert (found.kind, found.has_acted) == (AccountKind.NONE, False)


def authority(*keys: str, **accounts: str) -> dict[str, Any]:
    return {
        "threshold": 1,
        "keys": [{"key": key, "weight": 1} for key in keys],
        "accounts": [{"permission": {"actor": one, "permission": "active"}} for one in accounts],
    }


def stands(answers: dict[str, Any], make: type[EosNode] = EosNode) -> Account:
    return make(Told({INFO: HEAD, **answers}), LISTED).account("lileilileili", at=NOON)


def test_second_key_of_a_permission_is_told_with_the_first_for_nobody_knows_which_is_the_users() -> None:
    one, two = authority("PUB_K1_1"), authority("PUB_K1_1", "PUB_K1_2", thief="")
    permissions = [
        {"perm_name": "owner", "required_auth": one},
        {"perm_name": "active", "required_auth": two},
    ]
    assert stands({ACCOUNT: {"permissions": permissions}}).permissions == (
        Permission("active", "PUB_K1_1"),
        Permission("active", "PUB_K1_2"),
        Permission("active", "thief"),
    )


def test_transaction_that_changes_a_permission_tells_who_may_sign_from_then_on() -> None:
    def update(permission: str) -> list[dict[str, Any]]:
        told = {"account": "lileilileili", "permission": permission, "auth": authority("PUB_K1_2", thief="")}
        return traced("eosio", action="updateauth", params=told)

    assert seen({TRACE: trace(*update("owner"), *update("claims"))}).grants == (
        Grant("lileilileili", "PUB_K1_2", "owner"),
        Grant("lileilileili", "thief", "owner"),
    )


CHANGED = "/v2/history/get_actions?account=lileilileili&filter=eosio:updateauth&sort=desc&limit=1"


@pytest.mark.parametrize(
    ("answer", "moment"),
    [
        (
            {
                "actions": [
                    {"@timestamp": "2026-11-20T01:02:03.000", "act": {"data": {"account": "lileilileili"}}}
                ]
            },
            datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC),
        ),
        ({"actions": [{"@timestamp": "2026-11-20T01:02:03.000", "act": {"data": {"account": "x"}}}]}, None),
        ({"actions": []}, None),
        (None, None),
        (Trouble("timed_out"), None),
    ],
)
def test_hyperion_tells_when_permissions_were_last_changed(answer: Any, moment: datetime | None) -> None:
    assert stands({ACCOUNT: {}, CHANGED: answer}, HyperionNode).keys_changed_at == moment


def test_answer_about_another_transaction_is_not_believed() -> None:
    for answers in ({TRACE: trace(id="6d" * 32)}, {HISTORY: history(trx_id="6d" * 32)}):
        with pytest.raises(Trouble) as refused:
            HyperionNode(Told(answers)).transaction(ID, at=NOON) if HISTORY in answers else seen(answers)
        assert refused.value.code == "strange"


@pytest.mark.parametrize(("code", "missing"), [(0, True), (3_060_002, True), (3_080_004, False)])
def test_error_that_means_no_such_account_is_known_by_its_number(code: int, missing: bool) -> None:
    assert is_missing_eos(500, {"code": 500, "error": {"code": code, "name": "x"}}) is missing


@pytest.mark.parametrize("make", [EosNode, HyperionNode])
def test_other_network_is_not_believed(make: type[EosNode]) -> None:
    make(Told({INFO: HEAD})).check()
    with pytest.raises(Trouble) as refused:
        make(Told({INFO: {**HEAD, "chain_id": "73" * 32}})).check()
    assert refused.value.code == "wrong_chain"


def history(**changes: Any) -> dict[str, Any]:
    action = {
        "@timestamp": "2026-11-22T03:59:00.500",
        "block_num": 100,
        "act": {
            "account": "eosio.token",
            "name": "transfer",
            "authorization": [{"actor": "lileilileili", "permission": "active"}],
            "data": {**values(), "amount": 1.5, "symbol": "EOS"},
        },
        "receipts": [{"receiver": "eosio.token"}, {"receiver": "hanmeimeihan"}],
    }
    return {"executed": True, "trx_id": ID, "lib": 110, "cached_lib": False, "actions": [action], **changes}


def remembered(answer: Any) -> Sighting:
    return HyperionNode(Told({INFO: HEAD, HISTORY: answer}), LISTED).transaction(ID, at=NOON)


def test_hyperion_tells_the_same_payment() -> None:
    found = remembered(history())
    assert (found.status, found.source, found.block, found.signer, found.transfers) == (
        Status.FINAL,
        "hyperion",
        100,
        "lileilileili",
        (PAID,),
    )


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (history(lib=99), Status.CONFIRMED),
        ({key: value for key, value in history().items() if key != "lib"}, Status.FINAL),
        ({"executed": False, "trx_id": ID, "lib": 110}, Status.UNKNOWN),
        (None, Status.UNKNOWN),
    ],
)
def test_hyperion_tells_how_far_it_has_come(answer: Any, status: Status) -> None:
    assert remembered(answer).status is status


def test_identifier_cannot_leave_its_place_in_the_query() -> None:
    told = Told({})
    HyperionNode(told).transaction("aa&block_hint=1#/..", at=NOON)
    assert told.asked == ["/v2/history/get_transaction?id=aa%26block_hint%3D1%23%2F.."]


WHOLE = {
    INFO: HEAD,
    TRACE: trace(
        *traced(),
        *traced(
            "eosio",
            action="updateauth",
            params={"account": "lileilileili", "permission": "owner", "auth": authority("K", thief="")},
        ),
    ),
    HISTORY: history(),
    CHANGED: {
        "actions": [{"@timestamp": "2026-11-20T01:02:03.000", "act": {"data": {"account": "lileilileili"}}}]
    },
    ACCOUNT: {
        "last_code_update": "1970",
        "core_liquid_balance": "1.0000 EOS",
        "permissions": [permission("owner", "x")],
    },
}
FORGOTTEN = {
    **WHOLE,
    TRACE: None,
    STATE: {"state": "IN_BLOCK", "block_number": 3, "block_timestamp": "2026-01-01"},
}


@given(spoiled(WHOLE) | spoiled(FORGOTTEN))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told) -> None:
    ask(EosNode(told, LISTED), ID, "lileilileili", at=NOON)
    ask(HyperionNode(told, LISTED), ID, "lileilileili", at=NOON)
