"""Bodies are taken in whole before Django sees the request: at most so many bytes, within so many seconds.

A slow or endless sender thus never occupies one of Django's threads, and all bodies together never more memory
than the allowance.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from answerback.live.app import Receive, Scope
from answerback.ops.turned_away import TOO_LARGE, TOO_MANY, TOO_SLOW, TurnedAway

ALLOWANCE_BYTES = 96 * 1024 * 1024
DRAINED_SECONDS = 10.0


class Gone(Exception):
    """The sender hung up."""


class Bodies:
    """The bodies that are in memory now."""

    def __init__(self, *, most: int, seconds: float, allowance: int = ALLOWANCE_BYTES) -> None:
        self._most = most
        self._seconds = seconds
        self._left = allowance

    async def take(self, scope: Scope, receive: Receive) -> bytearray:
        """The whole body. Raises `TurnedAway` or `Gone`. Whoever took it gives it `back` afterwards."""
        if announced(scope) > self._most:
            raise TurnedAway(TOO_LARGE)
        body = bytearray()
        try:
            async with asyncio.timeout(self._seconds):
                while await self._more(body, receive):
                    pass
        except BaseException as ended:  # also a cancelled request gives its memory back
            self.back(body)
            if isinstance(ended, TimeoutError):
                raise TurnedAway(TOO_SLOW) from ended
            raise
        return body

    async def _more(self, body: bytearray, receive: Receive) -> bool:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        piece = message.get("body", b"")
        if len(body) + len(piece) > self._most:
            raise TurnedAway(TOO_LARGE)
        if len(piece) > self._left:
            raise TurnedAway(TOO_MANY)
        self._left -= len(piece)
        body += piece
        return bool(message.get("more_body", False))

    def back(self, body: bytearray) -> None:
        """This body is in memory no more."""
        self._left += len(body)
        body.clear()


def announced(scope: Scope) -> int:
    """The length that the sender announced; 0 when there is none."""
    text = dict(scope["headers"]).get(b"content-length", b"0")
    return int(text) if text.isdigit() and len(text) < 19 else 0


async def drain(receive: Receive) -> None:
    """Read on a little and keep nothing: a sender that is still writing would never read the answer."""
    try:
        async with asyncio.timeout(DRAINED_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return


def whole(body: bytearray, receive: Receive) -> Receive:
    """What Django's side receives: the body in one piece, then whatever the connection says."""
    pieces = [bytes(body)]

    async def receiving() -> MutableMapping[str, Any]:
        if pieces:
            return {"type": "http.request", "body": pieces.pop(), "more_body": False}
        return await receive()

    return receiving
