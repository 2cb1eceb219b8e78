"""The signed channel list as anybody may fetch it, in front of Django: `GET /registry/…`, files and nothing else.

From any page (`Access-Control-Allow-Origin: *`), kept by any cache: a name with a version or a hash in it means the
same bytes for ever, and `timestamp.json`, which names them, is asked for again after a minute. A CDN may stand in
front; it can withhold the list, and not change it (docs/registry.md).
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from answerback.live.app import SAFE, Receive, Scope, Send

PREFIX = "/registry/"
NAMES = re.compile(
    r"timestamp\.json|[1-9][0-9]{0,9}\.(?:root|snapshot|targets)\.json"
    r"|targets/(?:channels/)?[0-9a-f]{64}\.[a-z0-9][a-z0-9-]{0,63}\.json"
)
FOR_EVER = b"public, max-age=31536000, immutable"
FOR_A_MINUTE = b"public, max-age=60"
PIECE = 64 * 1024  # bytes
SENT_WITHIN_SECONDS = 30  # each


class RegistryFiles:
    """One ASGI application for one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(2, "registry")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        name = str(scope["path"]).removeprefix(PREFIX)
        if scope["method"] not in ("GET", "HEAD"):
            await _begin(send, 405, 0, FOR_A_MINUTE)
            await send({"type": "http.response.body", "body": b""})
            return
        run = asyncio.get_running_loop().run_in_executor
        file = await run(self._pool, _opened, self._folder / name) if NAMES.fullmatch(name) else None
        lives = FOR_A_MINUTE if file is None or name == "timestamp.json" else FOR_EVER
        if file is None:
            await _begin(send, 404, 0, lives)
            await send({"type": "http.response.body", "body": b""})
            return
        with file:
            length = os.fstat(file.fileno()).st_size
            await _begin(send, 200, length, lives)
            left = length if scope["method"] == "GET" else 0
            # A piece at a time: a thousand slow readers hold a thousand pieces, not a thousand lists.
            while left and (piece := await run(self._pool, file.read, min(PIECE, left))):
                left -= len(piece)
                async with asyncio.timeout(SENT_WITHIN_SECONDS):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _opened(path: Path) -> BinaryIO | None:
    """A plain file of the list; never what a link of that name leads to, and nothing that must be waited for."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as trouble:
        # Only what is not there is told as not there: clients take that for "there is no newer root".
        if trouble.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
            return None
        raise
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        return None
    return os.fdopen(number, "rb", buffering=0)


async def _begin(send: Send, status: int, length: int, lives: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(length).encode()),
        (b"cache-control", lives),
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        *SAFE,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
