"""A real HTTP server that answers what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes] | tuple[int, bytes, dict[str, str]]
Answering = Callable[[str, Any], Answer]


class Handler(BaseHTTPRequestHandler):
    answering: Answering
    asked: list[tuple[str, Any]]

    def do_GET(self) -> None:
        self.reply(None)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.reply(json.loads(self.rfile.read(length)))

    def reply(self, body: Any) -> None:
        type(self).asked.append((self.path, body))
        status, content, *headers = type(self).answering(self.path, body)
        self.send_response_only(status)
        for name, value in {"Content-Length": str(len(content)), **(headers[0] if headers else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None: ...


@contextmanager
def serving(answering: Answering) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Its address, and the list of what it is asked."""
    asked: list[tuple[str, Any]] = []
    handler = type("Told", (Handler,), {"answering": staticmethod(answering), "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
