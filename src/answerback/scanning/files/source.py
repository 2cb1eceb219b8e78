"""Source: files under one path, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from answerback.guard.stored import Mac
from answerback.scanning.files.shapes import OneFile, Wanted, files_of, is_packed, opened
from answerback.scanning.ledger import OtherWork
from answerback.scanning.pieces import Fault, Json, Place, Unit
from answerback.scanning.readers import Mark
from answerback.scanning.search import harmless

GZIP_SIZE_OCTETS = 4


@dataclass
class FileSource:
    """Files under one path, one after the other. `mac`: of the codes for names that must not be told."""

    path: Path
    wanted: Wanted
    mac: Mac
    unit: str = "octets"

    def identity(self) -> Json:
        """The path and what was asked for."""
        asked = [self.wanted.encoding, self.wanted.delimiter, self.wanted.attachment_octets]
        return ["files", str(self.path.resolve()), str(self.wanted.shape or ""), *asked]

    def files(self) -> list[OneFile]:
        """Every file, in order."""
        return files_of(self.path, self.wanted)

    def size(self) -> int:
        """Octets, unpacked."""
        return sum(octets_in(one.path) for one in self.files())

    def units(self, after: Json) -> Iterator[Unit[bytes]]:
        """`after` names a file, how far it was read, and the file's stamp. Raises OtherWork when it has changed."""
        name, octets, lines, stamp = after or ["", 0, 0, None]
        done, left = 0, self.left(name)
        for one in self.files():
            if one.name in left:
                is_begun = self.told(one) == name
                if is_begun and stamp and stamp != stamp_of(one.path):
                    raise OtherWork
                yield from self._units(one, Mark(octets, lines) if is_begun else Mark(), done)
            done += octets_in(one.path)

    def left(self, name: str) -> set[str]:
        """The files that are to be read: from the one of this name on, or behind it (`name` with a zero)."""
        names = [self.told(one) for one in self.files()]
        known = name.rstrip("\0")
        first = names.index(known) + name.endswith("\0") if known in names else 0
        return {one.name for one in self.files()[first:] if known in names or one.name >= name}

    def told(self, one: OneFile) -> str:
        """How marks and plans call the file."""
        return harmless(one.name, self.mac)

    def _units(self, one: OneFile, mark: Mark, done: int) -> Iterator[Unit[bytes]]:
        """Ends with a unit of nothing, whose `after` is behind the file."""
        stamp, last, name = stamp_of(one.path), mark, self.told(one)
        try:
            for unit in units_of(one, self.wanted, mark):
                last = Mark(*unit.after)
                yield replace(unit, after=[name, *unit.after, stamp], done=done + unit.done)
        except (OSError, EOFError) as broken:  # a .gz that is cut off, a file nobody may read
            fault = Fault(Place(one.name, str(last.lines + 1)), type(broken).__name__, unread=True)
            yield Unit(b"", (), [name, *last.as_plain(), stamp], done + last.octets, (fault,))
        yield Unit(b"", (), [f"{name}\0", 0, 0, None], done + last.octets)


def units_of(one: OneFile, wanted: Wanted, mark: Mark) -> Iterator[Unit[bytes]]:
    """The units of one file from a mark on."""
    sheet = one.sheet(wanted)
    with opened(one.path) as file:
        file.seek(mark.octets)
        yield from one.reader(file, sheet, mark)


def stamp_of(path: Path) -> list[int]:
    """Changes when the file does."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def octets_in(path: Path) -> int:
    """Of the file, or of what is inside (as the .gz says of itself, modulo 4 GiB); 0 when it is gone."""
    try:
        size = path.stat().st_size
        if size < GZIP_SIZE_OCTETS or not is_packed(path):
            return size
        with path.open("rb") as file:
            file.seek(-GZIP_SIZE_OCTETS, 2)
            return int.from_bytes(file.read(), "little")
    except OSError:
        return 0
