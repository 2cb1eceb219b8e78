"""A deployment of our own in a temporary folder: safe production settings, and processes started on them."""

from __future__ import annotations

import base64
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

HOSTS = {"staff": "desk.lanyue.test", "portal": "my.lanyue.test", "public": "check.lanyue.test"}
STARTS_WITHIN_SECONDS = 120


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Deployment:
    """`variables` are the settings; SQLite below the folder unless they name another database."""

    folder: Path
    port: int = field(default_factory=free_port)
    variables: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        key = self.folder / "given_master_key"
        if not key.exists():
            key.write_text(base64.b64encode(bytes(range(32))).decode())
            key.chmod(0o600)
        safe = {
            "MODE": "production",
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "SECRET_KEY": "a-secret-for-one-test-0123456789-abcdefghij",
            "MASTER_KEY_FILE": str(key),
            "SECURITY_CONTACT": "mailto:security@lanyue.test",
            "TURN_URLS": "turn:turn.lanyue.test",
            "TURN_SECRET": "canary-turn-secret",
            "BEHIND_PROXY": "true",
            **{f"{face.upper()}_ORIGIN": f"https://{host}" for face, host in HOSTS.items()},
        }
        self.variables = {f"ANSWERBACK_{name}": value for name, value in safe.items()} | self.variables

    def command(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "answerback.ops.entry", *arguments],
            env=self._environment() | variables,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=STARTS_WITHIN_SECONDS,
            check=False,
        )

    def seed_demo(self) -> None:
        """The demo's data in this deployment's database."""
        code = (
            "import django; django.setup(); from answerback.ops.demo.seed import seed;"
            "from answerback.ops.loops import now; seed(at=now())"
        )
        environment = self._environment() | {"DJANGO_SETTINGS_MODULE": "answerback.settings"}
        subprocess.run([sys.executable, "-c", code], env=environment, cwd=self.folder, check=True)

    @property
    def root(self) -> str:
        """The first address of a demo."""
        return f"http://localhost:{self.port}/"

    @contextmanager
    def process(self, *arguments: str, ready: str) -> Iterator[subprocess.Popen[str]]:
        """A process that runs until the block ends; `ready` is a word of its first words."""
        running = subprocess.Popen(
            [sys.executable, "-m", "answerback.ops.entry", *arguments],
            env=self._environment(),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, args=(running,), daemon=True).start()
        try:
            self.wait_for(ready, running)
            yield running
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGINT)
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                raise

    def wait_for(self, word: str, running: subprocess.Popen[str]) -> None:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not re.search(word, "".join(self.said)):
            assert running.poll() is None and time.monotonic() < until, "".join(self.said)
            time.sleep(0.05)

    def visitor(self, face: str, **headers: str) -> httpx.Client:
        """A browser behind the proxy: TLS ended there, the Host header is the face's."""
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"host": HOSTS[face], "x-forwarded-proto": "https", **headers},
            timeout=30,
            trust_env=False,
        )

    def _listen(self, running: subprocess.Popen[str]) -> None:
        assert running.stdout is not None
        for line in running.stdout:
            self.said.append(line)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSWERBACK_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        source = str(Path(__file__).parents[2] / "src")
        return kept | self.variables | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": source}
