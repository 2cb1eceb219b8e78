"""Fetching for the client: from a folder or over HTTP, with an end to everything: bytes, waiting, redirects."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import httpx
from tuf.api.exceptions import DownloadError, DownloadHTTPError, SlowRetrievalError
from tuf.ngclient import FetcherInterface

PIECE = 64 * 1024  # bytes
SILENCE_SECONDS = 10.0
WHOLE_SECONDS = 60.0


class OverHttp(FetcherInterface):
    """Over HTTP(S); `silence_seconds` between two pieces, `whole_seconds` for one file."""

    def __init__(
        self, *, silence_seconds: float = SILENCE_SECONDS, whole_seconds: float = WHOLE_SECONDS
    ) -> None:
        self._whole_seconds = whole_seconds
        self._client = httpx.Client(timeout=silence_seconds, follow_redirects=False, trust_env=True)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _fetch(self, url: str) -> Iterator[bytes]:
        # Compression is refused: a small body must not unfold into an endless one before it is counted.
        request = self._client.build_request("GET", url, headers={"Accept-Encoding": "identity"})
        try:
            answer = self._client.send(request, stream=True)
        except httpx.HTTPError as failed:
            raise DownloadError(type(failed).__name__) from failed
        if answer.status_code != httpx.codes.OK:
            answer.close()
            raise DownloadHTTPError("not found", answer.status_code)
        return self._pieces(answer)

    def _pieces(self, answer: httpx.Response) -> Iterator[bytes]:
        until = time.monotonic() + self._whole_seconds
        try:
            # As they come: who waits for a full piece waits for ever on one that drips.
            for piece in answer.iter_raw():
                if time.monotonic() > until:
                    raise SlowRetrievalError
                yield piece
        except httpx.HTTPError as failed:
            raise DownloadError(type(failed).__name__) from failed
        finally:
            answer.close()


class FromFolder(FetcherInterface):
    """From a folder named by a `file:` URL; nothing outside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def close(self) -> None:
        """Nothing is held open."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = Path(url2pathname(unquote(urlsplit(url).path))).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise DownloadHTTPError("not found", 404)
        return _of_file(path)


def _of_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
