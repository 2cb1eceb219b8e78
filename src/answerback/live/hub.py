"""The open streams of this process. Joined and left on the event loop, fed by the reader's thread.

A stream that does not read is dropped when its buffer is full: it reconnects and resumes by `Last-Event-ID`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from answerback.live.tickets import Ticket

BUFFER = 64
PER_SESSION = 8
PER_READER = 24  # streams of one customer or agent over all his sessions
PER_ADDRESS = 1_000  # a whole mobile network may stand behind one address


@dataclass(eq=False)
class Stream:
    """One open connection. `after` is the last journal place that its reader has seen, None for a new page.

    `address` is the network address that it came from, empty when that is not known.
    """

    ticket: Ticket
    nonce: str
    after: int | None
    address: str = ""
    queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(BUFFER))
    welcomed: bool = False
    said: str = ""
    beats_at: datetime | None = None


class Hub:
    """Every open stream, and the way into them from another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, wake: Callable[[], object]) -> None:
        self._loop = loop
        self._wake = wake
        self._lock = threading.Lock()
        self._streams: frozenset[Stream] = frozenset()
        self._by_reader: dict[UUID, list[Stream]] = defaultdict(list)
        self._by_address: dict[str, int] = defaultdict(int)

    def join(self, stream: Stream) -> bool:
        """A new listener, whom the reader will welcome; False when too many came from its address.

        Beyond the caps of one session and of one reader the oldest end.
        """
        with self._lock:
            if stream.address and self._by_address[stream.address] >= PER_ADDRESS:
                return False
            ending = self._too_many(stream)
            self._by_reader[stream.ticket.subject_id].append(stream)
            self._by_address[stream.address] += 1
            self._streams |= {stream}
        for one in ending:
            ended(one)
        self._wake()
        return True

    def ask(self, stream: Stream) -> None:
        """One question to the reader: answered as a stream is, and counted as none."""
        with self._lock:
            self._streams |= {stream}
        self._wake()

    def leave(self, stream: Stream) -> None:
        """The connection is gone."""
        with self._lock:
            self._streams -= {stream}
            of_reader = self._by_reader.get(stream.ticket.subject_id, [])
            if stream in of_reader:
                of_reader.remove(stream)
                self._by_address[stream.address] -= 1
            if not of_reader:
                self._by_reader.pop(stream.ticket.subject_id, None)
            if self._by_address.get(stream.address) == 0:
                del self._by_address[stream.address]

    def _too_many(self, stream: Stream) -> list[Stream]:
        """Those of the same reader who must go, the oldest first."""
        his = self._by_reader[stream.ticket.subject_id]
        same = [one for one in his if one.ticket.session == stream.ticket.session]
        ending = same[: max(0, len(same) + 1 - PER_SESSION)]
        left = [one for one in his if one not in ending]
        return ending + left[: max(0, len(left) + 1 - PER_READER)]

    def streams(self) -> frozenset[Stream]:
        """Those open now."""
        return self._streams

    def send(self, stream: Stream, message: bytes) -> None:
        """From the reader's thread: put a message into one stream."""
        self._loop.call_soon_threadsafe(_put, stream, message)

    def end(self, stream: Stream) -> None:
        """From the reader's thread: its reader may hear no more."""
        self._loop.call_soon_threadsafe(ended, stream)

    def close(self) -> None:
        """End every stream; called on the loop at shutdown."""
        for stream in self._streams:
            ended(stream)


def _put(stream: Stream, message: bytes) -> None:
    try:
        stream.queue.put_nowait(message)
    except asyncio.QueueFull:
        ended(stream)


def ended(stream: Stream) -> None:
    """On the loop: what it was still to hear is let go, and the last that it takes out is the end."""
    while not stream.queue.empty():
        stream.queue.get_nowait()
    stream.queue.put_nowait(None)


def event(name: str, data: object, seq: int | None = None) -> bytes:
    """One server-sent event (WHATWG HTML, section 9.2)."""
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
