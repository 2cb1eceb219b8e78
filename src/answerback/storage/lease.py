"""The serving lock: on SQLite one process serves, and a second one refuses to start.

The operating system drops the lock when the process ends, also after `kill -9`; the text in the file only
says who holds it.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class AlreadyServing(Exception):
    """Another process serves this data; `pid` is its process id, 0 when it did not say."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        super().__init__(f"another Answerback (process {pid}) already serves this data")


class ServingLock:
    """Held until `release`, the end of a `with` block or the end of the process."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def release(self) -> None:
        """Let another process serve. Doing it twice is harmless."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_serving_lock(path: Path) -> ServingLock:
    """Take the lock file beside the database, or raise AlreadyServing. Keep what is returned."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with file:
            raise AlreadyServing(_pid_in(file)) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return ServingLock(file)


def _pid_in(file: IO[str]) -> int:
    file.seek(0)
    text = file.read(20).strip()
    return int(text) if text.isdigit() else 0
