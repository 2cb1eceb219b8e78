"""The public check for machines, in front of Django: `GET /check.json?q=…`, or the text as the body of a POST.

Anybody may ask from any page (`Access-Control-Allow-Origin: *`), nobody is known, nothing is kept. Answered from the
followed list of channels, without a query; the keys are the same for a hit and a miss (docs/reference/check.md).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote_plus

from answerback.channels.check import LONGEST, check
from answerback.channels.current import Followed
from answerback.channels.index import Index
from answerback.channels.verdicts import Answer
from answerback.live.app import HEADERS, Receive, Scope, Send, address_of
from answerback.live.limits import RETRY_AFTER_SECONDS, Limits, counted
from answerback.live.told import TROUBLES, told

PATH = "/check.json"
MOST_QUERY_BYTES = 16 * 1024
MOST_BODY_BYTES = 4 * LONGEST
BODY_WITHIN_SECONDS = 5
SHORT = 160
"""Characters judged on the loop at once; longer texts wait for the one thread that judges them."""
MOST_WAITING = 32
OPEN = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"access-control-allow-origin", b"*"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"vary", b"accept-language"),
    *HEADERS,
]
PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD, POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
]


class Trouble(Exception):
    """The question is not answered; `code` is one of `told.TROUBLES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LookUp:
    """One ASGI application for one path. `now` is aware UTC."""

    def __init__(
        self, channels: Followed, limits: Limits, now: Callable[[], datetime], *, behind_proxy: bool = False
    ) -> None:
        self._channels, self._limits, self._now = channels, limits, now
        self._behind_proxy = behind_proxy
        self._pool = ThreadPoolExecutor(1, "look-up")
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        headers = dict(scope["headers"])
        language = spoken(headers.get(b"accept-language", b""), scope["query_string"][-64:])
        if scope["method"] == "OPTIONS":
            await _send(send, 204, b"", PREFLIGHT)
            return
        try:
            body = await self._answer(scope, receive, language)
        except Trouble as trouble:
            status, extra = TROUBLES[trouble.code].status, []
            if status in (429, 503):
                extra = [(b"retry-after", str(RETRY_AFTER_SECONDS).encode())]
            await _send(send, status, _encoded(TROUBLES[trouble.code].body(language)), extra)
            return
        await _send(send, 200, body, [], head=scope["method"] == "HEAD")

    async def _answer(self, scope: Scope, receive: Receive, language: str) -> bytes:
        if not self._limits.may_ask(counted(address_of(scope, behind_proxy=self._behind_proxy))):
            raise Trouble("too_many")
        text = await _question(scope, receive)
        now = self._now()
        index = self._channels.index(now)
        if index is None:
            raise Trouble("try_again")
        answer = await self._checked(text, index)
        if not self._limits.may_hear_of(_thing(answer, text)):
            raise Trouble("too_many")
        return _encoded(told(answer, language, at=now))

    async def _checked(self, text: str, index: Index) -> Answer:
        if len(text) <= SHORT:
            return check(text, index)
        if self._waiting >= MOST_WAITING:
            raise Trouble("try_again")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, check, text, index)
        finally:
            self._waiting -= 1


async def _question(scope: Scope, receive: Receive) -> str:
    """The text asked about: exactly one `q`, or a body of UTF-8."""
    query = scope["query_string"]
    if len(query) > MOST_QUERY_BYTES:
        raise Trouble("too_long")
    if scope["method"] == "POST":
        return _decoded(await _body(receive))
    if scope["method"] not in ("GET", "HEAD"):
        raise Trouble("method")
    try:
        if query[:2] == b"q=" and len(query) > 2 and b"&" not in query:
            return unquote_plus(query[2:].decode("ascii"), errors="strict")
        asked = parse_qs(query.decode("ascii"), errors="strict", max_num_fields=4).get("q", [])
    except ValueError as wrong:
        raise Trouble("malformed") from wrong
    if len(asked) != 1:
        raise Trouble("malformed")
    return str(asked[0])


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Trouble("malformed")
                body += message.get("body", b"")
                if len(body) > MOST_BODY_BYTES:
                    raise Trouble("too_long")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError as late:
        raise Trouble("malformed") from late


def _decoded(body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError as wrong:
        raise Trouble("malformed") from wrong
    if not text.strip():
        raise Trouble("malformed")
    return text


def _thing(answer: Answer, text: str) -> tuple[str, str]:
    return (answer.items[0].kind, answer.items[0].value) if answer.items else ("", text)


@lru_cache(maxsize=256)
def spoken(accepted: bytes, query: bytes) -> str:
    """`zh` or `en`: `language=` at the end of the query, then the first of the two that is accepted, else English."""
    asked = query.rpartition(b"language=")[2] if b"language=" in query else b""
    if asked[:2] in (b"zh", b"en"):
        return asked[:2].decode()
    wishes = [_wish(one) for one in accepted[:512].decode("latin-1").lower().split(",")]
    wished = [(weight, tag) for weight, tag in wishes if tag in ("zh", "en") and weight > 0]
    return max(wished, key=lambda one: one[0])[1] if wished else "en"


def _wish(text: str) -> tuple[float, str]:
    tag, _, weight = text.strip().partition(";q=")
    try:
        return float(weight or 1), tag[:2]
    except ValueError:
        return 0.0, tag[:2]


def _encoded(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


async def _send(
    send: Send, status: int, body: bytes, extra: list[tuple[bytes, bytes]], *, head: bool = False
) -> None:
    headers = [(b"content-length", str(len(body)).encode()), *OPEN, *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
