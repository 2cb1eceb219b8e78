"""A backend that listens on this machine and keeps what it was sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """`answers` are used up one by one, the last one again and again; `body` and `location` go with them."""

    answers: list[int] = field(default_factory=lambda: [204])
    location: str = ""
    body: bytes = b""
    drip_seconds: float = 0
    url: str = ""
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def next_answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.heard.append((self.path, headers, body))
            if receiver.drip_seconds:
                self.drip(receiver.drip_seconds)
            self.send_response(receiver.next_answer())
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        def drip(self, seconds: float) -> None:
            """One byte of a header now and then: each read alone is quick enough."""
            ended = threading.Event()
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(int(seconds / 0.05)):
                self.wfile.write(b".")
                ended.wait(0.05)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def listening(receiver: Receiver) -> Iterator[Receiver]:
    """The receiver at work on a free port of the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hooks?from=answerback"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
