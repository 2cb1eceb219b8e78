"""The bare ASGI handler in front of Django: streams, one-shot verdicts and the public keys behind them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError, close_old_connections

from answerback.live.hub import Hub, Stream
from answerback.live.tickets import Ticket, read

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
]
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
    *HEADERS,
]
ANSWER_WITHIN_SECONDS = 5
SENT_WITHIN_SECONDS = 30
LIVES_SECONDS = 600  # then the page comes again with a fresh ticket: leave that was taken away ends with it
LONGEST_NONCE = 64


class LiveApp:
    """Answers `/live/stream` (server-sent events) and `/live/status` (one verdict), by stream ticket alone."""

    def __init__(self, hub: Hub, now: Callable[[], datetime]) -> None:
        self._hub = hub
        self._now = now
        # Keys are read from the database now and then: not on the loop that feeds the streams.
        self._pool = ThreadPoolExecutor(1, "tickets")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["method"] != "GET" or scope["path"] not in ("/live/stream", "/live/status"):
            await answer(send, 404, {"code": "not_found"})
            return
        try:
            query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=8)
        except ValueError:
            await answer(send, 400, {"code": "malformed"})
            return
        try:
            ticket = await self._ticket(query.get("ticket", [""])[0])
        except DatabaseError:
            await answer(send, 503, {"code": "try_again"})
            return
        if ticket is None:
            await answer(send, 403, {"code": "ticket_refused"})
            return
        stream = Stream(ticket, query.get("nonce", [""])[0][:LONGEST_NONCE], _resume(scope, query))
        self._hub.join(stream)
        try:
            if scope["path"] == "/live/stream":
                await self._stream(stream, receive, send)
            else:
                await self._once(stream, send)
        finally:
            self._hub.leave(stream)

    async def _ticket(self, text: str) -> Ticket | None:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, text)

    def _read(self, text: str) -> Ticket | None:
        """In the pool's thread, whose database connection may have been lost since it was last asked."""
        close_old_connections()
        return read(text, at=self._now())

    async def _stream(self, stream: Stream, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 1500\n\n", "more_body": True})
        gone = asyncio.ensure_future(_until_gone(receive))
        until = asyncio.get_running_loop().time() + LIVES_SECONDS
        try:
            while asyncio.get_running_loop().time() < until:
                following = asyncio.ensure_future(stream.queue.get())
                await asyncio.wait({gone, following}, return_when=asyncio.FIRST_COMPLETED)
                message = following.result() if following.done() else None
                if message is None:
                    following.cancel()
                    break
                async with asyncio.timeout(SENT_WITHIN_SECONDS):
                    await send({"type": "http.response.body", "body": message, "more_body": True})
        except TimeoutError:
            return  # it takes nothing any more: the connection is given up
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b""})

    async def _once(self, stream: Stream, send: Send) -> None:
        """One verdict as JSON; *unknown* when none comes in time."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                while True:
                    message = await stream.queue.get()
                    if message is None or b"event: status" in message:
                        break
        except TimeoutError:
            message = None
        data = message.partition(b"data: ")[2].strip() if message else b""
        await answer(send, 200, json.loads(data) if data else {"state": "unknown"})


def _resume(scope: Scope, query: dict[str, list[str]]) -> int | None:
    """Where the page left off: the header of a reconnect, or a parameter when the script opened a new stream."""
    header = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    text = header or query.get("last_event_id", [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send: Send, status: int, body: dict[str, Any]) -> None:
    """A small JSON answer."""
    payload = json.dumps(body, separators=(",", ":")).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(payload)).encode()),
        *HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": payload})
