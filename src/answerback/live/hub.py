"""The open streams of this process. Joined and left on the event loop, fed by the reader's thread.

A stream that does not read is dropped when its buffer is full: it reconnects and resumes by `Last-Event-ID`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from answerback.live.tickets import Ticket

BUFFER = 64
PER_SESSION = 8


@dataclass(eq=False)
class Stream:
    """One open connection. `after` is the last journal place that its reader has seen, None for a new page."""

    ticket: Ticket
    nonce: str
    after: int | None
    queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(BUFFER))
    welcomed: bool = False
    said: str = ""


class Hub:
    """Every open stream, and the way into them from another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, wake: Callable[[], object]) -> None:
        self._loop = loop
        self._wake = wake
        self._lock = threading.Lock()
        self._streams: frozenset[Stream] = frozenset()

    def join(self, stream: Stream) -> None:
        """A new listener; the reader welcomes it with its first verdict. One session's oldest beyond the cap ends."""
        with self._lock:
            same = [one for one in self._streams if _same_reader(one.ticket, stream.ticket)]
            self._streams |= {stream}
        for one in sorted(same, key=lambda one: one.ticket.expires)[: max(0, len(same) + 1 - PER_SESSION)]:
            _end(one)
        self._wake()

    def leave(self, stream: Stream) -> None:
        """The connection is gone."""
        with self._lock:
            self._streams -= {stream}

    def streams(self) -> frozenset[Stream]:
        """Those open now."""
        return self._streams

    def send(self, stream: Stream, message: bytes) -> None:
        """From the reader's thread: put a message into one stream."""
        self._loop.call_soon_threadsafe(_put, stream, message)

    def end(self, stream: Stream) -> None:
        """From the reader's thread: its reader may hear no more."""
        self._loop.call_soon_threadsafe(_end, stream)

    def close(self) -> None:
        """End every stream; called on the loop at shutdown."""
        for stream in self._streams:
            _end(stream)


def _same_reader(one: Ticket, other: Ticket) -> bool:
    return (one.audience, one.subject_id, one.session) == (other.audience, other.subject_id, other.session)


def _put(stream: Stream, message: bytes) -> None:
    try:
        stream.queue.put_nowait(message)
    except asyncio.QueueFull:
        _end(stream)


def _end(stream: Stream) -> None:
    while not stream.queue.empty():
        stream.queue.get_nowait()
    stream.queue.put_nowait(None)


def event(name: str, data: object, seq: int | None = None) -> bytes:
    """One server-sent event (WHATWG HTML, section 9.2)."""
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
