"""The front of every web process: streams to the bare handler, everything else to Django in a bounded pool.

What would hold one of Django's threads for nothing ends here: bodies too large, too slow or too many, and readers
that do not read their answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from answerback.live.app import Receive, Scope, Send
from answerback.live.look_up import PATH as LOOK_UP
from answerback.live.registry_files import PREFIX as REGISTRY
from answerback.ops.bodies import Bodies, Gone, drain, whole
from answerback.ops.turned_away import MALFORMED, TurnedAway, turn_away

App = Callable[[Scope, Receive, Send], Awaitable[None]]
BODY_SECONDS = 30.0
READ_SECONDS = 30.0


class Front:
    """One ASGI application made of two. `body_seconds`: a whole body; `read_seconds`: each piece of an answer."""

    def __init__(
        self,
        live: App,
        django: Callable[..., Any],
        *,
        threads: int,
        max_body_bytes: int,
        body_seconds: float = BODY_SECONDS,
        read_seconds: float = READ_SECONDS,
        look_up: App | None = None,
        registry: App | None = None,
    ) -> None:
        self._live = live
        self._look_up = look_up
        self._registry = registry
        self._django: Any = WSGIMiddleware(django, workers=threads)
        self._bodies = Bodies(most=max_body_bytes, seconds=body_seconds)
        self._read_seconds = read_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] != "http":
            return
        if not _is_readable(scope):
            await turn_away(scope, send, MALFORMED)
        elif scope["path"].startswith("/live/"):
            await self._live(scope, receive, send)
        elif scope["path"] == LOOK_UP and self._look_up is not None:
            await self._look_up(scope, receive, send)
        elif scope["path"].startswith(REGISTRY) and self._registry is not None:
            await self._registry(scope, receive, send)
        else:
            await self._to_django(scope, receive, send)

    async def _to_django(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._bodies.take(scope, receive)
        except Gone:
            return
        except TurnedAway as turned:
            await turn_away(scope, send, turned.answer, more=True)
            await drain(receive)
            await send({"type": "http.response.body", "body": b""})
            return
        reader = PatientWithReader(send, self._read_seconds)
        try:
            await self._django(_unmistakable(scope), whole(body, receive), reader)
        finally:
            self._bodies.back(body)


class PatientWithReader:
    """Passes an answer on; when one piece waits too long, the rest is dropped and the thread is free again."""

    def __init__(self, send: Send, seconds: float) -> None:
        self._send = send
        self._seconds = seconds
        self._gave_up = False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if self._gave_up:
            return
        try:
            async with asyncio.timeout(self._seconds):
                await self._send(message)
        except TimeoutError:
            self._gave_up = True


def _is_readable(scope: Scope) -> bool:
    """Addresses are ASCII (RFC 3986); raw bytes beyond it would fail deep inside."""
    return bool(scope["query_string"].isascii())


def _unmistakable(scope: Scope) -> Scope:
    """Without headers that WSGI would mistake for others: to it `X_Forwarded_Proto` is `X-Forwarded-Proto`."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}
