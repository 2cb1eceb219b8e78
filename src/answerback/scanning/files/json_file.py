"""Readers: JSON lines, and a file that is one JSON text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from answerback.scanning.json_pieces import is_json, pieces_of
from answerback.scanning.lines import LONGEST_OCTETS, lines
from answerback.scanning.octets import Octets
from answerback.scanning.pieces import Fault, Place, Unit
from answerback.scanning.readers import (
    Mark,
    Sheet,
    as_it_stands,
    begun,
    faults_of,
    start_of,
    unit,
)

NOT_JSON = "not_json"


def json_line_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """One line a unit; what is no JSON is read as it stands, and told of."""
    yield from begun(sheet, mark, file)
    mark = start_of(sheet, mark)
    for raw in lines(file, sheet.encoding):
        mark = mark.after(raw)
        yield _unit(raw, sheet.reading.octets(raw), sheet.place(mark.lines), mark)


def json_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """The whole file; line by line when it is too long to be held, or no JSON."""
    yield from begun(sheet, mark, file)
    raw = file.read(LONGEST_OCTETS) if mark.octets <= len(sheet.bom) else b""
    octets = sheet.reading.octets(raw)
    if raw and not file.peek(1) and is_json(octets.text):  # type: ignore[attr-defined]
        after = start_of(sheet, mark).after(raw)
        yield _unit(raw, octets, sheet.place(1), after)
        return
    mark = start_of(sheet, mark)
    file.seek(mark.octets)
    yield from json_line_units(file, sheet, mark)


def _unit(raw: bytes, octets: Octets, place: Place, mark: Mark) -> Unit[bytes]:
    faults = faults_of(octets, place)
    if not octets.text.strip():
        return unit(raw, [], mark, faults)
    if not is_json(octets.text):
        return unit(raw, [as_it_stands(octets, place)], mark, (*faults, Fault(place, NOT_JSON)))
    return unit(raw, pieces_of(octets.text, place, octets.lower), mark, faults)
