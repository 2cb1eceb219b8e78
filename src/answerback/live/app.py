"""The bare ASGI handler in front of Django: streams, one-shot verdicts and the public keys behind them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError, close_old_connections

from answerback.keys.ring import Ring
from answerback.live.answers import Answers
from answerback.live.hub import Hub, Stream, ended
from answerback.live.tickets import Ticket, read, read_with

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]

SAFE = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
]
HEADERS = [(b"cache-control", b"no-store"), *SAFE]
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
    *HEADERS,
]
ANSWER_WITHIN_SECONDS = 5
SENT_WITHIN_SECONDS = 30
LIVES_SECONDS = 600  # then the page comes again with a fresh ticket: leave that was taken away ends with it
LONGEST_NONCE = 64
MOST_KNOWN = 10_000  # tickets
ENCODED = json.JSONEncoder(separators=(",", ":")).encode


class LiveApp:
    """Answers `/live/stream` (server-sent events) and `/live/status` (one verdict), by stream ticket alone.

    `answers` are the reader's: with them a verdict about somebody whom the snapshot holds is given at once.
    """

    def __init__(
        self,
        hub: Hub,
        now: Callable[[], datetime],
        answers: Answers | None = None,
        *,
        behind_proxy: bool = False,
    ) -> None:
        self._hub = hub
        self._now = now
        self._answers = answers
        self._behind_proxy = behind_proxy
        self._known = KnownTickets()
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
        if ticket is None or (self._answers and self._answers.has_left(ticket)):
            await answer(send, 403, {"code": "ticket_refused"})
            return
        origin = dict(scope["headers"]).get(b"origin", b"")
        if ticket.origin and origin and origin != ticket.origin.encode():
            await answer(send, 403, {"code": "wrong_origin"})
            return
        nonce = query.get("nonce", [""])[0][:LONGEST_NONCE]
        shared = _shared_with(ticket)
        if scope["path"] == "/live/status":
            await self._once(ticket, nonce, shared, send)
        else:
            address = address_of(scope, behind_proxy=self._behind_proxy)
            await self._stream(Stream(ticket, nonce, _resume(scope, query), address), shared, receive, send)

    async def _ticket(self, text: str) -> Ticket | None:
        keys = self._answers.ticket_keys if self._answers else None
        if keys:
            return self._known.read(keys, text, self._now())
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, text)

    def _read(self, text: str) -> Ticket | None:
        """In the pool's thread, whose database connection may have been lost since it was last asked."""
        close_old_connections()
        return read(text, at=self._now())

    async def _stream(self, stream: Stream, shared: Headers, receive: Receive, send: Send) -> None:
        if not self._hub.join(stream):
            await answer(send, 429, {"code": "too_many_streams"}, shared)
            return
        try:
            await self._told(stream, shared, receive, send)
        finally:
            self._hub.leave(stream)

    async def _told(self, stream: Stream, shared: Headers, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [*STREAM_HEADERS, *shared]})
        await send({"type": "http.response.body", "body": b"retry: 1500\n\n", "more_body": True})
        gone = asyncio.ensure_future(_until_gone(receive))
        gone.add_done_callback(lambda _: ended(stream))
        until = asyncio.get_running_loop().time() + LIVES_SECONDS
        try:
            while asyncio.get_running_loop().time() < until:
                message = await stream.queue.get()
                if message is None:
                    break
                async with asyncio.timeout(SENT_WITHIN_SECONDS):
                    await send({"type": "http.response.body", "body": message, "more_body": True})
        except TimeoutError:
            return  # it takes nothing any more: the connection is given up
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b""})

    async def _once(self, ticket: Ticket, nonce: str, shared: Headers, send: Send) -> None:
        """One verdict as JSON: at once when the snapshot holds the customer, else when the reader has read him."""
        verdict = self._answers.verdict(ticket, nonce, self._now()) if self._answers else None
        await answer(send, 200, verdict or await self._read_first(Stream(ticket, nonce, None)), shared)

    async def _read_first(self, stream: Stream) -> dict[str, Any]:
        """*unknown*, unsigned, when no verdict comes in time."""
        self._hub.ask(stream)
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                while True:
                    message = await stream.queue.get()
                    if message is None or b"event: status" in message:
                        break
        except TimeoutError:
            message = None
        finally:
            self._hub.leave(stream)
        data = message.partition(b"data: ")[2].strip() if message else b""
        said: dict[str, Any] = json.loads(data) if data else {"state": "unknown"}
        return said


class KnownTickets:
    """Tickets that were found right under the keys of this moment: who asks again every few seconds shows the same."""

    def __init__(self) -> None:
        self._keys: Ring | None = None
        self._right: dict[str, Ticket] = {}

    def read(self, keys: Ring, text: str, at: datetime) -> Ticket | None:
        """As `tickets.read_with`; what is too old is old here too."""
        if keys is not self._keys or len(self._right) >= MOST_KNOWN:
            self._keys, self._right = keys, {}
        ticket = self._right.get(text)
        if ticket is None and (ticket := read_with(keys, text, at=at)):
            self._right[text] = ticket
        return ticket if ticket and ticket.expires >= at.timestamp() else None


def _shared_with(ticket: Ticket) -> Headers:
    """The one origin that may read the answer besides our own: never with cookies, never anybody (WHATWG Fetch 3.2)."""
    if not ticket.origin:
        return []
    return [(b"access-control-allow-origin", ticket.origin.encode()), (b"vary", b"origin")]


def address_of(scope: Scope, *, behind_proxy: bool) -> str:
    """The network address of the other side; behind a proxy of ours the last one that it wrote down."""
    if behind_proxy:
        told = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
        return str(told).rpartition(",")[2].strip()
    client = scope.get("client")
    return str(client[0]) if client else ""


def _resume(scope: Scope, query: dict[str, list[str]]) -> int | None:
    """Where the page left off: the header of a reconnect, or a parameter when the script opened a new stream."""
    header = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    text = header or query.get("last_event_id", [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send: Send, status: int, body: dict[str, Any], more: Headers = ()) -> None:
    """A small JSON answer."""
    payload = ENCODED(body).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(payload)).encode()),
        *HEADERS,
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": payload})
