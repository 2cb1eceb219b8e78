"""A listener on server-sent events (WHATWG HTML, section 9.2) who notes when each event came."""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heard:
    """One event; `at` is this machine's monotonic clock, in seconds."""

    name: str
    data: Any
    at: float


class Listener:
    """Reads one stream in a thread of its own."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/event-stream\r\n\r\n".encode()
        )
        self._heard: list[Heard] = []
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        name = ""
        with self._socket.makefile("rb") as lines:
            for line in lines:
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    self._note(Heard(name, json.loads(line[6:]), time.monotonic()))

    def _note(self, heard: Heard) -> None:
        with self._news:
            self._heard.append(heard)
            self._news.notify_all()

    def wait_for(self, wanted: Callable[[Heard], bool], *, seconds: float = 30) -> Heard:
        """The first event that is wanted, heard already or still to come; forgets those before it."""
        with self._news:
            if not self._news.wait_for(lambda: any(wanted(one) for one in self._heard), seconds):
                raise SystemExit(
                    f"nothing came in {seconds} s; heard: {[one.name for one in self._heard][-20:]}"
                )
            place = next(number for number, one in enumerate(self._heard) if wanted(one))
            found = self._heard[place]
            del self._heard[: place + 1]
        return found
