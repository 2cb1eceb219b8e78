"""Reader: plain text, a paragraph at a time, so that a phrase that runs over lines is seen whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from answerback.scanning.lines import lines
from answerback.scanning.octets import SAMPLE_OCTETS
from answerback.scanning.pieces import Fault, Unit
from answerback.scanning.readers import (
    Mark,
    Sheet,
    as_it_stands,
    begun,
    faults_of,
    start_of,
    unit,
)
from answerback.scanning.unread import reason_of_file

NOT_TEXT = "file_not_text"
LONGEST_LINES, LONGEST_OCTETS = 500, 1 << 18


def plain_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """One paragraph (lines up to a blank one) a unit; a very long one is cut between lines."""
    yield from begun(sheet, mark, file)
    mark, held = start_of(sheet, mark), list[bytes]()
    for line in lines(file, sheet.encoding):
        held.append(line)
        if (
            not line.strip(b" \t\r\n\0")
            or len(held) >= LONGEST_LINES
            or sum(map(len, held)) >= LONGEST_OCTETS
        ):
            yield _paragraph(held, sheet, mark)
            mark, held = mark.after(b"".join(held), len(held)), []
    if held:
        yield _paragraph(held, sheet, mark)


def _paragraph(held: list[bytes], sheet: Sheet, mark: Mark) -> Unit[bytes]:
    raw, place = b"".join(held), sheet.place(mark.lines + 1)
    octets = sheet.reading.octets(raw)
    return unit(raw, [as_it_stands(octets, place)], mark.after(raw, len(held)), faults_of(octets, place))


def unread_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """A file that is no text: which kind of none is said."""
    code = reason_of_file(sheet.name, file.read(SAMPLE_OCTETS)) or NOT_TEXT
    yield unit(b"", [], mark, (Fault(sheet.place("1"), code, unread=True),))
