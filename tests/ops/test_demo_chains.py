"""The demo's own chains: asked like any other, they know one transfer, and the judge judges it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import Status
from answerback.chains.triage import Case, Party, Story, judge
from answerback.configuration import Configuration
from answerback.lookups.ask import look_up
from answerback.lookups.endpoints import Endpoints, read
from answerback.ops.demo import ledger
from answerback.ops.demo.chains import answered, bring_chains

NOW = datetime.now(UTC).replace(microsecond=0)
SENT_AT = NOW - timedelta(hours=2)
IDENTIFIER = ledger.transaction_of(SENT_AT)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Configuration]:
    found = Configuration(data_dir=tmp_path_factory.mktemp("chains"), nodes_file=None)
    bring_chains(found)
    yield found


@pytest.fixture(scope="module")
def endpoints(config: Configuration) -> Endpoints:
    assert config.nodes_file is not None
    return read(config.nodes_file)


def seen(endpoints: Endpoints, chain: Chain, identifier: str = IDENTIFIER) -> object:
    looked = look_up(endpoints, "qingtan", chain, identifier, at=NOW)
    assert (looked.troubles, looked.sighting is not None) == ((), True)
    return looked.sighting


def test_transfer_is_final_on_the_wrong_network_and_unknown_on_the_right_one(endpoints: Endpoints) -> None:
    on_bsc, on_ethereum = (seen(endpoints, chain) for chain in (Chain.BSC, Chain.ETHEREUM))
    assert (on_bsc.status, on_ethereum.status) == (Status.FINAL, Status.UNKNOWN)  # type: ignore[attr-defined]
    (move,) = on_bsc.transfers  # type: ignore[attr-defined]
    assert (move.amount, move.symbol, move.recipient) == (250 * 10**18, "USDT", ledger.RECIPIENT)
    assert abs(on_bsc.block_time - SENT_AT) < timedelta(seconds=6)  # type: ignore[attr-defined]


def test_judge_finds_the_wrong_network_from_what_the_nodes_say(endpoints: Endpoints) -> None:
    """Nothing is written into the verdict: another story about the same transfer gets another one."""
    on_bsc = seen(endpoints, Chain.BSC)
    told = {"transaction": IDENTIFIER, "recipient": ledger.RECIPIENT, "sent_to": Party.PLATFORM}
    stories = [Story(expected=Chain.ETHEREUM, **told), Story(expected=Chain.BSC, **told)]  # type: ignore[arg-type]
    assert [judge(Case(story, (on_bsc,))).code for story in stories] == [  # type: ignore[arg-type]
        "platform_network",
        "platform_not_credited",
    ]


@pytest.mark.parametrize(
    "identifier",
    ["0x" + "1" * 64, IDENTIFIER[:-1] + "z", "0xde30", ""],
    ids=["another", "no hexadecimal", "too short", "nothing"],
)
def test_no_other_id_is_known(identifier: str) -> None:
    assert ledger.when(identifier) is None
    assert ledger.answer(ledger.BSC, "eth_getTransactionReceipt", [identifier], at=NOW) is None


def test_transfer_is_not_known_before_it_is_sent() -> None:
    earlier = SENT_AT - timedelta(seconds=1)
    assert ledger.answer(ledger.BSC, "eth_getTransactionByHash", [IDENTIFIER], at=earlier) is None


def test_nodes_of_somebodys_own_are_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "nodes.toml"
    found = Configuration(data_dir=tmp_path, nodes_file=mine)
    bring_chains(found)
    assert (found.nodes_file, list(tmp_path.iterdir())) == (mine, [])


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", -32700), (b"[]", -32700), (b'{"id": 1}', -32700), (b'{"id": 1, "method": "eth_sign"}', -32601)],
)
def test_what_is_no_question_or_another_is_refused(body: bytes, code: int) -> None:
    found = answered(body, lambda method, params: ledger.answer(ledger.BSC, method, params, at=NOW))
    assert found["error"]["code"] == code


@pytest.mark.parametrize("path", ["/", "/solana"])
def test_demo_serves_two_chains_and_nothing_else(config: Configuration, path: str) -> None:
    assert config.nodes_file is not None
    address = urlsplit(read(config.nodes_file).nodes[0].url)
    connection = HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request("POST", path, json.dumps({"jsonrpc": "2.0", "id": 1, "method": "eth_chainId"}))
    status = connection.getresponse().status
    connection.close()
    assert status == 404
