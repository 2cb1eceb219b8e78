"""The front of every web process: streams to the bare handler, everything else to Django in a bounded pool.

A body that is too large is cut off here, before anything is read into memory.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from answerback.live.app import Receive, Scope, Send

App = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyTooLarge(Exception):
    """More bytes than the deployment takes."""


class Front:
    """One ASGI application made of two."""

    def __init__(self, live: App, django: Callable[..., Any], *, threads: int, max_body_bytes: int) -> None:
        self._live = live
        self._django = WSGIMiddleware(django, workers=threads)
        self._most = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] != "http":
            return
        if scope["path"].startswith("/live/"):
            await self._live(scope, receive, send)
            return
        if _announced(scope) > self._most:
            await _too_large(send)
            return
        started = Started(send)
        try:
            await self._django(scope, self._counted(receive), started)  # type: ignore[arg-type]
        except BodyTooLarge:
            if not started.yes:
                await _too_large(send)

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counting() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most:
                raise BodyTooLarge
            return message

        return counting


class Started:
    """Remembers whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.yes = False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        self.yes = True
        await self._send(message)


def _announced(scope: Scope) -> int:
    text = dict(scope["headers"]).get(b"content-length", b"0")
    return int(text) if text.isdigit() and len(text) < 19 else 0


async def _too_large(send: Send) -> None:
    """413 as problem+json (RFC 9457), in both languages: the reader's is not known before the body is."""
    body = json.dumps(
        {
            "type": "/api/problems/body_too_large",
            "title": "That is too much at once · 一次发送的内容过大",
            "status": 413,
            "code": "body_too_large",
        },
        ensure_ascii=False,
    ).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
