"""A full check of the signed channel list, by a client that has never seen one: size, requests and time.

python -m benchmarks.registry

One wallet with 1, 100 and 10 000 channels; Python's client from a folder (CPU time, no network), the browser's in
Chromium over loopback (wall time: fetching, WebCrypto and parsing).
"""

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from uuid import UUID

from benchmarks import page

COUNTS = (1, 100, 10_000)
ROUNDS = 7
SIGNATURES = 8
SCRIPTS = Path(__file__).resolve().parent.parent / "src" / "answerback" / "public" / "static" / "public"
IN_PAGE = """async (root) => {
  const { openRegistry } = await import("/client/registry.js");
  const began = performance.now();
  const registry = await openRegistry({ url: "/registry/", root, storage: null });
  await registry.wallets();
  const { channels } = await registry.wallet("lanyue");
  return [performance.now() - began, channels.length];
}"""


def main() -> None:
    """Measure each size; without Chromium its column says so."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch, in_browser() as measure_page:
        for count in COUNTS:
            folder = Path(scratch) / str(count)
            made = published(folder / "registry", count)
            sizes = fetched(folder / "registry")
            python = [python_seconds(folder / "registry", count) for _ in range(ROUNDS)]
            floor = [floor_seconds(folder / "registry") for _ in range(ROUNDS)]
            rows.append(
                (
                    f"{count:,}",
                    f"{len(sizes)}",
                    f"{sum(sizes) / 1024:,.1f}",
                    f"{made * 1000:,.0f}",
                    f"{median(floor) * 1000:,.1f}",
                    f"{median(python) * 1000:,.1f}",
                    measure_page(folder, count),
                )
            )
    page.write(
        "registry",
        "A full check of the signed channel list",
        why="A wallet app that starts for the first time fetches everything: timestamp, snapshot, targets, the index "
        "and its wallet's file, and asks once for a newer root; later only what has changed.",
        head=(
            "channels",
            "files",
            "KiB",
            "to publish, CPU ms",
            "Python client, CPU ms",
            "browser client, ms",
        ),
        rows=rows,
        notes=[
            f"medians of {ROUNDS} rounds; each a client that remembers nothing, from a process or page that is warm",
            "signatures checked: three of root, three of targets, one each of snapshot and timestamp (ECDSA P-256)",
            "floor: the same files read, hashed and parsed, and as many signatures checked by `cryptography` alone",
            "to import the Python client costs another 0.2 to 0.3 CPU s, once in a process",
            "browser: Chromium, files over loopback from Python's own HTTP server",
        ],
    )


def published(folder: Path, count: int) -> float:
    """CPU seconds to sign and write the list."""
    from cryptography.hazmat.primitives.asymmetric import ec

    from answerback.channels.kinds import Direction, Kind, Published
    from answerback.channels.signed import repository, shape
    from answerback.channels.signed.folder import Folder
    from answerback.channels.signed.holders import signer_of
    from answerback.channels.signed.roles import HELD, HOLDERS, Role

    now, names = datetime.now(UTC), {"en": "Lanyue Pay", "zh": "岚月支付"}
    purpose = {"en": "follow-up calls about payments", "zh": "支付问题回访"}
    channels = [
        Published(
            UUID(int=n), "lanyue", names, Kind.NUMBER, f"+86400{n:07}", Direction.RINGS, purpose, now, None
        )
        for n in range(count)
    ]
    keys = {
        role: [
            signer_of(ec.generate_private_key(ec.SECP256R1())) for _ in range(HOLDERS if role in HELD else 1)
        ]
        for role in Role
    }
    target = Folder(folder)
    repository.begin(target, keys, at=now)
    began = time.process_time()
    repository.publish(target, shape.files(channels), keys, at=now)
    return time.process_time() - began


def fetched(folder: Path) -> list[int]:
    """The sizes of what a client fetches that has root 1."""
    heads = [folder / name for name in ("timestamp.json", "2.snapshot.json", "2.targets.json")]
    return [path.stat().st_size for path in [*heads, *listed(folder)]]


def listed(folder: Path) -> list[Path]:
    """The index and the wallet's file."""
    return [path for path in (folder / "targets").rglob("*.json") if path.is_file()]


def python_seconds(folder: Path, count: int) -> float:
    """CPU seconds of one check by a client without memory."""
    from answerback.channels.signed.client import Client

    root = (folder / "1.root.json").read_bytes()
    began = time.process_time()
    with Client(folder, root) as client:
        client.wallets()
        assert len(client.channels("lanyue")) == count
    return time.process_time() - began


def floor_seconds(folder: Path) -> float:
    """CPU seconds of what no client can leave out."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    algorithm = ec.ECDSA(SHA256())
    key = ec.generate_private_key(ec.SECP256R1())
    public, mark = key.public_key(), key.sign(bytes(1000), algorithm)
    files = [
        folder / "timestamp.json",
        folder / "2.snapshot.json",
        folder / "2.targets.json",
        *listed(folder),
    ]
    began = time.process_time()
    for path in files:
        octets = path.read_bytes()
        hashlib.sha256(octets).hexdigest()
        json.loads(octets)
    for _ in range(SIGNATURES):
        public.verify(mark, bytes(1000), algorithm)
    return time.process_time() - began


@contextmanager
def in_browser() -> Iterator[Callable[[Path, int], str]]:
    """A function that measures a folder in Chromium."""
    from tests import parts

    if not parts.chromium():
        yield lambda folder, count: "not run"
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=parts.chromium(), args=flags)
        yield partial(_measured, browser)
        browser.close()


def _measured(browser: Any, folder: Path, count: int) -> str:
    (folder / "client").symlink_to(SCRIPTS)
    (folder / "index.html").write_text("<!doctype html><title>wallet app</title>")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        tab = browser.new_page()
        tab.goto(f"http://localhost:{server.server_port}/")
        root = (folder / "registry" / "1.root.json").read_text("utf-8")
        answers = [tab.evaluate(IN_PAGE, root) for _ in range(ROUNDS + 1)][1:]
        tab.close()
        server.shutdown()
    assert {found for _, found in answers} == {count}
    return f"{median(took for took, _ in answers):,.1f}"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing on the terminal."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


if __name__ == "__main__":
    main()
