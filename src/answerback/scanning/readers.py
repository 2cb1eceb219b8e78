"""What every reader of a file is given, and what they all do: count lines, mark the start, read as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from answerback.scanning.layers import Laid
from answerback.scanning.octets import Octets, Reading
from answerback.scanning.pieces import Edit, Fault, Lower, Piece, Place, Unit

NOT_IN_ENCODING = "not_in_encoding"


@dataclass(frozen=True)
class Mark:
    """How far a file has been read: octets (of what is inside a .gz) and lines (or messages)."""

    octets: int = 0
    lines: int = 0

    def after(self, raw: bytes, lines: int = 1) -> Mark:
        """The mark behind this."""
        return Mark(self.octets + len(raw), self.lines + lines)

    def as_plain(self) -> list[int]:
        """For JSON."""
        return [self.octets, self.lines]


@dataclass(frozen=True)
class Sheet:
    """One file: what it is called in reports, how to read it, and what was asked for."""

    name: str
    reading: Reading
    bom: bytes = b""
    delimiter: str = ""
    attachment_octets: int = 10 << 20

    @property
    def encoding(self) -> str:
        """Of its line ends."""
        return self.reading.encodings[0]

    def place(self, row: object, part: str = "") -> Place:
        """A place in this file."""
        return Place(self.name, str(row), part)


Reader = Callable[[BinaryIO, Sheet, Mark], Iterator[Unit[bytes]]]
"""Units of a file from a mark on; the file stands at the mark. Together their `raw` are the file, octet by octet."""


def unit(raw: bytes, pieces: list[Piece[bytes]], mark: Mark, faults: tuple[Fault, ...] = ()) -> Unit[bytes]:
    """A unit that ends at the mark."""
    return Unit(raw, pieces, mark.as_plain(), mark.octets, faults)


def begun(sheet: Sheet, mark: Mark, file: BinaryIO) -> Iterator[Unit[bytes]]:
    """The byte order mark, if the file has one and nothing has been read."""
    if mark.octets == 0 and sheet.bom:
        file.read(len(sheet.bom))
        yield unit(sheet.bom, [], Mark(len(sheet.bom)))


def start_of(sheet: Sheet, mark: Mark) -> Mark:
    """Where the first record begins."""
    return mark if mark.octets else Mark(len(sheet.bom))


def faults_of(octets: Octets, place: Place) -> tuple[Fault, ...]:
    """Octets outside the encoding are told of; the rest is read nevertheless."""
    return () if octets.is_clean else (Fault(place, NOT_IN_ENCODING),)


def below(laid: Laid, octets: Octets) -> Lower[bytes]:
    """Edits of a text that lies in a decoded record, as edits of the record's octets."""

    def lower(edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        return octets.lower(laid.lower(edits))

    return lower


def as_it_stands(octets: Octets, place: Place) -> Piece[bytes]:
    """The whole record as one text."""
    return Piece(place, octets.text, octets.lower)
