"""A real Bitcoin node (Knots) in regtest for one test: its blocks are made when the test says so."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from answerback.lookups.http import Http
from answerback.lookups.node import Trouble
from tests.nodes.free_port import free_port

TREE = Path(__file__).parents[2] / ".venv/nodes/bitcoin"
READY_SECONDS = 60.0
LOGIN = "answerback", "answerback"
OPTIONS = (
    "-regtest",
    "-server",
    "-keypool=5",
    "-listen=0",
    "-fallbackfee=0.0002",
    "-dnsseed=0",
)


def find() -> list[str]:
    """How bitcoind is started: named, unpacked by scripts/nodes.sh (with its own libraries), or on the path."""
    if named := os.environ.get("ANSWERBACK_BITCOIND") or shutil.which("bitcoind"):
        return [named]
    loaders = sorted(TREE.glob("usr/lib/*/ld-linux*.so.*"))
    if not loaders:
        return []
    return [str(loaders[0]), "--library-path", str(loaders[0].parent), str(TREE / "usr/bin/bitcoind")]


@dataclass(frozen=True)
class Bitcoin:
    """`rpc` speaks to its wallet too. `mine` pays the node's own wallet."""

    rpc: Any

    def mine(self, blocks: int = 1) -> list[str]:
        return list(self.rpc("generatetoaddress", blocks, self.rpc("getnewaddress")))


@contextmanager
def running(*, has_index: bool = True) -> Iterator[Bitcoin]:
    folder, port = tempfile.mkdtemp(prefix="answerback-btc-"), free_port()
    login = [f"-rpcuser={LOGIN[0]}", f"-rpcpassword={LOGIN[1]}", f"-rpcport={port}", f"-datadir={folder}"]
    process = subprocess.Popen(
        [*find(), *OPTIONS, f"-txindex={int(has_index)}", *login],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        node = ready(port, process)
        node.rpc("createwallet", "w")
        node.mine(110)
        yield node
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def ready(port: int, process: subprocess.Popen[bytes]) -> Bitcoin:
    """Once it answers."""
    secret = base64.b64encode(":".join(LOGIN).encode()).decode()
    rpc = Http(
        f"http://127.0.0.1:{port}", {"Authorization": f"Basic {secret}"}, read_seconds=READY_SECONDS
    ).rpc
    until = monotonic() + READY_SECONDS
    while monotonic() < until and process.poll() is None:
        try:
            rpc("getblockcount")
        except Trouble:
            sleep(0.1)
        else:
            return Bitcoin(rpc)
    raise AssertionError("bitcoind did not start")
