"""What others may still take, by the log and the contracts: bounded, attacked, and honest about what was not seen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.chains import Chain
from answerback.chains.sightings import Grant, Permission
from answerback.lookups.allowances import MOST, MOST_OF_ONE, allowed
from answerback.lookups.grants import (
    APPROVAL,
    APPROVAL_FOR_ALL,
    KEPT,
    PERMIT2,
    PERMIT2_APPROVAL,
    PERMIT2_PERMIT,
    granted,
)
from answerback.lookups.node import Allowed, RpcError, Token, Trouble
from tests.lookups.told import JSON

OWNER, SPENDER, USDT = "0x" + "a" * 40, "0x" + "e" * 40, "0x" + "c" * 40
LISTED = {USDT: Token(Chain.ETHEREUM, USDT, "USDT", 6)}


def topic(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")


def approval(token: str = USDT, spender: str = SPENDER, owner: str = OWNER) -> dict[str, Any]:
    return {"address": token, "topics": [APPROVAL, topic(owner), topic(spender)], "data": "0x" + "0" * 64}


def number(value: int) -> str:
    return f"0x{value:064x}"


FIVE = number(5)


class Chainlike:
    """A node with this log, whose every contract answers `amount`; it refuses to search more than `span` blocks."""

    def __init__(self, log: Any, amount: Any = FIVE, span: int = 10**9, newest: int = 500_000) -> None:
        self.log, self.amount, self.span, self.newest = log, amount, span, newest
        self.asked: list[str] = []

    def __call__(self, method: str, *params: Any) -> Any:
        self.asked.append(method)
        if method == "eth_blockNumber":
            return hex(self.newest)
        answer = self.log if method == "eth_getLogs" else self.amount
        if method == "eth_getLogs" and self.newest - int(params[0]["fromBlock"], 16) > self.span:
            raise RpcError(-32005)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def calls(self) -> int:
        return self.asked.count("eth_call")


def test_log_that_can_be_searched_from_the_beginning_gives_the_whole() -> None:
    assert allowed(Chainlike([approval()]), LISTED, OWNER, ()) == Allowed(
        (Permission("erc20", SPENDER, USDT, 5, symbol="USDT", decimals=6),), {USDT: 5}, is_whole=True
    )


@pytest.mark.parametrize(
    ("span", "newest", "whole"),
    [(100_000, 500_000, False), (9_999, 500_000, False), (999, 500_000, False), (999, 900, True)],
)
def test_endpoint_that_lets_only_some_blocks_be_searched_gives_a_part(
    span: int, newest: int, whole: bool
) -> None:
    found = allowed(Chainlike([approval()], span=span, newest=newest), LISTED, OWNER, ())
    assert (len(found.permissions), found.is_whole) == (1, whole)


@pytest.mark.parametrize("trouble", [RpcError(-32601), Trouble("too_large"), Trouble("not_json")])
def test_endpoint_without_a_log_says_that_it_cannot_tell(trouble: Trouble) -> None:
    with pytest.raises(Trouble) as refused:
        allowed(Chainlike(trouble), LISTED, OWNER, ())
    assert refused.value.code == "not_offered"
    clue = Grant(OWNER, SPENDER, "erc20", USDT)
    found = allowed(Chainlike(trouble), LISTED, OWNER, (clue,))
    assert (len(found.permissions), found.is_whole) == (1, False)


@pytest.mark.parametrize("code", ["limited", "refused", "no_connection"])
def test_endpoint_that_will_not_answer_is_not_asked_again_and_again(code: str) -> None:
    for clues in ((), (GRANT,)):
        node = Chainlike(Trouble(code))
        with pytest.raises(Trouble) as refused:
            allowed(node, LISTED, OWNER, clues)
        assert (refused.value.code, node.asked) == (code, ["eth_getLogs"])


def test_slow_endpoint_is_asked_for_little_at_once() -> None:
    node = Chainlike(Trouble("timed_out"))
    with pytest.raises(Trouble):
        allowed(node, LISTED, OWNER, ())
    assert node.asked.count("eth_getLogs") == 2


def test_junk_cannot_crowd_out_a_listed_token_nor_ask_without_end() -> None:
    junk = [approval(f"0x{place:040x}", f"0x{place:040x}") for place in range(3000)]
    node = Chainlike([approval(), *junk])
    found = allowed(node, LISTED, OWNER, ())
    assert (found.permissions[0].token, len(found.permissions), found.is_whole) == (USDT, MOST, False)
    assert node.calls() <= 2 * MOST


def test_one_contract_takes_up_no_more_than_its_share() -> None:
    junk = "0x" + "9" * 40
    node = Chainlike([approval(junk, f"0x{place:040x}") for place in range(1, 100)])
    found = allowed(node, LISTED, OWNER, ())
    assert (len(found.permissions), found.is_whole) == (MOST_OF_ONE, False)


def test_node_in_trouble_among_the_calls_is_left_alone_and_the_answer_is_a_part() -> None:
    log = [approval(f"0x{place:040x}") for place in range(1, 40)]
    node = Chainlike(log, amount=Trouble("limited"))
    found = allowed(node, LISTED, OWNER, ())
    assert (found, node.calls() <= 8) == (Allowed(is_whole=False), True)


@pytest.mark.parametrize("answer", ["0x", "0x1", RpcError(3), number(0)])
def test_contract_that_refuses_or_says_nothing_allows_nothing(answer: Any) -> None:
    assert allowed(Chainlike([approval()], amount=answer), LISTED, OWNER, ()).permissions == ()


def test_address_of_another_kind_of_chain_is_not_asked_about() -> None:
    node = Chainlike([])
    with pytest.raises(Trouble) as refused:
        allowed(node, LISTED, "TWAFRfZFmhVQZjxM3De7Mp5UZ9sLqWqpHp", ())
    assert (refused.value.code, node.asked) == ("not_offered", [])


@given(JSON, JSON)
def test_any_answer_is_a_reading_or_a_trouble(log: Any, amount: Any) -> None:
    clue = Grant(OWNER, SPENDER, "permit2", USDT)
    try:
        found = allowed(Chainlike([log, approval(), log], amount), LISTED, OWNER, (clue,))
    except Trouble as trouble:
        assert trouble.code
    else:
        assert all(one.amount is None or one.amount < 1 << 256 for one in found.permissions)


# The log of one transaction -----------------------------------------------------------------------

GRANT = Grant(OWNER, SPENDER, "erc20", USDT)


@pytest.mark.parametrize(
    ("contract", "topics", "grant"),
    [
        (USDT, [APPROVAL, topic(OWNER), topic(SPENDER)], GRANT),
        (USDT, [APPROVAL, topic(OWNER), topic(SPENDER), number(7)], Grant(OWNER, SPENDER, "erc721", USDT, 7)),
        (USDT, [APPROVAL_FOR_ALL, topic(OWNER), topic(SPENDER)], Grant(OWNER, SPENDER, "erc721", USDT)),
        (
            PERMIT2,
            [PERMIT2_APPROVAL, topic(OWNER), topic(USDT), topic(SPENDER)],
            Grant(OWNER, SPENDER, "permit2", USDT),
        ),
        (
            PERMIT2.upper().replace("X", "x"),
            [PERMIT2_PERMIT, topic(OWNER), topic(USDT), topic(SPENDER)],
            Grant(OWNER, SPENDER, "permit2", USDT),
        ),
    ],
)
def test_event_of_each_standard_is_read(contract: str, topics: list[str], grant: Grant) -> None:
    assert granted([{"address": contract, "topics": topics}]) == (grant,)


@pytest.mark.parametrize(
    "entry",
    [
        None,
        {},
        {"address": USDT, "topics": []},
        {"address": USDT, "topics": [APPROVAL, topic(OWNER)]},
        {"address": USDT, "topics": [APPROVAL, OWNER, SPENDER]},
        {"address": USDT, "topics": [APPROVAL, topic(OWNER), 5]},
        {"address": "0x", "topics": [APPROVAL, topic(OWNER), topic(SPENDER)]},
        {"address": USDT, "topics": [PERMIT2_PERMIT, topic(OWNER), topic(USDT), topic(SPENDER)]},
    ],
)
def test_entry_that_is_none_of_them_hides_nothing_else(entry: Any) -> None:
    assert granted([entry, approval()]) == (GRANT,)


def test_grants_of_one_transaction_are_bounded() -> None:
    assert len(granted([approval(spender=f"0x{place:040x}") for place in range(5000)])) == KEPT


@given(st.lists(JSON | st.fixed_dictionaries({"address": JSON, "topics": st.lists(JSON, max_size=4)})))
def test_any_log_is_read(log: list[Any]) -> None:
    assert len(granted(log)) <= KEPT
