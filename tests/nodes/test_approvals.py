"""What others may still take, read from a real EVM node: allowances, collections, Permit2, code on a key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from answerback.chains import Chain
from answerback.chains.approvals import say, weigh
from answerback.chains.sightings import AccountKind, Grant, Permission, Status
from answerback.lookups.ask import Permitted
from answerback.lookups.evm import EvmNode
from answerback.lookups.gather import with_allowed
from answerback.lookups.grants import PERMIT2 as PERMIT2_ADDRESS
from answerback.lookups.node import Allowed, Token
from tests.nodes.authority import Authority
from tests.nodes.bytecode import ERC20, PERMIT2, call, collection

if TYPE_CHECKING:
    from tests.nodes.anvil import Anvil

pytestmark = pytest.mark.nodes
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 23, 4, tzinfo=UTC)
UNLIMITED = (1 << 256) - 1
APPROVE = "approve(address,uint256)"


class User:
    """The first account of the node, and what it does with contracts."""

    def __init__(self, anvil: Anvil) -> None:
        self.anvil = anvil
        self.address, self.spender, self.other = anvil.accounts[1:4]

    def calls(self, contract: str, signature: str, *given: str | int, by: str = "") -> str:
        sent = self.anvil.send(
            **{"from": by or self.address, "to": contract, "data": call(signature, *given)}
        )
        self.anvil.mine()
        assert self.anvil.rpc("eth_getTransactionReceipt", sent)["status"] == "0x1"
        return sent

    def token(self, held: int) -> str:
        contract = self.anvil.deploy(ERC20)
        self.calls(contract, "mint(address,uint256)", self.address, held)
        return contract

    def node(self, *tokens: Token) -> EvmNode:
        return EvmNode(Chain.ETHEREUM, self.anvil.rpc, {token.contract: token for token in tokens})

    def allowed(self, *clues: Grant, tokens: tuple[Token, ...] = ()) -> Allowed:
        return self.node(*tokens).allowed(self.address, clues=clues)

    def taken(self) -> list[tuple[str, int | None]]:
        """Each threat, and what it can still take."""
        account = self.node().account(self.address, at=NOON)
        found = with_allowed(account, Permitted(Chain.ETHEREUM, self.allowed()))
        return [(threat.code, threat.takes) for threat in weigh(found, at=NOON)]


@pytest.fixture
def user(anvil: Anvil) -> User:
    return User(anvil)


def test_allowance_is_read_as_it_stands_after_the_spender_has_used_it(user: User) -> None:
    token = user.token(1000)
    user.calls(token, APPROVE, user.spender, 700)
    assert user.taken() == [("limited", 700)]
    user.calls(token, "transferFrom(address,address,uint256)", user.address, user.other, 500, by=user.spender)
    assert user.allowed() == Allowed((Permission("erc20", user.spender, token, 200),), {token: 500})
    user.calls(token, "transferFrom(address,address,uint256)", user.address, user.other, 100, by=user.spender)
    assert user.taken() == [("limited", 100)]


def test_balance_bounds_what_a_larger_allowance_can_take(user: User) -> None:
    token = user.token(30)
    user.calls(token, APPROVE, user.spender, 700)
    assert user.taken() == [("limited", 30)]


def test_unlimited_allowance_takes_everything_until_it_is_revoked(user: User) -> None:
    token = user.token(1000)
    user.calls(token, APPROVE, user.spender, UNLIMITED)
    usdt = Token(Chain.ETHEREUM, token, "USDT", 6)
    assert user.taken() == [("unlimited", None)]
    assert user.allowed(tokens=(usdt,)).permissions == (
        Permission("erc20", user.spender, token, UNLIMITED, symbol="USDT", decimals=6),
    )
    user.calls(token, APPROVE, user.spender, 0)
    assert (user.taken(), user.allowed()) == ([], Allowed())


def test_what_somebody_else_allowed_is_not_the_users(user: User) -> None:
    token = user.token(1000)
    user.calls(token, APPROVE, user.spender, 5, by=user.other)
    assert user.allowed() == Allowed()


@pytest.mark.parametrize("is_erc1155", [False, True])
def test_collection_may_be_moved_by_its_operator_until_revoked(user: User, is_erc1155: bool) -> None:
    pieces = user.anvil.deploy(collection(is_erc1155=is_erc1155))
    user.calls(pieces, "setApprovalForAll(address,bool)", user.spender, 1)
    kind = "erc1155" if is_erc1155 else "erc721"
    assert user.allowed().permissions == (Permission(kind, user.spender, pieces),)
    assert user.taken() == [("collection", None)]
    user.calls(pieces, "setApprovalForAll(address,bool)", user.spender, 0)
    assert user.taken() == []


def test_one_piece_may_be_moved_only_while_it_is_the_users(user: User) -> None:
    pieces = user.anvil.deploy(collection())
    user.calls(pieces, "mint(address,uint256)", user.address, 77)
    user.calls(pieces, APPROVE, user.spender, 77)
    assert user.allowed().permissions == (Permission("erc721", user.spender, pieces, 1, item=77),)
    assert user.taken() == [("item", 1)]
    user.calls(pieces, "mint(address,uint256)", user.other, 77)
    assert user.taken() == []


def test_permit2_takes_no_more_than_token_balance_and_time_allow(user: User) -> None:
    token = user.token(1000)
    user.anvil.rpc("anvil_setCode", PERMIT2_ADDRESS, f"0x{PERMIT2}")
    user.calls(token, APPROVE, PERMIT2_ADDRESS, 400)
    given = (token, user.spender, (1 << 160) - 1, int(TOMORROW.timestamp()))
    user.calls(PERMIT2_ADDRESS, "approve(address,address,uint160,uint48)", *given)
    assert set(user.allowed().permissions) == {
        Permission("erc20", PERMIT2_ADDRESS, token, 400, holder_is_known="Permit2"),
        Permission("permit2", user.spender, token, 400, TOMORROW),
    }
    assert user.taken() == [("permit2", 400), ("limited", 400)]
    user.calls(token, APPROVE, PERMIT2_ADDRESS, 0)
    assert user.taken() == []


def test_transaction_tells_what_it_allowed_even_when_another_sent_it(user: User) -> None:
    token = user.token(1000)
    sent = user.calls(token, APPROVE, user.spender, UNLIMITED)
    seen = user.node().transaction(sent, at=NOON)
    assert (seen.status, seen.transfers, seen.grants) == (
        Status.CONFIRMED,
        (),
        (Grant(user.address, user.spender, "erc20", token),),
    )


def without_logs(anvil: Anvil) -> EvmNode:
    """The same node behind an endpoint that lets nobody search its log."""
    from answerback.lookups.node import RpcError

    def rpc(method: str, *params: object) -> object:
        if method == "eth_getLogs":
            raise RpcError(-32601)
        return anvil.rpc(method, *params)

    return EvmNode(Chain.ETHEREUM, rpc)


def test_where_no_log_can_be_searched_the_named_spender_is_asked_about(user: User) -> None:
    token = user.token(1000)
    user.calls(token, APPROVE, user.spender, 700)
    clue = Grant(user.address, user.spender, "erc20", token)
    found = without_logs(user.anvil).allowed(user.address, clues=(clue,))
    assert found == Allowed((Permission("erc20", user.spender, token, 700),), {token: 1000}, is_whole=False)


def test_key_that_was_given_code_is_told_and_by_which(anvil: Anvil) -> None:
    authority, thief = Authority(), anvil.deploy(ERC20)
    before = EvmNode(Chain.ETHEREUM, anvil.rpc).account(authority.address, at=NOON)
    sponsor = anvil.accounts[0]
    anvil.rpc(
        "eth_sendTransaction",
        {
            "from": sponsor,
            "to": sponsor,
            "gas": hex(500_000),
            "type": "0x4",
            "authorizationList": authority.authorizations(1, thief),
        },
    )
    anvil.mine()
    account = EvmNode(Chain.ETHEREUM, anvil.rpc).account(authority.address, at=NOON)
    assert (before.kind, account.kind, account.delegate_code) == (
        AccountKind.NONE,
        AccountKind.DELEGATED,
        thief,
    )
    threats = weigh(account, at=NOON, key_is_known=True)
    assert [(one.code, one.takes, one.helps) for one in threats] == [("delegation", None, False)]
    assert "does not help" in say(threats[0], language="en")[1]
