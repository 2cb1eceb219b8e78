"""A file of JSON lines that only grows: what was found so far, and marks from which to go on. Survives `kill -9`.

What stands behind the last mark when a run ends early is forgotten, and found again by the next run.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from answerback.scanning.pieces import Json

MARK, HEAD, END = "mark", "head", "end"


class OtherWork(Exception):
    """The file tells of another source, another policy, or a source that has changed since."""


class InUse(Exception):
    """Another process is writing the file."""


class Ledger:
    """An open ledger. `mark` is the last one written, None at the start; `has_ended`: nothing is left to do."""

    def __init__(self, path: Path, head: Json) -> None:
        """Open or make the file (0600). Raises OtherWork, InUse."""
        self.path = path
        self.mark: Json = None
        self.has_ended = False
        self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        kept = self._keep_whole(head)
        if not kept:
            self.write(HEAD, head)
            self.sync()

    def _keep_whole(self, head: Json) -> bool:
        """Cut off what stands behind the last mark; whether there was a head."""
        kept = 0
        for line, end in _whole_lines(self._file):
            if kept == 0 and line.get(HEAD) != json.loads(json.dumps(head)):
                raise OtherWork
            if MARK in line or END in line or kept == 0:
                kept, self.mark = end, line.get(MARK, self.mark)
                self.has_ended = END in line
        self._file.truncate(kept)
        self._file.seek(kept)
        return kept > 0

    def write(self, kind: str, what: Json) -> None:
        """Add a line."""
        self._file.write(
            json.dumps({kind: what}, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        )

    def set_mark(self, mark: Json) -> None:
        """From here the next run goes on."""
        self.write(MARK, mark)
        self.mark = mark
        self.sync()

    def end(self, what: Json) -> None:
        """Nothing is left to do."""
        self.write(END, what)
        self.has_ended = True
        self.sync()

    def sync(self) -> None:
        """Everything written is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def entries(path: Path) -> Iterator[tuple[str, Json]]:
    """The lines of a ledger by kind, without the one that a crash cut off."""
    with path.open("rb") as file:
        for line, _end in _whole_lines(file):
            yield next(iter(line.items()))


def _whole_lines(file: BinaryIO) -> Iterator[tuple[Json, int]]:
    """Each line and where it ends; stops before one that is cut off."""
    file.seek(0)
    end = 0
    for line in file:
        try:
            read = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            return
        if not isinstance(read, dict) or len(read) != 1:
            return
        end += len(line)
        yield read, end
