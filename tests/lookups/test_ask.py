"""Two nodes compared, the wrong chain refused, an id told to no more providers than asked for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import Sighting, Status
from answerback.lookups.ask import Stood, least, look_up, search, stand
from answerback.lookups.endpoints import Endpoints, WrongEndpoints, read
from tests.lookups.server import serving

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
HASH = "0x" + "1" * 64


def node(chain_id: int, *, block: int | None, final: int = 0) -> Any:
    """An EVM node that knows one payment of one wei, and nothing of accounts."""
    sent = {
        "from": "0x" + "a" * 40,
        "to": "0x" + "b" * 40,
        "value": "0x1",
        "nonce": "0x0",
        "input": "0x",
        "gas": "0x5208",
        "blockNumber": hex(block) if block is not None else None,
    }
    receipt = {"status": "0x1", "blockNumber": hex(block or 0), "gasUsed": "0x5208", "logs": []}
    results = {
        "eth_chainId": hex(chain_id),
        "eth_getTransactionByHash": sent,
        "eth_getTransactionReceipt": receipt if block is not None else None,
        "eth_getTransactionCount": "0x0",
        "eth_blockNumber": hex(20),
        "eth_getBlockByNumber": {"number": hex(final), "timestamp": "0x1"},
    }

    def answer(path: str, body: Any) -> tuple[int, bytes]:
        import json

        method = body["method"]
        told = {"result": results[method]} if method in results else {"error": {"code": -32601}}
        return 200, json.dumps({"jsonrpc": "2.0", "id": 1, **told}).encode()

    return answer


def file(folder: Path, *urls: str, wallets: str = "") -> Endpoints:
    entries = [f'[[node]]\nchain = "ethereum"\nkind = "evm"\nurl = "{url}"\n{wallets}\n' for url in urls]
    path = folder / "nodes.toml"
    path.write_text("".join(entries))
    return read(path)


def test_two_nodes_that_agree_say_so(tmp_path: Path) -> None:
    with serving(node(1, block=5, final=9)) as (one, _), serving(node(1, block=5, final=9)) as (two, _):
        looked = look_up(file(tmp_path, one, two), "lanyue", Chain.ETHEREUM, HASH, at=NOON)
    assert looked.sighting is not None
    assert (looked.sighting.status, looked.agree, looked.troubles) == (Status.FINAL, True, ())


def test_of_two_answers_the_one_that_promises_less_is_kept(tmp_path: Path) -> None:
    with serving(node(1, block=5, final=9)) as (one, _), serving(node(1, block=None)) as (two, _):
        looked = look_up(file(tmp_path, one, two), "lanyue", Chain.ETHEREUM, HASH, at=NOON)
    assert looked.sighting is not None
    assert (looked.sighting.status, looked.agree) == (Status.PENDING, False)


def test_node_that_counts_a_block_less_does_not_contradict(tmp_path: Path) -> None:
    with serving(node(1, block=5, final=9)) as (one, _), serving(node(1, block=5, final=4)) as (two, _):
        looked = look_up(file(tmp_path, one, two), "lanyue", Chain.ETHEREUM, HASH, at=NOON)
    assert looked.sighting is not None
    assert (looked.sighting.status, looked.agree) == (Status.CONFIRMED, True)


def test_node_of_another_chain_is_told_nothing_and_believed_in_nothing(tmp_path: Path) -> None:
    with serving(node(56, block=5)) as (wrong, asked):
        looked = look_up(file(tmp_path, wrong), "lanyue", Chain.ETHEREUM, HASH, at=NOON)
        assert ([body["method"] for _, body in asked], looked.sighting, looked.troubles) == (
            ["eth_chainId"],
            None,
            (("evm", "wrong_chain"),),
        )


def test_id_goes_only_to_nodes_of_the_chain_named(tmp_path: Path) -> None:
    with serving(node(1, block=5)) as (url, asked):
        endpoints = file(tmp_path, url)
        assert look_up(endpoints, "lanyue", Chain.BSC, HASH, at=NOON).sighting is None
        assert asked == []
        found = search(endpoints, "lanyue", list(Chain), HASH, at=NOON)
        assert [one.chain for one in found] == [Chain.ETHEREUM]


def test_wallet_uses_only_its_own_nodes(tmp_path: Path) -> None:
    endpoints = file(tmp_path, "http://127.0.0.1:9", wallets='wallets = ["qingtan"]')
    assert (endpoints.chains_of("lanyue"), endpoints.chains_of("qingtan")) == ([], [Chain.ETHEREUM])


def test_without_a_node_an_account_is_unknown() -> None:
    assert stand(Endpoints(), "lanyue", Chain.TRON, "T", at=NOON) == Stood(Chain.TRON)


@pytest.mark.parametrize(
    "text",
    [
        "[[node]]\nchain='ethereum'\nkind='solana'\nurl='http://x'",
        "[[node]]\nchain='dogecoin'\nkind='evm'\nurl='http://x'",
        "[[node]]\nchain='ethereum'\nkind='evm'\nurl='ftp://x'",
        "[[token]]\nchain='ethereum'",
        "[nodes]\n",
        "node = 3",
        "not toml",
    ],
)
def test_wrong_file_is_refused_and_names_the_entry(tmp_path: Path, text: str) -> None:
    path = tmp_path / "nodes.toml"
    path.write_text(text)
    with pytest.raises(WrongEndpoints) as refused:
        read(path)
    assert refused.value.what


def sighting(status: Status) -> Sighting:
    return Sighting(Chain.ETHEREUM, HASH, status, NOON, "evm")


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (Status.UNKNOWN, Status.FINAL, Status.FINAL),
        (Status.DROPPED, Status.FINAL, Status.FINAL),
        (Status.REPLACED, Status.CONFIRMED, Status.CONFIRMED),
        (Status.REPLACED, Status.UNKNOWN, Status.REPLACED),
        (Status.PENDING, Status.FINAL, Status.PENDING),
        (Status.FAILED, Status.FINAL, None),
        (Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN),
    ],
)
def test_absence_gives_way_to_sight_and_contradiction_to_silence(
    one: Status, other: Status, kept: Status | None
) -> None:
    for pair in ([one, other], [other, one]):
        found = least([sighting(status) for status in pair])
        assert (found.status if found else None) == kept
