"""A real EVM node (anvil, from npm) for one test: its blocks are made when the test says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from answerback.lookups.http import Http
from answerback.lookups.node import Trouble
from tests.nodes.free_port import free_port

INSTALLED = Path(__file__).parents[2] / ".venv/nodes/node_modules/@foundry-rs"
READY_SECONDS = 60.0
TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
# Emits Transfer(from, to, amount) as the caller asks, which is all that a counterfeit token does.
EMITTER = f"602060406000376020356000357f{TRANSFER}60206000a300"
REVERTER = "60006000fd"


def find() -> str | None:
    """Where anvil is: named, installed by scripts/nodes.sh, or on the path."""
    installed = next((str(path) for path in INSTALLED.glob("anvil-*/bin/anvil")), None)
    return os.environ.get("ANSWERBACK_ANVIL") or installed or shutil.which("anvil")


@dataclass(frozen=True)
class Anvil:
    """`url` for an endpoint; `rpc` to tell it what to do. Its first accounts are unlocked and rich."""

    url: str
    rpc: Any

    @property
    def accounts(self) -> list[str]:
        return [account.lower() for account in self.rpc("eth_accounts")]

    def send(self, **transaction: str) -> str:
        """The hash; it waits until `mine`."""
        return str(self.rpc("eth_sendTransaction", {"gas": hex(500_000), **transaction}))

    def mine(self, blocks: int = 1) -> None:
        self.rpc("anvil_mine", hex(blocks))

    def deploy(self, code: str) -> str:
        """The address of a contract with this runtime code."""
        size = len(code) // 2
        init = f"0x61{size:04x}80600c6000396000f3{code}"
        made = self.send(**{"from": self.accounts[0], "data": init})
        self.mine()
        return str(self.rpc("eth_getTransactionReceipt", made)["contractAddress"]).lower()


def transfer_call(sender: str, recipient: str, amount: int) -> str:
    """What the emitter is called with."""
    return "0x" + sender[2:].rjust(64, "0") + recipient[2:].rjust(64, "0") + f"{amount:064x}"


@contextmanager
def running(chain_id: int = 1) -> Iterator[Anvil]:
    binary = find()
    assert binary is not None
    port = free_port()
    command = [binary, "--port", str(port), "--chain-id", str(chain_id), "--no-mining", "--silent"]
    process = subprocess.Popen([*command, "--slots-in-an-epoch", "2"])
    try:
        yield ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(20)


def ready(url: str, process: subprocess.Popen[bytes]) -> Anvil:
    """Once it answers."""
    rpc, until = Http(url, read_seconds=READY_SECONDS).rpc, monotonic() + READY_SECONDS
    while monotonic() < until and process.poll() is None:
        try:
            rpc("eth_chainId")
        except Trouble:
            sleep(0.1)
        else:
            return Anvil(url, rpc)
    raise AssertionError("anvil did not start")
