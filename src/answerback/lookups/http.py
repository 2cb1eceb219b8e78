"""How a node is asked over HTTP: bounded in time and size, asked again once, following nothing.

Endpoints are the deployment's own setting, so an address in the local network is allowed here; what a node answers is
still not believed (`shapes`). Only this and `wallets` use httpx.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from time import sleep

import httpx

from answerback.lookups.node import RpcError, Trouble

CONNECT_SECONDS, READ_SECONDS = 3.0, 6.0
LARGEST_BYTES = 4 * 1024 * 1024
TRIES = 2
PAUSE_SECONDS = 0.4
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
MISSING = frozenset({404})
REFUSED = frozenset({401, 403, 429})


@dataclass(frozen=True)
class Http:
    """One endpoint. `url` may end in a path; `headers` hold its key. `is_missing`: whether an error body means that
    there is no such thing (some nodes say so with a 500)."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_missing: Callable[[int, object], bool] = lambda status, body: status in MISSING
    read_seconds: float = READ_SECONDS
    pause: Callable[[float], None] = sleep

    def rest(self, path: str, body: Mapping[str, object] | None = None) -> object | None:
        """GET, or POST when there is a body. None when there is no such thing. Raises `Trouble`."""
        status, answer = self.asked(path, body)
        if status == 200:
            return answer
        if self.is_missing(status, answer):
            return None
        raise Trouble("refused" if status in REFUSED else "status")

    def rpc(self, method: str, *params: object) -> object:
        """JSON-RPC; nodes answer errors with 200, 400 or 500 alike. Raises `Trouble`, `RpcError`."""
        question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        status, answer = self.asked("", question)
        if not isinstance(answer, dict):
            raise Trouble("refused" if status in REFUSED else "strange")
        error = answer.get("error")
        if error is not None:
            number = error.get("code") if isinstance(error, dict) else None
            raise RpcError(number if isinstance(number, int) else 0)
        if status != 200 or "result" not in answer:
            raise Trouble("refused" if status in REFUSED else "status")
        return answer["result"]

    def asked(self, path: str, body: Mapping[str, object] | None) -> tuple[int, object]:
        """Status and what came, tried again once when the node was busy or did not answer."""
        for left in reversed(range(TRIES)):
            try:
                status, content = self.once(path, body)
            except Trouble:
                if not left:
                    raise
            else:
                answer = parsed(content, is_ok=status == 200)
                if not left or status not in AGAIN or self.is_missing(status, answer) or has_error(answer):
                    return status, answer
            self.pause(PAUSE_SECONDS)
        raise Trouble("status")

    def once(self, path: str, body: Mapping[str, object] | None) -> tuple[int, bytes]:
        timeout = httpx.Timeout(self.read_seconds, connect=CONNECT_SECONDS)
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                client.stream(
                    "GET" if body is None else "POST",
                    self.url.rstrip("/") + path,
                    headers=dict(self.headers),
                    json=body,
                ) as response,
            ):
                return response.status_code, bounded(response)
        except httpx.TimeoutException:
            raise Trouble("timed_out") from None
        except httpx.HTTPError:
            raise Trouble("no_connection") from None


def bounded(response: httpx.Response) -> bytes:
    """The body, no more of it than any answer needs. Raises `Trouble("too_large")`."""
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > LARGEST_BYTES:
            raise Trouble("too_large")
    return bytes(content)


def parsed(content: bytes, *, is_ok: bool) -> object:
    """JSON with exact decimals; plain text where a node answers one word. An error's body may be anything."""
    try:
        return json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError):
        if is_ok and content.isascii() and 0 < len(content) <= 128:
            return content.decode("ascii").strip()
        if is_ok:
            raise Trouble("not_json") from None
        return None


def has_error(answer: object) -> bool:
    """A JSON-RPC error in a 500 is an answer, not a busy node."""
    return isinstance(answer, dict) and answer.get("error") is not None
