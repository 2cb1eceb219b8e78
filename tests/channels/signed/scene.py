"""A small registry with its keys in hand, and the mirror that serves it: the stage of every attack."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile

from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.signed import repository, rotate, shape
from answerback.channels.signed.folder import Folder
from answerback.channels.signed.holders import signer_of
from answerback.channels.signed.roles import HELD, HOLDERS, Role

NAMES = {"en": "Lanyue Pay", "zh": "岚月支付"}
SINCE = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
BLANK = b"<!doctype html><meta charset=utf-8><title>wallet app</title>"


def channel(value: str = "+864000000188", *, wallet: str = "lanyue") -> Published:
    what_for = {"en": 'follow-up calls \\ "quoted" 𝄞', "zh": "回访"}
    return Published(
        UUID(int=int(value.strip("+"))),
        wallet,
        NAMES,
        Kind.NUMBER,
        value,
        Direction.RINGS,
        what_for,
        SINCE,
        None,
    )


def new_key() -> CryptoSigner:
    return signer_of(ec.generate_private_key(ec.SECP256R1()))


class Scene:
    """A registry begun now, with one channel published. `mischief` is what the mirror does with a path."""

    def __init__(self, folder: Path) -> None:
        self.at = datetime.now(UTC)
        self.keys = {role: [new_key() for _ in range(HOLDERS if role in HELD else 1)] for role in Role}
        self.folder = Folder(folder / "public")
        self.mischief: dict[str, str] = {}
        self.client_at = timedelta(0)
        self.patience_seconds = 60.0  # of the client with one file: a busy machine is no attack
        self.client_reads: Callable[[], object] = lambda: None  # the client under attack, set by its test
        repository.begin(self.folder, self.keys, at=self.at)
        self.publish()
        self.root = self.read("1.root.json")

    def publish(self, *numbers: str, at: datetime | None = None) -> repository.Versions:
        """By the honest side: these numbers, or the first one."""
        channels = [channel(number) for number in numbers or ["+864000000188"]]
        return repository.publish(self.folder, shape.files(channels), self.keys, at=at or self.at)

    def replace_keys(self, *roles: Role, keep: int = 0) -> None:
        """By the honest side: new keys for these roles, all but the first `keep`."""
        fresh = {role: [new_key() for _ in self.keys[role][keep:]] for role in roles}
        changes = [
            rotate.Change(role, frozenset(k.public_key.keyid for k in self.keys[role][keep:]), fresh[role])
            for role in roles
        ]
        both = {role: [*held, *fresh.get(role, [])] for role, held in self.keys.items()}
        rotate.rotate(self.folder, changes, both, at=self.at)
        for role in roles:
            self.keys[role] = [*self.keys[role][:keep], *fresh[role]]

    def read(self, name: str) -> bytes:
        return (self.folder.path / name).read_bytes()

    def put(self, name: str, octets: bytes) -> None:
        """By the mirror: any bytes in place of a file."""
        (self.folder.path / name).write_bytes(octets)

    def stored(self, start: str) -> str:
        """The name under `targets/` whose readable end is this."""
        return next(
            path.relative_to(self.folder.path).as_posix()
            for path in sorted((self.folder.path / "targets").rglob("*.json"))
            if path.name.partition(".")[2] == start
        )

    def forge(self, payload: Any, keys: Iterable[CryptoSigner], name: str) -> MetaFile:
        """By whoever holds these keys; answers what the role above would have to say of it."""
        metadata = Metadata(payload)
        for key in keys:
            metadata.sign(key, append=True)
        octets = metadata.to_bytes()
        self.put(name, octets)
        return repository.described(payload.version, octets)

    def edit(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        """By the mirror: the same JSON with something changed and no new signature."""
        whole = json.loads(self.read(name))
        change(whole)
        self.put(name, json.dumps(whole).encode())

    def heads(self, targets: MetaFile, snapshot: int, timestamp: int, *, at: datetime | None = None) -> None:
        """By whoever has broken into the server: snapshot and timestamp of any version over any targets."""
        files = repository.heads(self.folder.root(), targets, self.keys, snapshot, timestamp, at or self.at)
        self.folder.write(files)


class Mirror(ThreadingHTTPServer):
    """Serves `/registry/…` of a scene, `/client/…` from `scripts`, and a blank page for everything else."""

    daemon_threads = True

    def __init__(self, scene: Scene, scripts: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.scene, self.scripts = scene, scripts

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        kind, _, name = self.path.lstrip("/").partition("/")
        mischief = self.server.scene.mischief.get(name, "")
        file = (self.server.scripts or Path()) / name
        if kind == "registry":
            file = self.server.scene.folder.path / name
        elif kind != "client":
            return self._answer(200, BLANK, "text/html")
        if mischief:
            return self._misbehave(mischief)
        if not file.is_file():
            return self._answer(404, b"", "text/plain")
        self._answer(200, file.read_bytes(), "text/javascript" if kind == "client" else "application/json")
        return None

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _misbehave(self, mischief: str) -> None:
        """`endless`: as fast as it is taken; `drip`: a byte now and then. Neither says how long it will be."""
        self.send_response(200)
        self.end_headers()
        piece, pause = (b" " * 65_536, 0.0) if mischief == "endless" else (b" ", 0.05)
        try:
            for _ in range(4_000):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            return  # the client has had enough

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served(scene: Scene, scripts: Path | None = None) -> Iterator[Mirror]:
    with Mirror(scene, scripts) as mirror:
        thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield mirror
        mirror.shutdown()
        thread.join()
