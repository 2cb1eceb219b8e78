"""One message leaves over HTTP, to a pinned public address, within a total time. Others that leave use its parts."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from time import monotonic
from typing import Protocol

import httpx

from answerback.wallets.addresses import Target, checked_url, pinned_address
from answerback.wallets.refusals import AddressForbidden

CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 5.0, 10.0, 15.0
READ_AT_MOST_BYTES = 1024


@dataclass(frozen=True)
class Parcel:
    """What is sent. `body` is UTF-8 JSON, signed as it stands."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """`status` is None when nobody answered; `error` is then a code. `asked_wait` is its Retry-After."""

    status: int | None
    error: str = ""
    milliseconds: int = 0
    asked_wait: timedelta = timedelta()

    @property
    def is_accepted(self) -> bool:
        """Any 2xx."""
        return self.status is not None and 200 <= self.status < 300


class Sender(Protocol):
    """Whoever carries a parcel: the network here, a list in tests."""

    def send(self, parcel: Parcel) -> Answer: ...


@dataclass(frozen=True)
class HttpSender:
    """Sends over the network; never follows redirects, never uses a proxy, never reads more than 1 KB."""

    allow_loopback: bool = False
    total_seconds: float = TOTAL_SECONDS

    def send(self, parcel: Parcel) -> Answer:
        """The endpoint's answer, or an error code; it raises nothing for what the network does."""
        began = monotonic()
        try:
            target = checked_url(parcel.url, allow_loopback=self.allow_loopback)
            address = pinned_address(target, allow_loopback=self.allow_loopback)
            status, asked_wait = self._post(parcel, target, address)
        except AddressForbidden as forbidden:
            return Answer(None, error=f"address_{forbidden.holes['reason']}")
        except (httpx.HTTPError, ssl.SSLError, OSError) as failed:
            late = monotonic() - began >= self.total_seconds
            return Answer(None, error="timed_out" if late else _code(failed), milliseconds=_since(began))
        return Answer(status, milliseconds=_since(began), asked_wait=asked_wait)

    def _post(self, parcel: Parcel, target: Target, address: str) -> tuple[int, timedelta]:
        timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        with (
            httpx.Client(verify=trust(), timeout=timeout, trust_env=False, follow_redirects=False) as client,
            deadline(self.total_seconds) as watch,
            client.stream(
                "POST",
                url_of(target, address),
                headers={**parcel.headers, "Host": target.authority},
                content=parcel.body,
                extensions={"sni_hostname": target.host, "trace": watch},
            ) as response,
        ):
            _glance(response)
            return response.status_code, _asked_wait(response)


@cache
def trust() -> ssl.SSLContext:
    """Whom we believe: the authorities that come with httpx, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


def url_of(target: Target, address: str) -> str:
    """The target's URL with the pinned address in place of its name."""
    host = f"[{address}]" if ":" in address else address
    return f"{target.scheme}://{host}:{target.port}{target.path}"


@contextmanager
def deadline(seconds: float) -> Iterator[Callable[[str, Mapping[str, object]], None]]:
    """Hang up when the total time is over: time-outs for each read alone can be drawn out byte by byte."""
    sockets: list[socket.socket] = []

    def watch(event: str, info: Mapping[str, object]) -> None:
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            stream = info["return_value"]
            sockets.append(stream.get_extra_info("socket"))  # type: ignore[attr-defined]

    def hang_up() -> None:
        for one in sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def _glance(response: httpx.Response) -> None:
    """Read a little, so that polite servers see an end, and ignore it."""
    seen = 0
    for piece in response.iter_raw(READ_AT_MOST_BYTES):
        seen += len(piece)
        if seen >= READ_AT_MOST_BYTES:
            return


def _asked_wait(response: httpx.Response) -> timedelta:
    text = response.headers.get("retry-after", "")
    return (
        timedelta(seconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else timedelta()
    )


def _code(failed: Exception) -> str:
    if isinstance(failed, httpx.TimeoutException):
        return "timed_out"
    if isinstance(failed, httpx.ConnectError):
        return "tls" if "CERTIFICATE" in str(failed) or "SSL" in str(failed) else "no_connection"
    return "broken_answer"


def _since(began: float) -> int:
    return int((monotonic() - began) * 1000)
