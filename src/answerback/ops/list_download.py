"""A list is fetched over HTTPS from a public address, in a bounded time and size, and only if it has changed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from time import monotonic

import httpx

from answerback.wallets.addresses import Target, checked_url, pinned_address
from answerback.wallets.refusals import AddressForbidden
from answerback.wallets.sender import deadline, trust, url_of

CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 5.0, 20.0, 180.0
LARGEST_BYTES = 64 * 1024 * 1024
LONGEST_ETAG = 256


class DownloadFailed(Exception):
    """`code`: address_…, status_…, too_large, timed_out, no_connection."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Fetched:
    """What came; `content` is None when the list has not changed since `etag`."""

    content: bytes | None
    etag: str = ""


def fetch(
    url: str, *, etag: str = "", allow_loopback: bool = False, total_seconds: float = TOTAL_SECONDS
) -> Fetched:
    """The list at a URL. Redirects are not followed. Raises DownloadFailed."""
    began = monotonic()
    try:
        target = checked_url(url, allow_loopback=allow_loopback)
        address = pinned_address(target, allow_loopback=allow_loopback)
        fetched = _asked(target, address, etag, total_seconds)
    except AddressForbidden as forbidden:
        raise DownloadFailed(f"address_{forbidden.holes['reason']}") from None
    except (httpx.HTTPError, ssl.SSLError, OSError):
        late = monotonic() - began >= total_seconds
        raise DownloadFailed("timed_out" if late else "no_connection") from None
    # A body without a length ends where the connection does: what was hung up on would pass for the whole.
    if monotonic() - began >= total_seconds:
        raise DownloadFailed("timed_out")
    return fetched


def _asked(target: Target, address: str, etag: str, total_seconds: float) -> Fetched:
    headers = {"Host": target.authority} | ({"If-None-Match": etag} if etag else {})
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    with (
        httpx.Client(verify=trust(), timeout=timeout, trust_env=False, follow_redirects=False) as client,
        deadline(total_seconds) as watch,
        client.stream(
            "GET",
            url_of(target, address),
            headers=headers,
            extensions={"sni_hostname": target.host, "trace": watch},
        ) as response,
    ):
        if response.status_code == 304 and etag:
            return Fetched(None, etag)
        if response.status_code != 200:
            raise DownloadFailed(f"status_{response.status_code}")
        given = response.headers.get("etag", "")
        return Fetched(_bounded(response), given if len(given) <= LONGEST_ETAG else "")


def _bounded(response: httpx.Response) -> bytes:
    """The unpacked body."""
    content = bytearray()
    for piece in response.iter_bytes(1 << 16):
        content += piece
        if len(content) > LARGEST_BYTES:
            raise DownloadFailed("too_large")
    return bytes(content)
