"""What Bitcoin Core, Esplora and Blockbook say, in our vocabulary: recorded answers, and the documented shapes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.chains import Chain
from answerback.chains.sightings import Account, AccountKind, Sighting, Status, Transfer
from answerback.lookups.bitcoin import GENESIS, BlockbookNode, CoreNode, EsploraNode, satoshi
from answerback.lookups.node import Node, RpcError, Trouble
from tests.lookups.recorded import Recorded
from tests.lookups.told import Told, ask, spoiled

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ID, EARLIER, OTHER = "9d" * 32, "ef" * 32, "77" * 32
PAYER, PAYEE, CHANGE = "bc1qpayer", "bc1qpayee", "bc1qchange"
BEFORE = Sighting(Chain.BITCOIN, ID, Status.PENDING, NOON, "x", spends=(f"{EARLIER}:1",))
BLOCK_TIME, MINED = 1763784000, datetime(2025, 11, 22, 4, tzinfo=UTC)
MOVED = (Transfer("", PAYEE, 150_000_000, decimals=8), Transfer("", CHANGE, 7, decimals=8))


def found(status: Status, source: str, depth: int) -> Sighting:
    return Sighting(
        Chain.BITCOIN,
        ID,
        status,
        NOON,
        source,
        confirmations=depth,
        needed=6,
        block=900_000 if depth else None,
        block_time=MINED if depth else None,
        signer=PAYER,
        transfers=MOVED,
        fee=222,
        spends=(f"{EARLIER}:1",),
    )


DEPTHS = pytest.mark.parametrize(
    ("depth", "status"),
    [(0, Status.PENDING), (1, Status.CONFIRMED), (5, Status.CONFIRMED), (6, Status.FINAL)],
)


INDEXED = {"txindex": {"synced": True, "best_block_height": 108}}


# Bitcoin Core -------------------------------------------------------------------------------------


def recorded(name: str, **given: Any) -> Sighting:
    """`getrawtransaction` was recorded with `true`; the node asks for 2, which adds the fee and what was spent."""
    rpc = Recorded("btc-regtest", name)
    (answer,) = rpc.answers.values()
    error = answer.get("error")
    told = {
        "getrawtransaction": RpcError(error["code"]) if error else answer["result"],
        "getblockcount": 108,
        "getindexinfo": INDEXED,
        **given,
    }
    identifier = ID if error else answer["result"]["txid"]
    return CoreNode(Told(told), "regtest").transaction(identifier, at=NOON)


@pytest.mark.parametrize(
    ("name", "status", "depth"),
    [
        ("getrawtransaction_unknown", Status.UNKNOWN, 0),
        ("getrawtransaction_replaced_by_rbf", Status.UNKNOWN, 0),
        ("getrawtransaction_pending", Status.PENDING, 0),
        ("getrawtransaction_1conf", Status.CONFIRMED, 1),
        ("getrawtransaction_6conf_verbosity2", Status.FINAL, 6),
        ("getrawtransaction_before_reorg", Status.CONFIRMED, 1),
        ("getrawtransaction_after_reorg", Status.PENDING, 0),
        ("getrawtransaction_coinbase_immature", Status.CONFIRMED, 1),
    ],
)
def test_recorded_answers_of_a_real_node_are_told_in_our_words(name: str, status: Status, depth: int) -> None:
    seen = recorded(name)
    assert (seen.status, seen.confirmations) == (status, depth)


def test_recorded_payment_names_payer_payee_fee_and_coins() -> None:
    seen = recorded("getrawtransaction_6conf_verbosity2")
    assert (seen.signer, seen.fee is not None, len(seen.spends), seen.block) == (
        "mmdc3D9LKXtFFfcGrjQ2wGefhJ65Xymn3M",
        True,
        1,
        103,
    )
    assert ("bcrt1qym0hn8vvnyka4ds2hru02vdqvu027kw6tydp9j", 150_000_000) in [
        (move.recipient, move.amount) for move in seen.transfers
    ]


def core(depth: int) -> dict[str, Any]:
    told = {"confirmations": depth, "blocktime": BLOCK_TIME} if depth else {}
    return {
        "txid": ID,
        "vin": [{"txid": EARLIER, "vout": 1, "prevout": {"scriptPubKey": {"address": PAYER}}}],
        "vout": [
            {"value": Decimal("1.50000000"), "n": 0, "scriptPubKey": {"address": PAYEE}},
            {"value": Decimal("0.00000007"), "n": 1, "scriptPubKey": {"address": CHANGE}},
            {"value": Decimal(0), "n": 2, "scriptPubKey": {"type": "nulldata"}},
        ],
        "fee": Decimal("0.00000222"),
        **told,
    }


@DEPTHS
def test_core_tells_how_deep_a_payment_lies(depth: int, status: Status) -> None:
    rpc = Told({"getrawtransaction": core(depth), "getblockcount": 899_999 + depth})
    assert CoreNode(rpc).transaction(ID, at=NOON) == found(status, "bitcoin-core", depth)


@pytest.mark.parametrize(("unspent", "status"), [({"value": 1}, Status.DROPPED), (None, Status.REPLACED)])
def test_core_tells_replaced_from_dropped_by_the_coins_that_were_seen(unspent: Any, status: Status) -> None:
    rpc = Told({"getrawtransaction": RpcError(-5), "gettxout": unspent, "getindexinfo": INDEXED})
    assert CoreNode(rpc).transaction(ID, at=NOON, before=BEFORE).status is status


class Unindexed(Told):
    """A node without `-txindex`; `outputs` are those that are unspent, by their id."""

    def __init__(self, outputs: dict[str, Any], index: Any = None) -> None:
        super().__init__(
            {"getrawtransaction": RpcError(-5), "getindexinfo": index or {}, "getblockcount": 900_002}
        )
        self.outputs = outputs

    def __call__(self, asked: str, *rest: Any) -> Any:
        return self.outputs.get(rest[0]) if asked == "gettxout" else super().__call__(asked, *rest)


OUTPUT = {"value": Decimal("1.5"), "confirmations": 3, "scriptPubKey": {"address": PAYEE}}
SYNCING = {"txindex": {"synced": False, "best_block_height": 5}}


@pytest.mark.parametrize("index", [{}, SYNCING, RpcError(-32601)])
def test_core_without_an_index_calls_nothing_replaced_or_unknown(index: Any) -> None:
    for before in (None, BEFORE):
        with pytest.raises(Trouble) as refused:
            CoreNode(Unindexed({}, index)).transaction(ID, at=NOON, before=before)
        assert refused.value.code == "not_offered"


def test_core_without_an_index_sees_a_payment_by_what_nobody_has_spent() -> None:
    seen = CoreNode(Unindexed({ID: OUTPUT})).transaction(ID, at=NOON)
    again = CoreNode(Unindexed({ID: OUTPUT})).transaction(ID, at=NOON, before=found(Status.PENDING, "x", 0))
    assert (seen.status, seen.confirmations, seen.block, {move.recipient for move in seen.transfers}) == (
        Status.CONFIRMED,
        3,
        900_000,
        {PAYEE},
    )
    assert (again.status, again.transfers, again.fee) == (Status.CONFIRMED, MOVED, 222)


def test_core_without_an_index_tells_dropped_by_its_coins() -> None:
    assert (
        CoreNode(Unindexed({EARLIER: OUTPUT})).transaction(ID, at=NOON, before=BEFORE).status
        is Status.DROPPED
    )


def test_core_that_knows_it_again_does_not_call_it_replaced() -> None:
    answers = iter([RpcError(-5), core(0)])

    class Back(Told):
        def __call__(self, asked: str, *rest: Any) -> Any:
            self.answers = {"getrawtransaction": next(answers) if asked == "getrawtransaction" else None}
            return INDEXED if asked == "getindexinfo" else super().__call__(asked, *rest)

    with pytest.raises(Trouble) as refused:
        CoreNode(Back({})).transaction(ID, at=NOON, before=BEFORE)
    assert refused.value.code == "strange"


@pytest.mark.parametrize(
    "node",
    [
        CoreNode(Told({"getrawtransaction": {**core(0), "txid": OTHER}})),
        EsploraNode(Told({f"/tx/{ID}": {"txid": OTHER}})),
        BlockbookNode(Told({f"/api/v2/tx/{ID}": {"txid": OTHER}})),
    ],
)
def test_answer_about_another_transaction_is_not_believed(node: Node) -> None:
    with pytest.raises(Trouble) as refused:
        node.transaction(ID, at=NOON)
    assert refused.value.code == "strange"


def test_core_that_refuses_for_another_reason_is_not_taken_for_unknown() -> None:
    with pytest.raises(Trouble) as refused:
        CoreNode(Told({"getrawtransaction": RpcError(-28)})).transaction(ID, at=NOON)
    assert refused.value.code == "error"


@pytest.mark.parametrize(
    "coins", ["1e999999", "NaN", "-1", "0.000000001", 21_000_001, True, None, [], "1e-999999"]
)
def test_amount_that_cannot_be_is_refused(coins: Any) -> None:
    with pytest.raises(Trouble):
        satoshi(coins)


def test_amount_is_exact() -> None:
    assert [satoshi(Decimal("48.49995560")), satoshi(0.1), satoshi(21_000_000)] == [
        4_849_995_560,
        10_000_000,
        21 * 10**14,
    ]


# Esplora ------------------------------------------------------------------------------------------


def esplora(depth: int) -> dict[str, Any]:
    mined = {"confirmed": True, "block_height": 900_000, "block_hash": "0", "block_time": BLOCK_TIME}
    answer = {
        "txid": ID,
        "vin": [
            {
                "txid": EARLIER,
                "vout": 1,
                "is_coinbase": False,
                "prevout": {"scriptpubkey_address": PAYER, "value": 150_000_229},
            }
        ],
        "vout": [
            {"scriptpubkey_address": PAYEE, "value": 150_000_000},
            {"scriptpubkey_address": CHANGE, "value": 7},
            {"scriptpubkey_type": "op_return", "value": 0},
        ],
        "fee": 222,
        "status": mined if depth else {"confirmed": False},
    }
    return {"/block-height/0": GENESIS, f"/tx/{ID}": answer, "/blocks/tip/height": 899_999 + depth}


@DEPTHS
def test_esplora_tells_how_deep_a_payment_lies(depth: int, status: Status) -> None:
    assert EsploraNode(Told(esplora(depth))).transaction(ID, at=NOON) == found(status, "esplora", depth)


@pytest.mark.parametrize(
    ("spending", "status", "by"),
    [
        ({"spent": True, "txid": OTHER, "vin": 0}, Status.REPLACED, OTHER),
        ({"spent": True, "txid": ID, "vin": 0}, Status.PENDING, ""),
        ({"spent": False}, Status.DROPPED, ""),
        (None, Status.DROPPED, ""),
    ],
)
def test_esplora_names_what_took_the_place_of_a_payment(spending: Any, status: Status, by: str) -> None:
    seen = EsploraNode(Told({f"/tx/{EARLIER}/outspend/1": spending})).transaction(ID, at=NOON, before=BEFORE)
    assert (seen.status, seen.replaced_by) == (status, by)


def test_esplora_newly_made_coins_have_no_payer() -> None:
    answers = esplora(1)
    answers[f"/tx/{ID}"]["vin"] = [
        {"txid": "0" * 64, "vout": 4294967295, "is_coinbase": True, "prevout": None}
    ]
    seen = EsploraNode(Told(answers)).transaction(ID, at=NOON)
    assert (seen.signer, seen.spends) == ("", ())


def stats(funded: int, spent: int, count: int) -> dict[str, int]:
    return {"funded_txo_sum": funded, "spent_txo_sum": spent, "spent_txo_count": count, "tx_count": 1}


@pytest.mark.parametrize(
    ("settled", "waiting", "kind", "acted", "balance"),
    [
        (stats(9, 4, 1), stats(0, 0, 0), AccountKind.KEY, True, 5),
        (stats(9, 0, 0), stats(0, 9, 1), AccountKind.KEY, True, 9),
        (stats(9, 0, 0), stats(0, 0, 0), AccountKind.KEY, False, 9),
        (stats(0, 0, 0), stats(0, 0, 0), AccountKind.UNKNOWN, False, 0),
    ],
)
def test_esplora_tells_whether_an_address_ever_spent(
    settled: Any, waiting: Any, kind: AccountKind, acted: bool, balance: int
) -> None:
    told = Told({f"/address/{PAYEE}": {"chain_stats": settled, "mempool_stats": waiting}})
    assert EsploraNode(told).account(PAYEE, at=NOON) == Account(
        Chain.BITCOIN, PAYEE, kind, NOON, "esplora", balances={"": balance}, has_acted=acted
    )


# Blockbook ----------------------------------------------------------------------------------------


def blockbook(depth: int) -> dict[str, Any]:
    told = {"blockHeight": 900_000, "blockTime": BLOCK_TIME} if depth else {"blockHeight": -1, "blockTime": 5}
    answer = {
        "txid": ID,
        "vin": [
            {
                "txid": EARLIER,
                "vout": 1,
                "n": 0,
                "addresses": [PAYER],
                "isAddress": True,
                "value": "150000229",
            }
        ],
        "vout": [
            {"value": "150000000", "n": 0, "addresses": [PAYEE], "isAddress": True},
            {"value": "7", "n": 1, "addresses": [CHANGE], "isAddress": True},
            {"value": "0", "n": 2, "addresses": ["OP_RETURN (hello)"], "isAddress": False},
        ],
        "confirmations": depth,
        "value": "150000007",
        "fees": "222",
        **told,
    }
    served = {"blockbook": {"coin": "Bitcoin", "inSync": True}, "backend": {"chain": "main"}}
    return {"/api/": served, f"/api/v2/tx/{ID}": answer}


@DEPTHS
def test_blockbook_tells_how_deep_a_payment_lies(depth: int, status: Status) -> None:
    assert BlockbookNode(Told(blockbook(depth))).transaction(ID, at=NOON) == found(status, "blockbook", depth)


@pytest.mark.parametrize(
    ("outputs", "status", "by"),
    [
        ([{"n": 0}, {"n": 1, "spent": True, "spentTxId": OTHER}], Status.REPLACED, OTHER),
        ([{"n": 0, "spent": True, "spentTxId": OTHER}, {"n": 1}], Status.UNKNOWN, ""),
    ],
)
def test_blockbook_sees_a_replacement_once_a_block_has_it(outputs: Any, status: Status, by: str) -> None:
    seen = BlockbookNode(Told({f"/api/v2/tx/{EARLIER}": {"vout": outputs}})).transaction(
        ID, at=NOON, before=BEFORE
    )
    assert (seen.status, seen.replaced_by) == (status, by)


def test_blockbook_coin_at_place_zero_is_known_though_the_zero_is_left_out() -> None:
    answers = blockbook(1)
    del answers[f"/api/v2/tx/{ID}"]["vin"][0]["vout"]
    assert BlockbookNode(Told(answers)).transaction(ID, at=NOON).spends == (f"{EARLIER}:0",)


def test_blockbook_tells_whether_an_address_ever_spent() -> None:
    told = Told(
        {f"/api/v2/address/{PAYEE}?details=basic": {"balance": "5", "totalSent": "4", "totalReceived": "9"}}
    )
    assert BlockbookNode(told).account(PAYEE, at=NOON) == Account(
        Chain.BITCOIN, PAYEE, AccountKind.KEY, NOON, "blockbook", balances={"": 5}, has_acted=True
    )


# All three ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [EsploraNode, BlockbookNode])
def test_identifier_that_no_node_has_is_unknown_and_cannot_leave_its_place(make: Any) -> None:
    told = Told({})
    assert make(told).transaction("../../x?y", at=NOON).status is Status.UNKNOWN
    assert told.asked[0].endswith("/tx/..%2F..%2Fx%3Fy")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            CoreNode(Told({"getblockchaininfo": {"chain": "main"}})),
            CoreNode(Told({"getblockchaininfo": {"chain": "test"}})),
        ),
        (EsploraNode(Told({"/block-height/0": GENESIS})), EsploraNode(Told({"/block-height/0": "0" * 64}))),
        (
            BlockbookNode(Told(blockbook(0))),
            BlockbookNode(Told({"/api/": {"blockbook": {"coin": "Bcash"}, "backend": {"chain": "main"}}})),
        ),
    ],
)
def test_other_network_is_not_believed(right: Any, wrong: Any) -> None:
    right.check()
    with pytest.raises(Trouble) as refused:
        wrong.check()
    assert refused.value.code == "wrong_chain"


BEFORES = st.sampled_from(
    [None, BEFORE, Sighting(Chain.BITCOIN, ID, Status.PENDING, NOON, "x", spends=("odd:None",))]
)
ANSWERED = {"getblockchaininfo": {"chain": "main"}, "getrawtransaction": core(3), "getblockcount": 900_002}
BALANCES = {
    f"/address/{PAYEE}": {"chain_stats": stats(1, 0, 0), "mempool_stats": stats(0, 0, 0)},
    f"/tx/{EARLIER}/outspend/1": {"spent": True, "txid": OTHER},
    f"/api/v2/address/{PAYEE}?details=basic": {"balance": "5", "totalSent": "4"},
    f"/api/v2/tx/{EARLIER}": {"vout": [{"n": 1, "spent": True, "spentTxId": OTHER}]},
}
WHOLE = {**esplora(3), **blockbook(3), **BALANCES}
MISSING = {**WHOLE, f"/tx/{ID}": None, f"/api/v2/tx/{ID}": None}


@given(spoiled(ANSWERED) | spoiled({**ANSWERED, "gettxout": None, "getrawtransaction": None}), BEFORES)
def test_spoiled_answer_of_core_is_only_ever_a_trouble(told: Told, before: Sighting | None) -> None:
    ask(CoreNode(told), ID, PAYEE, at=NOON, before=before)


@given(spoiled(WHOLE) | spoiled(MISSING), BEFORES)
def test_spoiled_answer_of_an_index_is_only_ever_a_trouble(told: Told, before: Sighting | None) -> None:
    ask(EsploraNode(told), ID, PAYEE, at=NOON, before=before)
    ask(BlockbookNode(told), ID, PAYEE, at=NOON, before=before)
