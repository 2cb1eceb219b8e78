"""A node asked over real HTTP: what it may answer, and what of it is believed."""

import gzip
import json
from decimal import Decimal
from typing import Any

import pytest

from answerback.lookups.http import LARGEST_BYTES, Http
from answerback.lookups.node import RpcError, Trouble
from tests.lookups.server import serving


def at(url: str) -> Http:
    return Http(url, pause=lambda seconds: None)


def code(ask: Any) -> str:
    with pytest.raises(Trouble) as refused:
        ask()
    return refused.value.code


@pytest.mark.parametrize(
    ("status", "content", "answer"),
    [
        (200, b'{"a": 1.10}', {"a": Decimal("1.10")}),
        (200, b"812345", 812345),
        (404, b"Transaction not found", None),
    ],
)
def test_answer_is_read_exactly_and_nothing_found_is_none(
    status: int, content: bytes, answer: object
) -> None:
    with serving(lambda path, body: (status, content)) as (url, _):
        assert at(url).rest("/x") == answer


@pytest.mark.parametrize(
    ("status", "content", "trouble"),
    [
        (200, b"<html>sign in to the network first, please</html>" * 9, "not_json"),
        (500, b"oops", "status"),
        (429, b"slow down", "limited"),
        (200, b" " * (LARGEST_BYTES + 1), "too_large"),
        (302, b"", "status"),
    ],
)
def test_bad_answer_is_a_trouble_with_a_code(status: int, content: bytes, trouble: str) -> None:
    with serving(lambda path, body: (status, content)) as (url, _):
        assert code(lambda: at(url).rest("/x")) == trouble


def test_busy_node_is_asked_once_more() -> None:
    answers = iter([(503, b""), (200, b'{"ok": true}')])
    with serving(lambda path, body: next(answers)) as (url, asked):
        assert (at(url).rest("/x"), len(asked)) == ({"ok": True}, 2)


class Busy:
    """Says 429 (or another status) with these headers, once or always."""

    def __init__(self, *replies: tuple[int, dict[str, str]]) -> None:
        self.replies = list(replies)
        self.waited: list[float] = []

    def __call__(self, path: str, body: Any) -> tuple[int, bytes, dict[str, str]]:
        status, headers = self.replies.pop(0)
        return status, b"{}", headers

    def ask(self) -> object:
        with serving(self) as (url, asked):
            try:
                return Http(url, pause=self.waited.append).rest("/x")
            finally:
                self.asked = len(asked)


DATE = "Sun, 22 Nov 2026 04:00:00 GMT"
LATER = {"Retry-After": "Sun, 22 Nov 2026 04:00:02 GMT", "Date": DATE}


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [(429, {"Retry-After": "2"}, 2.0), (503, {"Retry-After": "1"}, 1.0), (429, LATER, 2.0)],
)
def test_busy_node_is_asked_again_when_it_says(status: int, headers: dict[str, str], seconds: float) -> None:
    busy = Busy((status, headers), (200, {}))
    assert (busy.ask(), busy.waited, busy.asked) == ({}, [seconds], 2)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"Retry-After": "60"}, 60.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "9" * 400}, None),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "Sun, 99 Nov 2026"}, None),
    ],
)
def test_node_that_was_asked_too_often_is_never_hammered(headers: dict[str, str], wait: float | None) -> None:
    busy = Busy((429, headers))
    with pytest.raises(Trouble) as refused:
        busy.ask()
    assert (refused.value.code, refused.value.wait_seconds, busy.waited, busy.asked) == (
        "limited",
        wait,
        [],
        1,
    )


def test_node_that_is_limited_twice_is_given_up() -> None:
    busy = Busy((429, {"Retry-After": "1"}), (429, {"Retry-After": "1"}))
    with pytest.raises(Trouble) as refused:
        busy.ask()
    assert (refused.value.code, busy.waited, busy.asked) == ("limited", [1.0], 2)


@pytest.mark.parametrize("number", [429, -32029])
def test_limit_told_inside_an_answer_is_a_limit(number: int) -> None:
    content = json.dumps({"jsonrpc": "2.0", "id": 1, "error": {"code": number}}).encode()
    with serving(lambda path, body: (200, content)) as (url, asked):
        assert (code(lambda: at(url).rpc("eth_blockNumber")), len(asked)) == ("limited", 1)


HOSTILE = [
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"1" * 5_000,
    b"1e9999999999999999999",
    b"-",
    b'{"jsonrpc":"2.0","id":2,"result":"0x1"}',
    b'{"jsonrpc":"2.0","id":[1],"result":"0x1"}',
    b'{"jsonrpc":"2.0","id":1,"error":[]}',
    b'{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}',
    b"[]",
    b'"0x1"',
    b"null",
    b"\xff\xfe",
    b"",
    b"NaN",
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("status", [200, 400, 500])
def test_hostile_answer_is_only_ever_a_trouble(status: int, content: bytes) -> None:
    with serving(lambda path, body: (status, content)) as (url, _):
        assert code(lambda: at(url).rpc("eth_blockNumber"))


def test_answer_that_swells_when_unpacked_is_not_unpacked() -> None:
    swelling = gzip.compress(b" " * LARGEST_BYTES * 4)
    with serving(lambda path, body: (200, swelling, {"Content-Encoding": "gzip"})) as (url, _):
        assert code(lambda: at(url).rest("/x")) == "strange"


@pytest.mark.parametrize("status", [200, 400, 500])
def test_rpc_error_is_an_answer_whatever_its_status(status: int) -> None:
    content = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "error": {"code": -5, "message": "secret prose"}}
    ).encode()
    with serving(lambda path, body: (status, content)) as (url, asked):
        with pytest.raises(RpcError) as refused:
            at(url).rpc("getrawtransaction", "00", 2)
        assert (refused.value.number, "prose" in str(refused.value), len(asked)) == (-5, False, 1)


def test_rpc_sends_its_method_and_gives_the_result_even_when_it_is_null() -> None:
    with serving(lambda path, body: (200, b'{"jsonrpc":"2.0","id":1,"result":null}')) as (url, asked):
        assert at(url).rpc("eth_getTransactionByHash", "0x1") is None
        assert asked[0][1] == {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "eth_getTransactionByHash",
            "params": ["0x1"],
        }


def test_nobody_there_is_no_connection() -> None:
    with serving(lambda path, body: (200, b"{}")) as (url, _):
        pass
    assert code(lambda: at(url).rest("/x")) == "no_connection"


def test_redirect_is_never_followed() -> None:
    with serving(lambda path, body: (301, b'{"ok": 1}')) as (url, asked):
        assert (code(lambda: at(url).rest("/x")), {path for path, _ in asked}) == ("status", {"/x"})
