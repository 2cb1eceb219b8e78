"""A node asked over real HTTP: what it may answer, and what of it is believed."""

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
