"""What is remembered of an endpoint: that it serves its chain, and that it wants to be left alone."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import Status
from answerback.lookups.ask import look_up, stand
from answerback.lookups.evm import EvmNode
from answerback.lookups.memory import LONGEST_REST_SECONDS, TRUSTED_SECONDS, Memory, Served
from answerback.lookups.node import Trouble
from tests.lookups.server import serving
from tests.lookups.test_ask import HASH, file, node

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def asked_chain(asked: list[tuple[str, Any]]) -> int:
    return [body["method"] for _, body in asked].count("eth_chainId")


def test_one_look_up_asks_an_endpoint_once_which_chain_it_serves(tmp_path: Path) -> None:
    with serving(node(1, block=5, final=9)) as (url, asked):
        endpoints = file(tmp_path, url)
        statuses = [
            looked.sighting.status
            for looked in (
                look_up(endpoints, "lanyue", Chain.ETHEREUM, HASH, at=NOON),
                look_up(endpoints, "lanyue", Chain.ETHEREUM, HASH, at=NOON),
            )
            if looked.sighting is not None
        ]
        assert (statuses, asked_chain(asked)) == ([Status.FINAL, Status.FINAL], 1)


def test_trust_runs_out_and_is_never_shared_between_endpoints() -> None:
    clock = Clock()
    memory = Memory(clock)
    asked: list[str] = []

    def served(endpoint: str) -> Served:
        def rpc(method: str, *params: object) -> object:
            asked.append(endpoint)
            return "0x1"

        return Served(EvmNode(Chain.ETHEREUM, rpc), endpoint, memory)

    for endpoint in ("one", "one", "two"):
        served(endpoint).check()
    clock.now += TRUSTED_SECONDS
    served("one").check()
    assert asked == ["one", "two", "one"]


def test_endpoint_of_another_chain_is_asked_again_and_refused_again() -> None:
    served = Served(EvmNode(Chain.ETHEREUM, lambda method, *params: "0x38"), "one", Memory())
    for _ in range(2):
        with pytest.raises(Trouble) as refused:
            served.check()
        assert refused.value.code == "wrong_chain"


@pytest.mark.parametrize(
    ("wanted", "rest"), [(None, 5.0), (0.0, 1.0), (20.0, 20.0), (86_400.0, LONGEST_REST_SECONDS)]
)
def test_endpoint_that_is_asked_too_often_gets_its_rest_and_no_more(
    wanted: float | None, rest: float
) -> None:
    clock = Clock()
    asked: list[str] = []

    def rpc(method: str, *params: object) -> object:
        asked.append(method)
        raise Trouble("limited", wait_seconds=wanted)

    served = Served(EvmNode(Chain.ETHEREUM, rpc), "one", Memory(clock))
    for moment in (0.0, rest - 0.1, 0.2):
        clock.now += moment
        with pytest.raises(Trouble) as refused:
            served.check()
        assert refused.value.code == "limited"
    assert len(asked) == 2


def test_limited_endpoint_is_left_alone_by_the_rest_of_the_look_up(tmp_path: Path) -> None:
    with serving(lambda path, body: (429, b"slow down")) as (url, asked):
        endpoints = file(tmp_path, url)
        looked = look_up(endpoints, "lanyue", Chain.ETHEREUM, HASH, at=NOON)
        stood = stand(endpoints, "lanyue", Chain.ETHEREUM, "0x" + "b" * 40, at=NOON)
    assert (looked.troubles, stood.troubles, len(asked)) == ((("evm", "limited"),), (("evm", "limited"),), 1)


@pytest.mark.parametrize("code", ["timed_out", "no_connection"])
def test_endpoint_that_does_not_answer_costs_patience_once(code: str) -> None:
    asked: list[str] = []

    def rpc(method: str, *params: object) -> object:
        asked.append(method)
        raise Trouble(code)

    served = Served(EvmNode(Chain.ETHEREUM, rpc), "one", Memory(Clock()))
    for _ in range(3):
        with pytest.raises(Trouble) as refused:
            served.account("0x" + "b" * 40, at=NOON)
        assert refused.value.code == code
    assert len(asked) == 1


def test_many_threads_may_ask_at_once() -> None:
    memory = Memory()
    served = Served(EvmNode(Chain.ETHEREUM, lambda method, *params: "0x1"), "one", memory)
    threads = [threading.Thread(target=served.check) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (memory.is_trusted("one"), memory.why_resting("one"), list(memory.trusted)) == (True, "", ["one"])
