"""The story of a payment on a real Bitcoin node: waiting, replaced by a higher fee, left behind by another chain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import Sighting, Status
from answerback.chains.triage import Case, Party, Story, Who, judge
from answerback.lookups.bitcoin import CoreNode
from answerback.lookups.node import Trouble

if TYPE_CHECKING:
    from tests.nodes.bitcoin import Bitcoin

pytestmark = [pytest.mark.nodes, pytest.mark.bitcoin]
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
COIN = 100_000_000


def seen(bitcoin: Bitcoin, identifier: str, before: Sighting | None = None) -> Sighting:
    return CoreNode(bitcoin.rpc, "regtest").transaction(identifier, at=NOON, before=before)


def test_payment_waits_then_is_confirmed_then_final(bitcoin: Bitcoin) -> None:
    address = bitcoin.rpc("getnewaddress")
    identifier = bitcoin.rpc("sendtoaddress", address, 1.5)
    waiting = seen(bitcoin, identifier)
    bitcoin.mine()
    confirmed = seen(bitcoin, identifier)
    bitcoin.mine(5)
    final = seen(bitcoin, identifier)

    assert [one.status for one in (waiting, confirmed, final)] == [
        Status.PENDING,
        Status.CONFIRMED,
        Status.FINAL,
    ]
    assert (confirmed.confirmations, final.confirmations, final.needed) == (1, 6, 6)
    assert (address, 3 * COIN // 2) in [(move.recipient, move.amount) for move in final.transfers]
    case = Case(Story(transaction=identifier, recipient=address, sent_to=Party.OWN), (final,))
    assert judge(case).code == "arrived"


def test_higher_fee_replaces_the_payment_and_where_it_went_is_open(bitcoin: Bitcoin) -> None:
    first = bitcoin.rpc("sendtoaddress", bitcoin.rpc("getnewaddress"), 1)
    before = seen(bitcoin, first)
    second = bitcoin.rpc("bumpfee", first)["txid"]

    assert seen(bitcoin, first).status is Status.UNKNOWN
    again = seen(bitcoin, first, before)
    assert (again.status, seen(bitcoin, second).status) == (Status.REPLACED, Status.PENDING)
    assert judge(Case(Story(transaction=first), (again,))).who is Who.UNKNOWN


def test_block_left_behind_takes_the_confirmation_away(bitcoin: Bitcoin) -> None:
    identifier = bitcoin.rpc("sendtoaddress", bitcoin.rpc("getnewaddress"), 1)
    block = bitcoin.mine()[0]
    assert seen(bitcoin, identifier).status is Status.CONFIRMED
    bitcoin.rpc("invalidateblock", block)
    assert seen(bitcoin, identifier).status is Status.PENDING


def spend_all(bitcoin: Bitcoin) -> None:
    """Every coin of the wallet into one new one, in a block."""
    bitcoin.rpc("sendall", [bitcoin.rpc("getnewaddress")])
    bitcoin.mine()


def test_node_without_an_index_never_calls_a_mined_payment_replaced(unindexed: Bitcoin) -> None:
    identifier = unindexed.rpc("sendtoaddress", unindexed.rpc("getnewaddress"), 1)
    waiting = seen(unindexed, identifier)
    unindexed.mine()
    mined = seen(unindexed, identifier, waiting)
    assert (waiting.status, mined.status, mined.confirmations) == (Status.PENDING, Status.CONFIRMED, 1)
    assert seen(unindexed, identifier).status is Status.CONFIRMED

    spend_all(unindexed)
    for before in (None, waiting):
        with pytest.raises(Trouble) as refused:
            seen(unindexed, identifier, before)
        assert refused.value.code == "not_offered"


def test_node_without_an_index_knows_that_a_payment_was_dropped(unindexed: Bitcoin) -> None:
    """It was seen once, no node has it, and its coins are unspent: nothing was lost."""
    address = unindexed.rpc("getnewaddress")
    coin = unindexed.rpc("listunspent")[0]
    spends = [{"txid": coin["txid"], "vout": coin["vout"]}]
    raw = unindexed.rpc("createrawtransaction", spends, {address: round(float(coin["amount"]) - 0.001, 8)})
    signed = unindexed.rpc("signrawtransactionwithwallet", raw)["hex"]
    never_sent = unindexed.rpc("decoderawtransaction", signed)["txid"]
    before = Sighting(
        Chain.BITCOIN, never_sent, Status.PENDING, NOON, "x", spends=(f"{coin['txid']}:{coin['vout']}",)
    )
    assert seen(unindexed, never_sent, before).status is Status.DROPPED


def test_waiting_payment_is_in_the_users_own_hands(bitcoin: Bitcoin) -> None:
    identifier = bitcoin.rpc("sendtoaddress", bitcoin.rpc("getnewaddress"), 1)
    case = Case(Story(transaction=identifier), (seen(bitcoin, identifier),))
    assert (judge(case).code, judge(case).who) == ("pending_bitcoin", Who.USER)


def test_test_network_is_not_taken_for_the_main_one(bitcoin: Bitcoin) -> None:
    CoreNode(bitcoin.rpc, "regtest").check()
    with pytest.raises(Trouble) as refused:
        CoreNode(bitcoin.rpc).check()
    assert refused.value.code == "wrong_chain"


def test_address_is_not_offered_by_this_kind_of_node(bitcoin: Bitcoin) -> None:
    with pytest.raises(Trouble) as refused:
        CoreNode(bitcoin.rpc, "regtest").account("bc1q", at=NOON)
    assert refused.value.code == "not_offered"
