"""What an EVM node says, in our vocabulary: recorded answers of a real node (anvil)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from answerback.chains import Chain
from answerback.chains.sightings import AccountKind, Grant, Sighting, Status, Transfer
from answerback.lookups.evm import TRANSFER, EvmNode
from answerback.lookups.grants import APPROVAL
from answerback.lookups.node import RpcError, Token, Trouble
from answerback.lookups.pictures import Pictures
from tests.lookups.recorded import Recorded
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
BLOCK = {"number": "0x0", "timestamp": "0x6b029c76"}


def seen(name: str, *names: str, tokens: tuple[Token, ...] = (), **given: object) -> Sighting:
    """The transaction whose `_tx` and `_receipt` were recorded."""
    told = {
        "eth_blockNumber": "0x9",
        "eth_getBlockByNumber": BLOCK,
        "eth_getTransactionCount": "0x0",
        **given,
    }
    rpc = Recorded("evm-anvil", f"{name}_tx", f"{name}_receipt", *names, **told)
    found = rpc.result("eth_getTransactionReceipt") or rpc.result("eth_getTransactionByHash")
    identifier = found.get("transactionHash") or found["hash"] if found else "0x" + "0" * 64
    node = EvmNode(Chain.ETHEREUM, rpc, {token.contract: token for token in tokens})
    return node.transaction(identifier, at=NOON)


def test_plain_payment_names_who_paid_whom_and_how_much() -> None:
    found = seen("native_mined")
    assert (found.status, found.signer, found.transfers, found.confirmations, found.called) == (
        Status.CONFIRMED,
        "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        (
            Transfer(
                "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                10**18,
                decimals=18,
                signed_by_sender=True,
            ),
        ),
        9,
        "",
    )


def test_block_that_the_chain_calls_finalized_makes_it_final() -> None:
    assert seen("native_mined", eth_getBlockByNumber={**BLOCK, "number": "0x5"}).status is Status.FINAL


def test_waiting_transaction_is_pending() -> None:
    assert seen("native_pending").status is Status.PENDING


@pytest.mark.parametrize(
    ("name", "reason"), [("erc20_transfer_reverted", "reverted"), ("erc20_out_of_gas", "out_of_gas")]
)
def test_failed_transaction_moved_nothing(name: str, reason: str) -> None:
    found = seen(name)
    assert (found.status, found.reason, found.transfers) == (Status.FAILED, reason, ())


def test_token_arrives_only_by_its_listed_contract() -> None:
    plain = seen("erc20_transfer_ok")
    token = Token(Chain.ETHEREUM, plain.transfers[0].token, "USDT", 6)
    listed = seen("erc20_transfer_ok", tokens=(token,)).transfers[0]
    assert (plain.transfers[0].symbol, listed.symbol, listed.decimals, listed.signed_by_sender) == (
        "",
        "USDT",
        6,
        True,
    )


@pytest.mark.parametrize(
    ("answer", "signed"),
    [
        ("0x", False),
        (RpcError(3), False),
        ("0x" + "0" * 64, False),
        ("0x" + "f" * 64, None),
        (RpcError(-32000), None),
        (Trouble("timed_out"), None),
    ],
)
def test_event_in_the_name_of_who_signed_nothing_is_a_picture_only_by_evidence(
    answer: str | Trouble, signed: bool | None
) -> None:
    """No token at all, or one of which he held less: else exchanges and bridges pay out so."""
    moves = seen("erc20_counterfeit_event_poisoning", eth_call=answer).transfers
    assert [move.signed_by_sender for move in moves] == [signed]


def test_token_sent_to_its_own_contract_shows_both_as_one() -> None:
    move = seen("erc20_sent_to_token_contract").transfers[0]
    assert move.recipient == move.token


def node(**given: object) -> EvmNode:
    return EvmNode(Chain.ETHEREUM, Recorded("evm-anvil", **given))


def test_unknown_one_is_told_replaced_or_dropped_only_when_it_was_seen_before() -> None:
    before = Sighting(Chain.ETHEREUM, "0x1", Status.PENDING, NOON, "evm", signer="0xa", nonce=3)
    gone = {"eth_getTransactionByHash": None, "eth_getTransactionReceipt": None}
    assert [
        node(**gone).transaction("0x1", at=NOON).status,
        node(**gone, eth_getTransactionCount="0x4").transaction("0x1", at=NOON, before=before).status,
        node(**gone, eth_getTransactionCount="0x3").transaction("0x1", at=NOON, before=before).status,
    ] == [Status.UNKNOWN, Status.REPLACED, Status.DROPPED]


@pytest.mark.parametrize(("number", "passes"), [("0x1", True), ("0x38", False)])
def test_endpoint_of_another_chain_is_not_believed(number: str, passes: bool) -> None:
    if passes:
        node(eth_chainId=number).check()
        return
    with pytest.raises(Trouble) as refused:
        node(eth_chainId=number).check()
    assert refused.value.code == "wrong_chain"


@pytest.mark.parametrize(
    ("code", "count", "kind"),
    [
        ("0x", "0x0", AccountKind.NONE),
        ("0x", "0x1", AccountKind.KEY),
        ("0x6080", "0x1", AccountKind.CONTRACT),
        ("0xef0100" + "ab" * 20, "0x1", AccountKind.DELEGATED),
    ],
)
def test_account_is_told_by_its_code(code: str, count: str, kind: AccountKind) -> None:
    found = node(eth_getCode=code, eth_getBalance="0x0", eth_getTransactionCount=count).account(
        "0xa", at=NOON
    )
    assert (found.kind, found.delegate_code) == (
        kind,
        "0x" + "ab" * 20 if kind is AccountKind.DELEGATED else "",
    )


@pytest.mark.parametrize("answer", [5, "0x", [], {"from": 3}, {"blockNumber": None}, "x"])
def test_answer_of_another_shape_is_refused(answer: object) -> None:
    with pytest.raises(Trouble) as refused:
        node(eth_getTransactionByHash=answer, eth_getTransactionReceipt=None).transaction("0x1", at=NOON)
    assert refused.value.code == "strange"


def test_transaction_mined_between_two_answers_is_never_called_replaced() -> None:
    sent = {"from": "0x" + "a" * 40, "nonce": "0x0", "value": "0x0", "to": None, "blockNumber": None}
    receipts = iter([None, {"status": "0x1"}])

    def rpc(method: str, *params: object) -> object:
        if method == "eth_getTransactionReceipt":
            return next(receipts)
        return {"eth_getTransactionByHash": sent, "eth_getTransactionCount": "0x1"}[method]

    with pytest.raises(Trouble):
        EvmNode(Chain.ETHEREUM, rpc).transaction("0x1", at=NOON)


def test_event_without_an_amount_hides_nothing_else() -> None:
    empty = {"topics": [TRANSFER, "0x" + "0" * 64, "0x" + "0" * 64], "data": "0x", "address": "0xc"}
    assert list(node().tokens_moved([empty], "0xa", Pictures(lambda method, *params: "0x", 1))) == []


# Everything a node may say wrong ------------------------------------------------------------------

ALICE, BOB, TOKEN, ID = "0x" + "a" * 40, "0x" + "b" * 40, "0x" + "c" * 40, "0x" + "1" * 64
SENT = {
    "hash": ID,
    "from": ALICE,
    "to": BOB,
    "value": "0x1",
    "nonce": "0x5",
    "gas": "0x5208",
    "input": "0x095ea7b3",
    "blockNumber": "0x10",
}


def topic(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")


RECEIPT = {
    "transactionHash": ID,
    "status": "0x1",
    "blockNumber": "0x10",
    "gasUsed": "0x5207",
    "effectiveGasPrice": "0x3",
    "logs": [
        {"address": TOKEN, "topics": [TRANSFER, topic(ALICE), topic(BOB)], "data": "0x" + "0" * 63 + "7"},
        {"address": TOKEN, "topics": [TRANSFER, topic(BOB), topic(ALICE)], "data": "0x" + "0" * 63 + "7"},
        {"address": TOKEN, "topics": [APPROVAL, topic(ALICE), topic(BOB)], "data": "0x" + "f" * 64},
    ],
}
MINED: dict[str, Any] = {
    "eth_chainId": "0x1",
    "eth_getTransactionByHash": SENT,
    "eth_getTransactionReceipt": RECEIPT,
    "eth_getTransactionCount": "0x6",
    "eth_blockNumber": "0x20",
    "eth_getBlockByNumber": {"number": "0x20", "timestamp": "0x1", "transactions": [ID]},
    "eth_getCode": "0xef0100" + "c" * 40,
    "eth_getBalance": "0x5",
    "eth_call": "0x" + "0" * 63 + "7",
    "eth_getLogs": RECEIPT["logs"],
}
WAITING = {
    **MINED,
    "eth_getTransactionReceipt": None,
    "eth_getTransactionByHash": {**SENT, "blockNumber": None},
}
GONE = {**MINED, "eth_getTransactionReceipt": None, "eth_getTransactionByHash": None}
BEFORE = Sighting(Chain.ETHEREUM, ID, Status.CONFIRMED, NOON, "evm", block=16, signer=ALICE, nonce=5)


@given(spoiled(MINED) | spoiled(WAITING) | spoiled(GONE))
def test_spoiled_answer_is_only_ever_a_trouble(told: Told) -> None:
    ask(EvmNode(Chain.ETHEREUM, told), ID, ALICE, at=NOON, before=BEFORE)


def told_as(**changes: Any) -> Sighting:
    return EvmNode(Chain.ETHEREUM, Told({**MINED, **changes})).transaction(ID, at=NOON, before=BEFORE)


@pytest.mark.parametrize(
    "changes",
    [
        {"eth_getTransactionByHash": {**SENT, "hash": "0x" + "2" * 64}},
        {"eth_getTransactionReceipt": {**RECEIPT, "transactionHash": "0x" + "2" * 64}},
        {"eth_getTransactionByHash": {**SENT, "from": "0x" + "a" * 4_000_000}},
        {"eth_getTransactionByHash": {**SENT, "value": "0x" + "f" * 100_000}},
    ],
)
def test_answer_about_another_transaction_or_without_measure_is_not_believed(changes: dict[str, Any]) -> None:
    with pytest.raises(Trouble) as refused:
        told_as(**changes)
    assert refused.value.code == "strange"


def test_transaction_tells_what_it_allowed() -> None:
    assert told_as().grants == (Grant(ALICE, BOB, "erc20", TOKEN),)
    assert told_as(eth_getTransactionReceipt={**RECEIPT, "status": "0x0"}).grants == ()


@pytest.mark.parametrize(
    ("added", "fee"),
    [
        ({}, 3 * 0x5207),
        ({"l1Fee": "0x64"}, 3 * 0x5207 + 100),
        ({"operatorFeeScalar": "0xf4240", "operatorFeeConstant": "0x7"}, 3 * 0x5207 + 0x5207 + 7),
        (
            {"operatorFeeScalar": "0x2", "operatorFeeConstant": "0x7", "daFootprintGasScalar": "0x1"},
            3 * 0x5207 + 0x5207 * 200 + 7,
        ),
    ],
    ids=["ethereum", "layer 2", "isthmus", "jovian"],
)
def test_fee_holds_what_a_layer_2_adds(added: dict[str, str], fee: int) -> None:
    assert told_as(eth_getTransactionReceipt={**RECEIPT, **added}).fee == fee


@pytest.mark.parametrize(("used", "status"), [("0x5207", Status.FINAL), ("0x5208", None)])
def test_receipt_older_than_its_status_is_read_by_the_gas_or_not_at_all(
    used: str, status: Status | None
) -> None:
    old = {key: value for key, value in RECEIPT.items() if key != "status"} | {"root": "0x0", "gasUsed": used}
    if status is not None:
        assert told_as(eth_getTransactionReceipt=old).status is status
        return
    with pytest.raises(Trouble):
        told_as(eth_getTransactionReceipt=old)


@pytest.mark.parametrize(
    ("block", "count", "status"),
    [
        (None, "0x6", Status.UNKNOWN),
        ({"number": "0x10", "transactions": [ID]}, "0x6", Status.UNKNOWN),
        ({"number": "0x10", "transactions": []}, "0x6", Status.REPLACED),
        ({"number": "0x10", "transactions": []}, "0x5", Status.DROPPED),
    ],
    ids=["node lags", "node still has it there", "another took its number", "its number is free"],
)
def test_transaction_leaves_its_block_only_when_the_chain_has_another_there(
    block: Any, count: str, status: Status
) -> None:
    gone = {**GONE, "eth_getBlockByNumber": block, "eth_getTransactionCount": count}
    assert told_as(**gone).status is status


def test_creation_of_a_contract_pays_nobody() -> None:
    """Its value goes to an address that stands in no field of the transaction."""
    found = told_as(
        eth_getTransactionByHash={**SENT, "to": None}, eth_getTransactionReceipt={**RECEIPT, "logs": []}
    )
    assert (found.status, found.transfers) == (Status.FINAL, ())


def test_new_tokens_and_tokens_passed_on_are_no_pictures() -> None:
    """A contract that paid what came in the same transaction is asked about nothing."""
    nobody = "0x" + "0" * 40
    log = [
        {"address": TOKEN, "topics": [TRANSFER, topic(one), topic(other)], "data": "0x" + "0" * 63 + "7"}
        for one, other in ((nobody, BOB), (BOB, TOKEN))
    ]
    empty = Told({**MINED, "eth_getTransactionReceipt": {**RECEIPT, "logs": log}, "eth_call": "0x"})
    moves = EvmNode(Chain.ETHEREUM, empty).transaction(ID, at=NOON).transfers
    assert ([move.signed_by_sender for move in moves[1:]], "eth_call" in empty.asked) == ([None, None], False)


def test_many_junk_events_are_asked_about_only_a_few_times() -> None:
    junk = [
        {
            "address": f"0x{place:040x}",
            "topics": [TRANSFER, topic(BOB), topic(ALICE)],
            "data": "0x" + "f" * 64,
        }
        for place in range(1, 500)
    ]
    node = Told({**MINED, "eth_getTransactionReceipt": {**RECEIPT, "logs": junk}})
    moves = EvmNode(Chain.ETHEREUM, node).transaction(ID, at=NOON).transfers
    assert (len(moves), node.asked.count("eth_call")) == (500, 8)
