"""The signed channel list as anybody may fetch it, in front of Django: `GET /registry/…`, files and nothing else.

From any page (`Access-Control-Allow-Origin: *`), kept by any cache: a name with a version or a hash in it means the
same bytes for ever, and `timestamp.json`, which names them, is asked for again after a minute. A CDN may stand in
front; it can withhold the list, and not change it (docs/registry.md).
"""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from answerback.live.app import Receive, Scope, Send

PREFIX = "/registry/"
NAMES = re.compile(
    r"timestamp\.json|[1-9][0-9]{0,9}\.(?:root|snapshot|targets)\.json"
    r"|targets/(?:channels/)?[0-9a-f]{64}\.[a-z0-9][a-z0-9-]{0,63}\.json"
)
FOR_EVER = b"public, max-age=31536000, immutable"
FOR_A_MINUTE = b"public, max-age=60"
PIECE = 64 * 1024  # bytes


class RegistryFiles:
    """One ASGI application for one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(2, "registry")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        name = str(scope["path"]).removeprefix(PREFIX)
        if scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 405, b"", FOR_A_MINUTE, only_head=False)
            return
        found = await self._read(name) if NAMES.fullmatch(name) else None
        lives = FOR_A_MINUTE if found is None or name == "timestamp.json" else FOR_EVER
        status = 404 if found is None else 200
        await _answer(send, status, found or b"", lives, only_head=scope["method"] == "HEAD")

    async def _read(self, name: str) -> bytes | None:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _octets, self._folder / name)


def _octets(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


async def _answer(send: Send, status: int, body: bytes, lives: bytes, *, only_head: bool) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", lives),
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"referrer-policy", b"no-referrer"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    pieces = [] if only_head else [body[at : at + PIECE] for at in range(0, len(body), PIECE)]
    for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
