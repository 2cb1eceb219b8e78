"""The story of a payment on a real EVM node: waiting, replaced, failed, final, counterfeit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import About, AccountKind, NodeTrouble, Sighting, Status, TroubleKind
from answerback.chains.triage import Case, Party, Story, Who, judge
from answerback.lookups.ask import look_up
from answerback.lookups.endpoints import Endpoints, read
from answerback.lookups.evm import EvmNode
from answerback.lookups.gather import Asked
from answerback.lookups.node import Token, Trouble
from tests.nodes.anvil import EMITTER, REVERTER, running, transfer_call
from tests.nodes.bytecode import ERC20, call

if TYPE_CHECKING:
    from pathlib import Path

    from tests.nodes.anvil import Anvil

pytestmark = pytest.mark.nodes
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ETHER = 10**18


def node(anvil: Anvil, *tokens: Token) -> EvmNode:
    return EvmNode(Chain.ETHEREUM, anvil.rpc, {token.contract: token for token in tokens})


def seen(anvil: Anvil, identifier: str, *tokens: Token, before: Sighting | None = None) -> Sighting:
    return node(anvil, *tokens).transaction(identifier, at=NOON, before=before)


def payment(anvil: Anvil, **more: str) -> str:
    alice, bob = anvil.accounts[:2]
    return anvil.send(**{"from": alice, "to": bob, "value": hex(ETHER), **more})


def test_payment_is_pending_then_confirmed_then_final(anvil: Anvil) -> None:
    identifier = payment(anvil)
    statuses = [seen(anvil, identifier).status]
    anvil.mine()
    statuses.append(seen(anvil, identifier).status)
    anvil.mine(8)
    final = seen(anvil, identifier)

    assert [*statuses, final.status] == [Status.PENDING, Status.CONFIRMED, Status.FINAL]
    assert [(one.recipient, one.amount) for one in final.transfers] == [(anvil.accounts[1], ETHER)]
    assert final.block_time is not None


def test_payment_of_the_same_number_with_a_higher_fee_replaces_the_first(anvil: Anvil) -> None:
    first = payment(anvil, nonce="0x0", maxFeePerGas=hex(3 * 10**9), maxPriorityFeePerGas=hex(10**9))
    before = seen(anvil, first)
    payment(anvil, nonce="0x0", maxFeePerGas=hex(9 * 10**9), maxPriorityFeePerGas=hex(5 * 10**9))
    anvil.mine()

    assert seen(anvil, first).status is Status.UNKNOWN
    again = seen(anvil, first, before=before)
    case = Case(Story(transaction=first), (again,))
    assert (again.status, judge(case).code, judge(case).who) == (
        Status.REPLACED,
        "replaced",
        Who.UNKNOWN,
    )


def test_payment_that_was_dropped_left_the_money_where_it_was(anvil: Anvil) -> None:
    first = payment(anvil)
    before = seen(anvil, first)
    anvil.rpc("anvil_dropTransaction", first)
    assert seen(anvil, first, before=before).status is Status.DROPPED


def test_block_left_behind_takes_the_payment_with_it(anvil: Anvil) -> None:
    identifier = payment(anvil)
    anvil.mine()
    confirmed = seen(anvil, identifier)
    anvil.rpc("anvil_reorg", 1, [])
    anvil.rpc("anvil_dropAllTransactions")
    gone = seen(anvil, identifier, before=confirmed)
    assert (confirmed.status, gone.status) == (Status.CONFIRMED, Status.DROPPED)
    assert judge(Case(Story(transaction=identifier), (gone,))).code == "dropped"


def test_payment_in_the_place_of_one_left_behind_replaces_it(anvil: Anvil) -> None:
    alice, _, carol = anvil.accounts[:3]
    first = payment(anvil, nonce="0x0")
    anvil.mine()
    confirmed = seen(anvil, first)
    anvil.rpc("anvil_reorg", 1, [])
    anvil.rpc("anvil_dropAllTransactions")
    second = anvil.send(**{"from": alice, "to": carol, "value": "0x1", "nonce": "0x0"})
    anvil.mine(9)
    assert [seen(anvil, one, before=confirmed).status for one in (first, second)] == [
        Status.REPLACED,
        Status.FINAL,
    ]


def test_block_left_behind_and_mined_again_is_only_confirmed_anew(anvil: Anvil) -> None:
    """The state goes back to before the payment, which then comes into another block."""
    before = anvil.rpc("evm_snapshot")
    sent = {"nonce": "0x0", "maxFeePerGas": hex(9 * 10**9), "maxPriorityFeePerGas": hex(10**9)}
    identifier = payment(anvil, **sent)
    anvil.mine(9)
    final = seen(anvil, identifier)
    anvil.rpc("evm_revert", before)
    assert payment(anvil, **sent) == identifier
    anvil.mine()
    again = seen(anvil, identifier, before=final)
    assert (final.status, again.status, again.confirmations) == (Status.FINAL, Status.CONFIRMED, 1)


def two(tmp_path: Path, *nodes: Anvil) -> Endpoints:
    path = tmp_path / "nodes.toml"
    entry = '[[node]]\nchain = "ethereum"\nkind = "evm"\nurl = "{}"\n'
    path.write_text("".join(entry.format(node.url) for node in nodes))
    return read(path)


@pytest.mark.parametrize(
    ("other_has_it", "kept"), [(True, Status.PENDING), (False, Status.FINAL)], ids=["waits", "lacks_it"]
)
def test_two_nodes_that_differ_are_told_and_the_lesser_promise_is_kept(
    anvil: Anvil, tmp_path: Path, other_has_it: bool, kept: Status
) -> None:
    """The same payment in a final block of one node, waiting at the other or not known there at all."""
    sent = {"nonce": "0x0", "maxFeePerGas": hex(9 * 10**9), "maxPriorityFeePerGas": hex(10**9)}
    identifier = payment(anvil, **sent)
    anvil.mine(9)
    with running() as other:
        assert not other_has_it or payment(other, **sent) == identifier
        endpoints = two(tmp_path, anvil, other)
        looked = look_up(endpoints, "lanyue", Chain.ETHEREUM, identifier, at=NOON)
        case = Asked(endpoints, "lanyue", NOON).case(Case(Story(transaction=identifier)), [looked])
    assert looked.sighting is not None
    assert (looked.sighting.status, looked.agree, case.agree) == (kept, False, False)
    assert NodeTrouble(Chain.ETHEREUM, TroubleKind.DISAGREE, About.TRANSACTION) in case.troubles


def test_users_approvals_are_read_by_a_look_up_and_weighed(anvil: Anvil, tmp_path: Path) -> None:
    alice, spender = anvil.accounts[0], anvil.accounts[5]
    token = anvil.deploy(ERC20)
    for signature, holder, amount in (
        ("mint(address,uint256)", alice, 500),
        ("approve(address,uint256)", spender, 2**256 - 1),
    ):
        sent = anvil.send(**{"from": alice, "to": token, "data": call(signature, holder, amount)})
        anvil.mine()
    endpoints = two(tmp_path, anvil)
    looked = look_up(endpoints, "lanyue", Chain.ETHEREUM, sent, at=NOON)
    story = Story(transaction=sent, chosen=Chain.ETHEREUM, sent_from=Party.OWN, user_sent_it=False)
    case = Asked(endpoints, "lanyue", NOON).case(Case(story), [looked])
    assert [(one.code, one.permission.holder, one.takes, one.helps) for one in case.approvals] == [
        ("unlimited", spender, None, False)
    ]
    assert (case.approvals[0].account, case.troubles, case.agree) == (alice, (), None)


def test_missing_number_holds_up_the_next(anvil: Anvil) -> None:
    identifier = payment(anvil, nonce="0x3")
    found = seen(anvil, identifier)
    assert (found.status, found.nonce_gap) == (Status.PENDING, 3)
    assert judge(Case(Story(transaction=identifier), (found,))).code == "nonce_gap"


def test_call_that_fails_moves_nothing(anvil: Anvil) -> None:
    contract = anvil.deploy(REVERTER)
    identifier = payment(anvil, to=contract)
    anvil.mine()
    found = seen(anvil, identifier)
    assert (found.status, found.transfers, found.reason) == (Status.FAILED, (), "reverted")


def test_genuine_token_arrives_and_a_counterfeit_event_is_told_from_it(anvil: Anvil) -> None:
    alice, bob, thief = anvil.accounts[:3]
    genuine, counterfeit = anvil.deploy(EMITTER), anvil.deploy(EMITTER)
    usdt = Token(Chain.ETHEREUM, genuine, "USDT", 6)
    paid = anvil.send(**{"from": alice, "to": genuine, "data": transfer_call(alice, bob, 5_000_000)})
    planted = anvil.send(**{"from": thief, "to": counterfeit, "data": transfer_call(alice, thief, 5_000_000)})
    anvil.mine(9)

    real, fake = seen(anvil, paid, usdt), seen(anvil, planted, usdt)
    assert [(one.symbol, one.signed_by_sender) for one in (*real.transfers, *fake.transfers)] == [
        ("USDT", True),
        ("", False),
    ]
    told = Story(transaction=planted, token=genuine, symbol="USDT", recipient=thief)
    assert judge(Case(told, (fake,))).code == "unsigned"
    arrived = Story(transaction=paid, token=genuine, recipient=bob, sent_to=Party.PLATFORM)
    assert judge(Case(arrived, (real,))).code == "platform_not_credited"


def test_account_is_a_key_a_contract_or_nobody_yet(anvil: Anvil) -> None:
    contract = anvil.deploy(EMITTER)
    kinds = [
        node(anvil).account(one, at=NOON).kind for one in (anvil.accounts[0], contract, "0x" + "ab" * 20)
    ]
    assert kinds == [AccountKind.KEY, AccountKind.CONTRACT, AccountKind.NONE]


def test_unknown_id_is_unknown(anvil: Anvil) -> None:
    assert seen(anvil, "0x" + "7" * 64).status is Status.UNKNOWN


def test_node_of_another_chain_is_refused() -> None:
    with running(chain_id=56) as other, pytest.raises(Trouble) as refused:
        node(other).check()
    assert refused.value.code == "wrong_chain"
