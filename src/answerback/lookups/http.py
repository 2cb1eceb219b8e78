"""How a node is asked over HTTP: bounded in time and size, asked again once at most, following nothing.

Endpoints are the deployment's own setting, so an address in the local network is allowed here; what a node answers is
still not believed (`shapes`). Only this and `wallets` use httpx.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from time import monotonic, sleep

import httpx

from answerback.lookups.node import RpcError, Trouble

CONNECT_SECONDS, READ_SECONDS = 3.0, 6.0
WHOLE_SECONDS = 12.0
"""For the whole answer, however slowly it drips in."""
LARGEST_BYTES = 4 * 1024 * 1024
TRIES = 2
PAUSE_SECONDS = 0.4
LONGEST_PAUSE_SECONDS = 3.0
"""Whoever asks for more patience than this (`Retry-After`) is not asked again in this look-up."""
AGAIN = frozenset({408, 425, 500, 502, 503, 504})
TOO_OFTEN = 429
MISSING = frozenset({404})
REFUSED = frozenset({401, 403})
QUESTION = 1
"""The number of every question: one stands in each request."""


@dataclass(frozen=True)
class Reply:
    """`wait_seconds`: how long the node wants to be left alone, where it says so (RFC 9110, `Retry-After`)."""

    status: int
    content: bytes
    wait_seconds: float | None = None


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
        question = {"jsonrpc": "2.0", "id": QUESTION, "method": method, "params": list(params)}
        status, answer = self.asked("", question)
        if not isinstance(answer, dict):
            raise Trouble("refused" if status in REFUSED else "strange")
        error = answer.get("error")
        if error is not None:
            number = error.get("code") if isinstance(error, dict) else None
            raise RpcError(number if isinstance(number, int) else 0)
        if status != 200 or "result" not in answer:
            raise Trouble("refused" if status in REFUSED else "status")
        if answer.get("id", QUESTION) != QUESTION:  # the answer to another question
            raise Trouble("strange")
        return answer["result"]

    def asked(self, path: str, body: Mapping[str, object] | None) -> tuple[int, object]:
        """Status and what came, tried again once when the node was busy or did not answer. One that has been asked
        too often is asked again only when it says when, and that is soon. Raises `Trouble`."""
        for left in reversed(range(TRIES)):
            pause = PAUSE_SECONDS
            try:
                reply = self.once(path, body)
            except Trouble:
                if not left:
                    raise
            else:
                answer = parsed(reply.content, is_ok=reply.status == 200)
                if not self.is_busy(reply, answer):
                    return reply.status, answer
                pause = patience(reply, is_last=not left)
                if not left:
                    return reply.status, answer
            self.pause(pause)
        raise Trouble("status")

    def is_busy(self, reply: Reply, answer: object) -> bool:
        if reply.status == TOO_OFTEN:
            return True
        is_answer = self.is_missing(reply.status, answer) or has_error(answer)
        return reply.status in AGAIN and not is_answer

    def once(self, path: str, body: Mapping[str, object] | None) -> Reply:
        timeout = httpx.Timeout(self.read_seconds, connect=CONNECT_SECONDS)
        until = monotonic() + max(WHOLE_SECONDS, self.read_seconds)
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                client.stream(
                    "GET" if body is None else "POST",
                    self.url.rstrip("/") + path,
                    headers={**self.headers, "Accept-Encoding": "identity"},
                    json=body,
                ) as response,
            ):
                return Reply(response.status_code, bounded(response, until=until), wait(response.headers))
        except httpx.TimeoutException:
            raise Trouble("timed_out") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise Trouble("no_connection") from None


def patience(reply: Reply, *, is_last: bool) -> float:
    """Seconds to wait before asking again. Raises `Trouble("limited")` when it is not worth it."""
    if reply.status == TOO_OFTEN or reply.wait_seconds is not None:
        if is_last or reply.wait_seconds is None or reply.wait_seconds > LONGEST_PAUSE_SECONDS:
            raise Trouble("limited", wait_seconds=reply.wait_seconds)
        return reply.wait_seconds
    return PAUSE_SECONDS


def wait(headers: Mapping[str, str]) -> float | None:
    """Seconds, from `Retry-After`: a number, or a moment by the node's own clock (`Date`)."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit() and len(given) < 9:
        return float(given)
    until, now = moment(given), moment(headers.get("date", ""))
    return max((until - now).total_seconds(), 0.0) if until is not None and now is not None else None


def moment(given: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(given)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo is not None else None


def bounded(response: httpx.Response, *, until: float) -> bytes:
    """The body as it was sent, no more of it and no longer than any answer needs. Raises `Trouble`."""
    if (
        response.headers.get("content-encoding", "identity") != "identity"
    ):  # nobody asked for it; it may swell
        raise Trouble("strange")
    content = bytearray()
    for piece in response.iter_raw():
        content += piece
        if len(content) > LARGEST_BYTES:
            raise Trouble("too_large")
        if monotonic() > until:
            raise Trouble("timed_out")
    return bytes(content)


def parsed(content: bytes, *, is_ok: bool) -> object:
    """JSON with exact decimals; plain text where a node answers one word. An error's body may be anything."""
    try:
        return json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):  # ArithmeticError: an exponent beyond any decimal
        if is_ok and content.isascii() and 0 < len(content) <= 128:
            return content.decode("ascii").strip()
        if is_ok:
            raise Trouble("not_json") from None
        return None


def has_error(answer: object) -> bool:
    """A JSON-RPC error in a 500 is an answer, not a busy node."""
    return isinstance(answer, dict) and answer.get("error") is not None
