"""A wallet's web site and, on another origin, a signer of verdicts that does what it is told: honest, late, forged."""

from __future__ import annotations

import base64
import json
import queue
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from answerback.live.embedding import NAME, SOURCE

SESSION = "0190f3a0-0000-7000-8000-000000000001"
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Lanyue</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{style}</style>
<script type="module" src="{component}" crossorigin="anonymous"></script></head>
<body><main><h1>Lanyue</h1>
<answerback-status {attributes} ticket="/ticket" open="/call" number="400 000 0188"></answerback-status>
</main></body></html>"""


def coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def jws(key: ec.EllipticCurvePrivateKey, claims: dict[str, Any], *, typ: str, kid: str) -> str:
    head = coded(json.dumps({"alg": "ES256", "kid": kid, "typ": typ}).encode())
    signed = f"{head}.{coded(json.dumps(claims).encode())}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    return f"{signed}.{coded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


@dataclass
class Site:
    """`say` tells every open stream a verdict; its arguments bend the truth. The site is 127.0.0.1, we localhost."""

    language: str = "en"
    style: str = ""
    attributes: str = ""
    port: int = 0
    tickets: int = 0
    refuses: bool = False
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    other_key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    streams: dict[str, queue.Queue[str | None]] = field(default_factory=dict)
    nonces: list[str] = field(default_factory=list)
    seq: int = 100

    def start(self) -> Site:
        handler = type("Handler", (Handler,), {"site": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        for stream in list(self.streams.values()):
            stream.put(None)
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def leave(self) -> dict[str, Any]:
        """The answer of `POST /api/v1/status-tickets`."""
        self.tickets += 1
        point = self.key.public_key().public_numbers()
        x, y = (coded(number.to_bytes(32, "big")) for number in (point.x, point.y))
        expires = time.gmtime(time.time() + 60)
        return {
            "ticket": f"t-{self.tickets}",
            "expires_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", expires),
            "session": SESSION,
            "issuer": "answerback:lanyue",
            "subject": "5" * 32,
            "stream": f"http://localhost:{self.port}/live/stream",
            "keys": [{"kty": "EC", "crv": "P-256", "kid": "k1", "x": x, "y": y}],
        }

    def verdict(
        self, state: str, nonce: str, /, *, key: Any = None, typ: str = "answerback-status+jwt", **bent: Any
    ) -> str:
        now = int(time.time())
        self.seq += 1
        claims = {
            "iss": "answerback:lanyue", "sub": "5" * 32, "sid": SESSION.replace("-", ""), "state": state,
            "leg": None, "seq": self.seq, "iat": now, "exp": now + 30, "nonce": nonce,
        }  # fmt: skip
        return jws(key or self.key, claims | bent, typ=typ, kid="k1")

    def say(self, state: str, /, **bent: Any) -> str:
        """Tell it on every open stream; the JWS of the last."""
        said = ""
        for nonce, stream in list(self.streams.items()):
            said = self.verdict(state, nonce, **bent)
            stream.put(said)
        return said

    def tell(self, told: str) -> None:
        """A JWS as it is, such as one that was said before."""
        for stream in list(self.streams.values()):
            stream.put(told)


class Handler(BaseHTTPRequestHandler):
    """Both origins; the path says which."""

    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def _send(self, body: bytes, type_: str, *headers: tuple[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", type_), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        if self.path.startswith("/live/stream"):
            self._stream()
        elif self.path == f"/static/{NAME}":
            self._send(SOURCE.read_bytes(), "text/javascript", ("Access-Control-Allow-Origin", "*"))
        elif self.path == "/":
            site = self.site
            component = f"http://localhost:{site.port}/static/{NAME}"
            page = PAGE.format(
                language=site.language, style=site.style, component=component, attributes=site.attributes
            )
            self._send(page.encode(), "text/html; charset=utf-8")
        else:
            self._send(b"", "text/plain")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.site.refuses:
            self._send(b"{}", "application/json", status=503)
        else:
            self._send(json.dumps(self.site.leave()).encode(), "application/json")

    def _stream(self) -> None:
        nonce = parse_qs(urlsplit(self.path).query)["nonce"][0]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
        self.send_header("Connection", "close")
        self.end_headers()
        told: queue.Queue[str | None] = queue.Queue()
        self.site.nonces.append(nonce)
        self.site.streams[nonce] = told
        try:
            while (said := told.get()) is not None:
                self.wfile.write(f"event: status\ndata: {json.dumps({'jws': said})}\n\n".encode())
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.site.streams.pop(nonce, None)
            self.close_connection = True
