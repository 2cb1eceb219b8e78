"""The published folder: plain files that any web server may serve, each written beside and moved into place.

    timestamp.json  1.root.json  1.snapshot.json  1.targets.json  targets/<sha256>.index.json
    targets/channels/<sha256>.lanyue.json

Every name but `timestamp.json` means the same bytes for ever (TUF 1.0, section 6.2, consistent snapshots); that one
file is written last.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

Payload = TypeVar("Payload", Root, Targets, Snapshot, Timestamp)
TIMESTAMP = "timestamp.json"
ROOT_NAME = re.compile(r"(\d+)\.root\.json")


class Folder:
    """A published folder; it need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether anything has ever been published here: what was cut off before the timestamp is begun anew."""
        return (self.path / TIMESTAMP).is_file()

    def root(self) -> Root:
        """The newest root."""
        return Metadata[Root].from_bytes(self.root_bytes()).signed

    def root_bytes(self) -> bytes:
        """The newest root as it was signed."""
        return (self.path / f"{max(self._root_versions())}.root.json").read_bytes()

    def timestamp(self) -> Timestamp:
        """What is published now."""
        return Metadata[Timestamp].from_bytes((self.path / TIMESTAMP).read_bytes()).signed

    def snapshot(self) -> Snapshot:
        """The snapshot that the timestamp names."""
        version = self.timestamp().snapshot_meta.version
        return Metadata[Snapshot].from_bytes((self.path / f"{version}.snapshot.json").read_bytes()).signed

    def targets(self) -> Targets:
        """The targets that the snapshot names."""
        version = self.snapshot().meta["targets.json"].version
        return Metadata[Targets].from_bytes((self.path / f"{version}.targets.json").read_bytes()).signed

    def write(self, files: Mapping[str, bytes]) -> None:
        """In the order given, each at once and for good; the timestamp, which names the others, comes last."""
        for name in sorted(files, key=lambda one: one == TIMESTAMP):
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}.new")
            with beside.open("wb") as file:
                file.write(files[name])
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One writer at a time, whichever process it is in."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path.parent / f"{self.path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _root_versions(self) -> list[int]:
        if not self.path.is_dir():
            return []
        found = (ROOT_NAME.fullmatch(path.name) for path in self.path.iterdir())
        return [int(match[1]) for match in found if match]
