"""What the front turns away, over a real connection: too large, too slow, half a header; and slow readers."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn

from answerback.live.app import Receive, Scope, Send, answer
from answerback.ops.bodies import Bodies, whole
from answerback.ops.front import Front
from answerback.ops.ports import listen
from answerback.ops.protocol import ImpatientProtocol
from answerback.ops.turned_away import TOO_MANY, TurnedAway

MOST = 1024 * 1024
PIECE = b"x" * 65536


@dataclass
class Django:
    """Stands where Django stands: remembers what came through, and answers with as much as it was asked for."""

    bodies: list[int] = field(default_factory=list)
    headers: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.bodies.append(len(environ["wsgi.input"].read()))
        self.headers.append({name: value for name, value in environ.items() if name.startswith("HTTP_")})
        start_response("200 OK", [("content-type", "text/plain")])
        return [b"y" * 1024] * int(environ["PATH_INFO"].strip("/") or 1)


class Impatient(ImpatientProtocol):
    idle_seconds = 0.5


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    await answer(send, 200, {"live": True})


@dataclass
class Running:
    port: int
    django: Django

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20, trust_env=False)


@pytest.fixture
def front() -> Iterator[Running]:
    django = Django()
    app = Front(live, django, threads=2, max_body_bytes=MOST, body_seconds=1.5, read_seconds=1.0)
    sockets, port = listen(("127.0.0.1",), 0)
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, http=Impatient, h11_max_incomplete_event_size=32768
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=sockets)), daemon=True)
    thread.start()
    yield Running(port, django)
    server.should_exit = True
    thread.join(10)


def pieces(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield PIECE


def test_announced_large_body_is_refused_before_it_is_read(front: Running) -> None:
    with socket.create_connection(("127.0.0.1", front.port), timeout=10) as one:
        one.sendall(b"POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 209715200\r\n\r\n")
        said = one.recv(4096)

    assert said.startswith(b"HTTP/1.1 413")
    assert front.django.bodies == []


@pytest.mark.parametrize("count", [17, 3200])
def test_endless_chunked_body_is_refused_as_problem_json(front: Running, count: int) -> None:
    """3200 pieces are 200 MB; the process keeps at most one megabyte of them."""
    with front.client() as client:
        refused = client.post("/1", content=pieces(count))

    assert (refused.status_code, refused.headers["content-type"]) == (413, "application/problem+json")
    assert refused.json()["code"] == "body_too_large"
    assert front.django.bodies == []


def test_browser_gets_a_page_in_both_languages(front: Running) -> None:
    with front.client() as client:
        refused = client.post("/1", content=b"x" * (MOST + 1), headers={"accept": "text/html,*/*"})

    assert (refused.status_code, refused.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "未保存" in refused.text
    assert "Nothing was kept" in refused.text


def test_body_that_fits_passes_whole(front: Running) -> None:
    with front.client() as client:
        assert client.post("/1", content=pieces(16)).status_code == 200

    assert front.django.bodies == [MOST]


def test_slow_bodies_time_out_and_hold_no_thread(front: Running) -> None:
    slow = [socket.create_connection(("127.0.0.1", front.port), timeout=10) for _ in range(6)]
    for one in slow:
        one.sendall(b"POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
    with front.client() as client:
        assert client.get("/1", timeout=1.4).status_code == 200, "two threads, six slow senders"

    assert [one.recv(12) for one in slow] == [b"HTTP/1.1 408"] * 6
    for one in slow:
        one.close()


def test_readers_that_do_not_read_free_their_thread(front: Running) -> None:
    lazy = [socket.create_connection(("127.0.0.1", front.port), timeout=10) for _ in range(2)]
    for one in lazy:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.sendall(b"GET /20000 HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.3)
    with front.client() as client:
        assert client.get("/1", timeout=15).status_code == 200
    for one in lazy:
        one.close()


def test_half_a_header_and_a_silent_connection_are_closed(front: Running) -> None:
    for sent in (b"", b"GET / HTTP/1.1\r\nHos"):
        with socket.create_connection(("127.0.0.1", front.port), timeout=10) as one:
            one.sendall(sent)
            assert one.recv(100) == b""


def test_headers_beyond_the_limit_never_reach_django(front: Running) -> None:
    """The connection is closed while the sender still writes, so that the answer may be lost on the way."""
    with front.client() as client, suppress(httpx.HTTPError):
        assert client.get("/1", headers={"x-long": "x" * 300_000}).status_code == 400

    assert front.django.bodies == []


def test_raw_bytes_in_an_address_are_refused_plainly(front: Running) -> None:
    with socket.create_connection(("127.0.0.1", front.port), timeout=10) as one:
        one.sendall("GET /1?q=秘密 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert one.recv(4096).startswith(b"HTTP/1.1 400")


def test_header_with_an_underscore_is_no_other_header(front: Running) -> None:
    with front.client() as client:
        client.get("/1", headers={"x_forwarded_proto": "https", "x-request": "kept"})

    (seen,) = front.django.headers
    assert "HTTP_X_FORWARDED_PROTO" not in seen
    assert seen["HTTP_X_REQUEST"] == "kept"


def test_all_bodies_together_stay_within_the_allowance() -> None:
    async def story() -> str:
        bodies = Bodies(most=100, seconds=5, allowance=150)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"x" * 100, "more_body": False}

        scope: Scope = {"headers": []}
        first = await bodies.take(scope, receive)
        with pytest.raises(TurnedAway) as refused:
            await bodies.take(scope, receive)
        assert refused.value.answer == TOO_MANY
        bodies.back(first)
        return str(await whole(await bodies.take(scope, receive), receive)())

    assert "x" * 100 in asyncio.run(story())
