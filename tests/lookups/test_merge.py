"""Two nodes that differ about an account: seen beats missed, the warning stays, the smaller balance counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Permission
from answerback.lookups.ask import permit, stand
from answerback.lookups.merge import merged, united
from answerback.lookups.node import Allowed
from tests.lookups.server import serving
from tests.lookups.test_ask import file

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ALICE, THIEF, TOKEN = "0x" + "a" * 40, "0x" + "e" * 40, "0x" + "c" * 40
KEY = Account(Chain.ETHEREUM, ALICE, AccountKind.KEY, NOON, "evm", balances={"": 5, TOKEN: 9}, has_acted=True)
SOME, ALL = Permission("erc20", THIEF, TOKEN, 7), Permission("erc20", THIEF, TOKEN)


def both(one: Account, other: Account) -> list[Account | None]:
    return [merged([one, other]), merged([other, one])]


@pytest.mark.parametrize("kind", [AccountKind.NONE, AccountKind.UNKNOWN])
def test_node_that_lags_does_not_make_an_account_vanish(kind: AccountKind) -> None:
    lagging = replace(KEY, kind=kind, balances={}, has_acted=False)
    assert both(KEY, lagging) == [KEY, KEY]


@pytest.mark.parametrize("kind", [AccountKind.CONTRACT, AccountKind.DELEGATED])
def test_code_that_one_node_has_seen_is_there(kind: AccountKind) -> None:
    found = merged([KEY, replace(KEY, kind=kind)])
    assert found is not None and found.kind is kind


def test_warning_of_either_node_and_the_smaller_balance_are_kept() -> None:
    other = replace(KEY, balances={"": 3}, permissions=(SOME,), keys_changed=True, has_acted=None)
    expected = replace(
        KEY, balances={"": 3, TOKEN: 9}, permissions=(SOME,), keys_changed=True, has_acted=True
    )
    assert both(KEY, other) == [expected, expected]


def test_no_answer_is_no_account() -> None:
    assert (merged([]), united([])) == (None, None)


def test_larger_of_two_allowances_is_kept_and_one_whole_reading_is_enough() -> None:
    part, whole = Allowed((SOME,), {TOKEN: 9}, is_whole=False), Allowed((ALL,), {TOKEN: 4})
    expected = Allowed((ALL,), {TOKEN: 4}, is_whole=True)
    assert [united([part, whole]), united([whole, part])] == [expected, expected]


def account_node(code: str, count: str = "0x1") -> Any:
    results = {
        "eth_chainId": "0x1",
        "eth_getCode": code,
        "eth_getBalance": "0x5",
        "eth_getTransactionCount": count,
        "eth_getLogs": [],
    }

    def answer(path: str, body: Any) -> tuple[int, bytes]:
        import json

        return 200, json.dumps({"jsonrpc": "2.0", "id": 1, "result": results[body["method"]]}).encode()

    return answer


def test_two_nodes_are_asked_about_an_account_and_their_difference_is_told(tmp_path: Path) -> None:
    delegated = "0xef0100" + "e" * 40
    with serving(account_node("0x")) as (one, _), serving(account_node(delegated)) as (two, _):
        stood = stand(file(tmp_path, one, two), "lanyue", Chain.ETHEREUM, ALICE, at=NOON)
    assert stood.account is not None
    assert (stood.account.kind, stood.account.delegate_code, stood.agree) == (
        AccountKind.DELEGATED,
        THIEF,
        False,
    )


def test_two_nodes_that_agree_on_an_account_say_so(tmp_path: Path) -> None:
    with serving(account_node("0x")) as (one, _), serving(account_node("0x")) as (two, _):
        endpoints = file(tmp_path, one, two)
        stood = stand(endpoints, "lanyue", Chain.ETHEREUM, ALICE, at=NOON)
        permitted = permit(endpoints, "lanyue", Chain.ETHEREUM, ALICE)
    assert (stood.agree, stood.troubles, permitted.agree, permitted.allowed) == (True, (), True, Allowed())
