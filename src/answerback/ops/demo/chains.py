"""The demo's own chain nodes: two on this machine, asked over HTTP as any other. They are the demo's, no chain's.

They exist only in `answerback demo`, and only where no nodes file is set: a deployment never has them.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from answerback.configuration import Configuration
from answerback.ops.demo.ledger import LEDGERS, NoSuchMethod, answer

LOOPBACK = "127.0.0.1"
LARGEST_BYTES = 64 * 1024
NO_SUCH_METHOD = {"code": -32601, "message": "not offered by the demo"}
PARSE_ERROR = {"code": -32700, "message": "not understood"}


def bring_chains(config: Configuration) -> None:
    """Serve the demo's chains for as long as the process lives, unless nodes of somebody's own are set."""
    if config.nodes_file is not None:
        return
    server = ThreadingHTTPServer((LOOPBACK, 0), Questions)
    server.daemon_threads = True
    threading.Thread(target=partial(server.serve_forever), name="demo-chains", daemon=True).start()
    config.nodes_file = written(config.data_dir / "demo_nodes.toml", server.server_port)


def written(path: Path, port: int) -> Path:
    """The nodes file, as a deployment would write one."""
    entries = [
        f'[[node]]\nchain = "{one.name}"\nkind = "evm"\nurl = "http://{LOOPBACK}:{port}/{one.name}"\n\n'
        f'[[token]]\nchain = "{one.name}"\ncontract = "{one.token}"\nsymbol = "USDT"\ndecimals = {one.decimals}\n'
        for one in LEDGERS
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "# The demo's own nodes, written anew at every start.\n\n" + "\n".join(entries), encoding="utf-8"
    )
    return path


class Questions(BaseHTTPRequestHandler):
    """JSON-RPC 2.0 at `/bsc` and `/ethereum`."""

    def do_POST(self) -> None:
        ledger = next((one for one in LEDGERS if self.path == f"/{one.name}"), None)
        length = int(self.headers.get("Content-Length") or 0)
        if ledger is None or not 0 < length <= LARGEST_BYTES:
            self.send_error(404)
            return
        body = self.rfile.read(length)
        self.reply(
            answered(body, lambda method, params: answer(ledger, method, params, at=datetime.now(UTC)))
        )

    def reply(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is looked up stands in no log."""


def answered(body: bytes, ask: Any) -> dict[str, Any]:
    """One question answered; what is no question is said to be none."""
    try:
        question = json.loads(body)
        number, method, params = question["id"], question["method"], question.get("params", [])
        return {"jsonrpc": "2.0", "id": number, "result": ask(str(method), list(params))}
    except NoSuchMethod:
        return {"jsonrpc": "2.0", "id": question["id"], "error": NO_SUCH_METHOD}
    except (ValueError, KeyError, TypeError):
        return {"jsonrpc": "2.0", "id": None, "error": PARSE_ERROR}
