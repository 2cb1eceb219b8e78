"""Writing a redacted file: beside the old one, compared with the plan, then put in its place in one step."""

from __future__ import annotations

import gzip
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.apply import Line, Outcome
from answerback.scanning.files.shapes import LEFTOVER, OneFile, is_packed
from answerback.scanning.files.source import FileSource, stamp_of, units_of
from answerback.scanning.go_over import MARK_SECONDS, Stop
from answerback.scanning.ledger import Ledger
from answerback.scanning.pieces import Json
from answerback.scanning.plan import Digests
from answerback.scanning.readers import Mark
from answerback.scanning.search import rewritten

ORIGINAL = ".original"
BLOCK_OCTETS = 1 << 20


class Stopped(Exception):
    """Somebody pressed Ctrl-C in the middle of a file; the ledger knows where."""


class FileHands:
    """One file at a time. `keep_original`: the old file stays beside the new one, with all that was found in it."""

    together = 1

    def __init__(
        self, source: FileSource, policy: Policy, mac: Mac, stop: Stop, *, keep_original: bool
    ) -> None:
        self.source, self.policy, self.mac, self.stop = source, policy, mac, stop
        self.keep_original = keep_original
        self.files = {source.told(one): one for one in source.files()}

    def carry_out(self, lines: list[Line], ledger: Ledger) -> list[Outcome]:
        """Rewrite one file, or say why not."""
        line = lines[0]
        one = self.files.get(line.what["file"])
        if one is None:
            return [Outcome.GONE]
        begun = _begun(ledger, line)
        if begun.get("new") and _digest(one.path, self.mac) == begun["new"]:
            return [Outcome.ALREADY]
        return [self._rewrite(one, line, ledger, begun)]

    def _rewrite(self, one: OneFile, line: Line, ledger: Ledger, begun: Json) -> Outcome:
        old, new = one.path, one.path.with_name(one.path.name + LEFTOVER)
        stamp, digests = stamp_of(old), Digests(self.mac)
        with _written(new, old, begun, stamp) as (out, mark):
            digests.resume(begun.get("digests") if mark.octets else None)
            self._copy(one, out, mark, digests, line, ledger, stamp)
        is_as_planned = digests.as_plain() == [line.what["before"], line.what["after"]]
        if not is_as_planned or stamp_of(old) != stamp:
            new.unlink()
            return self._why_not(one, digests, line)
        _mark(ledger, line, {"new": _digest(new, self.mac)})
        _put_in_place(old, new, keep_original=self.keep_original)
        return Outcome.DONE

    def _why_not(self, one: OneFile, digests: Digests, line: Line) -> Outcome:
        """A file that would not change is done: an earlier run was told so and its ledger was lost."""
        is_clean = digests.before == digests.after and digests.as_plain()[0] != line.what["before"]
        return Outcome.ALREADY if is_clean else Outcome.CHANGED

    def _copy(
        self,
        one: OneFile,
        out: BinaryIO,
        mark: Mark,
        digests: Digests,
        line: Line,
        ledger: Ledger,
        stamp: Json,
    ) -> None:
        """Every unit, redacted. A packed file cannot go on in the middle, so it sets no marks."""
        marked_at = time.monotonic()
        for unit in units_of(one, self.source.wanted, mark):
            octets, _changes = rewritten(unit, self.policy)
            out.write(octets)
            digests.take(unit.raw, octets)
            is_time = self.stop.is_wanted or time.monotonic() - marked_at >= MARK_SECONDS
            if is_time and not is_packed(one.path):
                _sync(out)
                begun = {
                    "mark": unit.after,
                    "octets": out.tell(),
                    "digests": digests.as_plain(),
                    "stamp": stamp,
                }
                _mark(ledger, line, begun)
                marked_at = time.monotonic()
            if self.stop.is_wanted:
                raise Stopped


def _begun(ledger: Ledger, line: Line) -> dict[str, Json]:
    """What an earlier run has done of this line."""
    begun = (ledger.mark or {}).get("begun", {})
    return dict(begun) if begun.get("line") == line.number else {}


def _mark(ledger: Ledger, line: Line, begun: Json) -> None:
    kept = {name: value for name, value in (ledger.mark or {}).items() if name != "begun"}
    ledger.set_mark({**kept, "begun": {"line": line.number, **begun}})


@contextmanager
def _written(new: Path, old: Path, begun: Json, stamp: Json) -> Iterator[tuple[BinaryIO, Mark]]:
    """The new file, and how far it is written already. As readable as the old one, and not more, from the start."""
    goes_on = begun.get("stamp") == stamp and new.exists() and "octets" in begun
    mode = os.O_RDWR | os.O_CREAT | (0 if goes_on else os.O_TRUNC)
    with os.fdopen(os.open(new, mode, 0o600), "r+b") as out:
        mark = Mark(*begun["mark"]) if goes_on else Mark()
        out.truncate(begun["octets"] if goes_on else 0)
        out.seek(0, os.SEEK_END)
        if is_packed(old):
            with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed:
                yield cast(BinaryIO, packed), Mark()
        else:
            yield out, mark
        _sync(out)


def _put_in_place(old: Path, new: Path, *, keep_original: bool) -> None:
    """The old file's mode, owner and times, then its name: at no moment is there half a file."""
    target = old.resolve()
    found = target.stat()
    if os.geteuid() == 0:
        os.chown(new, found.st_uid, found.st_gid)
    shutil.copymode(target, new)
    os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))
    if keep_original:
        kept = target.with_name(target.name + ORIGINAL)
        kept.unlink(missing_ok=True)
        os.link(target, kept)
        kept.chmod(0o600)
    new.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _sync(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _digest(path: Path, mac: Mac) -> str:
    """Of a file, block by block; empty when it is gone."""
    seal = b""
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_OCTETS):
                seal = mac(seal + block)
    except FileNotFoundError:
        return ""
    return seal.hex()
