"""A real reverse proxy on another origin: fetches what the victim asks for, rewrites it, keeps what he sends."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

import httpx

NOT_PASSED = {
    "host",
    "content-length",
    "connection",
    "transfer-encoding",
    "content-encoding",
    "accept-encoding",
}


class Clone:
    """Stands at `host` (a name below localhost) before `victim_of` (an origin of ours)."""

    def __init__(self, host: str, victim_of: str) -> None:
        self.real, self.sent = victim_of, list[tuple[str, str, bytes]]()
        self.cookies: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://{host}:{self._server.server_address[1]}"

    def __enter__(self) -> Clone:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def passes_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Ask the real server in the victim's name, as if the victim had asked there."""
        self.sent.append((method, path, body))
        self.cookies += [value for name, value in headers.items() if name.lower() == "cookie"]
        port = self.real.rpartition(":")[2]
        wanted = [(name, value) for name, value in headers.items() if name.lower() not in NOT_PASSED]
        kept = {name: value.replace(self.origin, self.real) for name, value in wanted}
        kept["Host"] = self.real.split("//")[1]
        return httpx.request(
            method, f"http://127.0.0.1:{port}{path}", headers=kept, content=body, trust_env=False
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        clone = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = clone.passes_on(self.command, self.path, dict(self.headers.items()), body)
                content = answer.content.replace(clone.real.encode(), clone.origin.encode())
                self.send_response(answer.status_code)
                for name, value in answer.headers.multi_items():
                    if name.lower() not in NOT_PASSED:
                        self.send_header(name, value.replace(clone.real, clone.origin))
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_what: object) -> None:
                """Say nothing."""

        return Handler
