"""What a Solana node says, in our vocabulary: recorded states of a real runtime, and the documented shapes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.chains import Chain, base58
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.lookups.node import RpcError, Token, Trouble
from answerback.lookups.solana import GENESIS, SYSTEM, TOKENS, SolanaNode, has_key
from tests.lookups.recorded import Recorded
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ID = "51PE15syC396cunTr32YEAw7nwPtb8cZrXnaCCv9oKuzK3Jj665NGPxnGFRiQAu66E3WYrRhny3c5svQ5aFX3Knd"
USDC = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
LISTED = {USDC: Token(Chain.SOLANA, USDC, "USDC", 6)}


def addresses(*, with_key: bool) -> Iterator[str]:
    """Some for which a key can exist, or some for which none can."""
    for number in range(99):
        address = base58.encoded(sha256(bytes([number])).digest())
        if has_key(address) is with_key:
            yield address


PAYER, PAYEE, THIEF, *_ = addresses(with_key=True)
FROM, TO, VAULT, *_ = addresses(with_key=False)


def state(depth: str | None, confirmations: int | None, error: Any = None) -> dict[str, Any]:
    return {
        "context": {"slot": 1000},
        "value": [{"slot": 990, "confirmations": confirmations, "err": error, "confirmationStatus": depth}],
    }


FINAL = state("finalized", None)


def step(program: str, kind: str, **told: Any) -> dict[str, Any]:
    return {"program": program, "programId": "x", "parsed": {"type": kind, "info": told}}


def held(place: int, owner: str, mint: str = USDC) -> dict[str, Any]:
    return {
        "accountIndex": place,
        "mint": mint,
        "owner": owner,
        "uiTokenAmount": {"amount": "1", "decimals": 6},
    }


def sent(*steps: Any, inner: tuple[Any, ...] = (), mint: str = USDC) -> dict[str, Any]:
    keys = [(PAYER, True), (FROM, False), (TO, False)]
    return {
        "slot": 990,
        "blockTime": 1763784000,
        "meta": {
            "err": None,
            "fee": 5000,
            "innerInstructions": [{"index": 0, "instructions": list(inner)}] if inner else [],
            "preTokenBalances": [held(1, PAYER, mint)],
            "postTokenBalances": [held(1, PAYER, mint), held(2, PAYEE, mint)],
        },
        "transaction": {
            "signatures": [ID],
            "message": {
                "accountKeys": [{"pubkey": key, "signer": signs, "writable": True} for key, signs in keys],
                "instructions": list(steps),
            },
        },
        "version": 0,
    }


SOL = step("system", "transfer", source=PAYER, destination=PAYEE, lamports=2_000_000_000)
MEMO = {"program": "spl-memo", "programId": "x", "parsed": "10086"}
RAW = {"programId": "whirLb", "accounts": [], "data": "59p8"}


def seen(states: Any, answer: Any = None, before: Sighting | None = None) -> Sighting:
    rpc = Told({"getSignatureStatuses": states, "getTransaction": answer})
    return SolanaNode(rpc, LISTED).transaction(ID, at=NOON, before=before)


def moves(*steps: Any, **how: Any) -> tuple[Transfer, ...]:
    return seen(FINAL, sent(*steps, **how)).transfers


def test_rooted_payment_is_final_with_memo_fee_and_time() -> None:
    assert seen(FINAL, sent(SOL, MEMO, RAW)) == Sighting(
        Chain.SOLANA,
        ID,
        Status.FINAL,
        NOON,
        "solana",
        block=990,
        block_time=datetime(2025, 11, 22, 4, tzinfo=UTC),
        signer=PAYER,
        transfers=(Transfer(PAYER, PAYEE, 2_000_000_000, decimals=9, memo="10086", signed_by_sender=True),),
        fee=5000,
    )


@pytest.mark.parametrize(
    ("states", "status", "confirmations"),
    [
        (state("processed", 0), Status.PENDING, 0),
        (state("confirmed", 10), Status.CONFIRMED, 10),
        (FINAL, Status.FINAL, 0),
        (state(None, None), Status.FINAL, 0),
        (state(None, 3), Status.PENDING, 3),
    ],
)
def test_state_tells_how_far_it_has_come(states: Any, status: Status, confirmations: int) -> None:
    found = seen(states)
    assert (found.status, found.confirmations, found.block) == (status, confirmations, 990)


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("ok_processed", Status.PENDING, ""),
        ("ok_confirmed", Status.CONFIRMED, ""),
        ("ok_finalized", Status.FINAL, ""),
        ("insufficient_lamports_processed", Status.PENDING, ""),
        ("insufficient_lamports_confirmed", Status.FAILED, "InstructionError"),
        ("rent_too_small_finalized", Status.FAILED, "InsufficientFundsForRent"),
        ("sent_to_offcurve_pda_finalized", Status.FINAL, ""),
        ("unknown", Status.UNKNOWN, ""),
    ],
)
def test_recorded_states_of_a_real_runtime_are_told_in_our_words(
    name: str, status: Status, reason: str
) -> None:
    rpc = Recorded("solana-litesvm", f"getSignatureStatuses_{name}", getTransaction=None)
    found = seen(rpc.result("getSignatureStatuses"))
    assert (found.status, found.reason) == (status, reason)


def test_failed_payment_moved_nothing_but_cost_its_fee() -> None:
    found = seen(state("finalized", None, {"InstructionError": [0, {"Custom": 1}]}), sent(SOL))
    assert (found.status, found.reason, found.transfers, found.fee) == (
        Status.FAILED,
        "InstructionError",
        (),
        5000,
    )


def test_state_is_known_though_the_node_refuses_to_show_the_transaction() -> None:
    assert seen(FINAL, RpcError(-32015)).status is Status.FINAL


def test_unknown_one_was_dropped_only_when_it_was_seen_and_not_yet_final() -> None:
    def before(status: Status) -> Sighting:
        return Sighting(Chain.SOLANA, ID, status, NOON, "solana")

    nothing = {"context": {"slot": 1}, "value": [None]}
    given = [None, before(Status.UNKNOWN), before(Status.PENDING), before(Status.FINAL)]
    assert [seen(nothing, None, one).status for one in given] == [
        Status.UNKNOWN,
        Status.UNKNOWN,
        Status.DROPPED,
        Status.UNKNOWN,
    ]


TOKEN = {"source": FROM, "destination": TO, "authority": PAYER}
ARRIVED = Transfer(PAYER, PAYEE, 7, USDC, "USDC", 6, signed_by_sender=True)


@pytest.mark.parametrize(
    "move",
    [
        step("spl-token", "transfer", **TOKEN, amount="7"),
        step("spl-token", "transferChecked", **TOKEN, mint=USDC, tokenAmount={"amount": "7", "decimals": 6}),
        step(
            "spl-token-2022",
            "transferCheckedWithFee",
            **TOKEN,
            mint=USDC,
            tokenAmount={"amount": "9"},
            feeAmount={"amount": "2"},
        ),
    ],
)
def test_token_arrives_with_the_wallet_that_owns_the_token_account(move: Any) -> None:
    assert moves(move) == (ARRIVED,)


def test_payment_that_a_program_makes_on_the_way_is_told_too() -> None:
    assert moves(RAW, inner=(step("spl-token", "transfer", **TOKEN, amount="7"), SOL)) == (
        ARRIVED,
        Transfer(PAYER, PAYEE, 2_000_000_000, decimals=9, signed_by_sender=True),
    )


def test_transaction_tells_the_delegate_and_the_authority_it_gave() -> None:
    steps = (
        step("spl-token", "approve", source=FROM, delegate=PAYEE, owner=PAYER, amount="5"),
        step("spl-token", "setAuthority", account=FROM, authorityType="accountOwner", newAuthority=PAYEE),
        step("spl-token", "setAuthority", account=FROM, authorityType="closeAccount", newAuthority=PAYEE),
        step("spl-token", "setAuthority", account=FROM, authorityType="closeAccount", newAuthority=None),
        step("spl-token", "setAuthority", account=USDC, authorityType="mintTokens", newAuthority=PAYEE),
        step("system", "approve", source=FROM, delegate=PAYEE),
    )
    assert seen(FINAL, sent(*steps)).grants == tuple(
        Grant(PAYER, PAYEE, kind, USDC) for kind in ("delegate", "owner", "close")
    )


def test_answer_about_another_transaction_is_not_believed() -> None:
    other = sent(SOL)
    other["transaction"]["signatures"] = ["1" * 88]
    with pytest.raises(Trouble) as refused:
        seen(FINAL, other)
    assert refused.value.code == "strange"


def test_memo_that_the_node_could_not_read_is_none() -> None:
    (move,) = moves(SOL, {"program": "spl-memo", "programId": "x"})
    assert move.memo == ""


def test_token_nobody_listed_has_no_name_and_a_delegates_payment_is_not_called_signed() -> None:
    (fake,) = moves(step("spl-token", "transfer", **TOKEN, amount="7"), mint="FakeUSDC")
    (taken,) = moves(step("spl-token", "transfer", **{**TOKEN, "authority": THIEF}, amount="7"))
    assert (fake.token, fake.symbol, fake.decimals) == ("FakeUSDC", "", None)
    assert taken.signed_by_sender is None


def test_steps_of_other_programs_are_not_payments() -> None:
    other = step("spl-token", "mintTo", mint=USDC, amount="7")
    named = step("spl-token-fake", "transfer", **TOKEN, amount="7")
    assert moves(other, named, step("stake", "transfer", lamports=1)) == ()


def account(address: str, value: Any, accounts: Any = None) -> Account:
    rpc = Told({"getAccountInfo": {"value": value}, "getTokenAccountsByOwner": accounts or {"value": []}})
    return SolanaNode(rpc).account(address, at=NOON)


def wallet(owner: str = SYSTEM, **changes: Any) -> dict[str, Any]:
    return {"lamports": 5, "owner": owner, "data": ["", "base64"], "executable": False, **changes}


def token_account(**changes: Any) -> dict[str, Any]:
    told = {
        "mint": USDC,
        "owner": PAYER,
        "state": "initialized",
        "tokenAmount": {"amount": "40", "decimals": 6},
    }
    parsed = {"type": "account", "info": {**told, **changes}}
    return wallet(TOKENS[0], data={"program": "spl-token", "parsed": parsed})


@pytest.mark.parametrize(
    ("address", "value", "kind"),
    [
        (PAYER, wallet(), AccountKind.KEY),
        (PAYER, None, AccountKind.NONE),
        (VAULT, None, AccountKind.PROGRAM),
        (VAULT, wallet(), AccountKind.PROGRAM),
        (PAYER, wallet("BPFLoaderUpgradeab1e11111111111111111111111", executable=True), AccountKind.PROGRAM),
        (TO, token_account(), AccountKind.PROGRAM),
    ],
)
def test_account_is_told_by_whether_a_key_can_spend_from_it(
    address: str, value: Any, kind: AccountKind
) -> None:
    assert account(address, value).kind is kind


def test_token_account_names_its_owner_and_who_else_may_take_or_close() -> None:
    found = account(TO, token_account(delegate=THIEF, delegatedAmount={"amount": "30"}, closeAuthority=THIEF))
    assert found.permissions == (
        Permission("owner", PAYER, USDC),
        Permission("delegate", THIEF, USDC, 30),
        Permission("close", THIEF, USDC),
    )


def test_wallet_shows_its_tokens_and_who_else_may_take_them() -> None:
    given = [token_account(), token_account(delegate=THIEF, delegatedAmount={"amount": "30"})]
    rpc = Told(
        {
            "getAccountInfo": {"value": wallet()},
            "getTokenAccountsByOwner": {"value": [{"pubkey": TO, "account": one} for one in given]},
        }
    )
    found = SolanaNode(rpc).account(PAYER, at=NOON)
    assert (found.balances, set(found.permissions)) == (
        {"": 5, USDC: 160},
        {Permission("delegate", THIEF, USDC, 30)},
    )


def test_wallet_is_known_though_the_node_keeps_no_index_of_tokens() -> None:
    rpc = Told({"getAccountInfo": {"value": wallet()}, "getTokenAccountsByOwner": RpcError(-32010)})
    assert SolanaNode(rpc).account(PAYER, at=NOON).balances == {"": 5}


def test_other_network_is_not_believed() -> None:
    SolanaNode(Told({"getGenesisHash": GENESIS})).check()
    with pytest.raises(Trouble) as refused:
        SolanaNode(Told({"getGenesisHash": "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG"})).check()
    assert refused.value.code == "wrong_chain"


WHOLE = {
    "getGenesisHash": GENESIS,
    "getSignatureStatuses": FINAL,
    "getTransaction": sent(
        SOL,
        MEMO,
        step(
            "spl-token-2022",
            "transferCheckedWithFee",
            **TOKEN,
            tokenAmount={"amount": "9"},
            feeAmount={"amount": "2"},
        ),
        inner=(step("spl-token", "transfer", **TOKEN, amount="7"),),
    ),
    "getAccountInfo": {"value": wallet()},
    "getTokenAccountsByOwner": {
        "value": [
            {"account": token_account(delegate=THIEF, delegatedAmount={"amount": "3"}, closeAuthority=THIEF)}
        ]
    },
}
FAILED = {
    **WHOLE,
    "getSignatureStatuses": state("finalized", None, {"InstructionError": [0]}),
    "getAccountInfo": {"value": token_account(delegate=THIEF, delegatedAmount={"amount": "3"})},
}


@given(spoiled(WHOLE) | spoiled(FAILED), st.sampled_from([PAYER, TO, "0", "\x00", ""]))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told, address: str) -> None:
    ask(SolanaNode(told, LISTED), ID, address, at=NOON)
