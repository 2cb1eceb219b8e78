"""Readers: JSON lines, and a file that is one JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO, TypeVar

from answerback.ops.scanning.json_text import Value, values
from answerback.ops.scanning.lines import LONGEST_OCTETS, lines
from answerback.ops.scanning.octets import Octets
from answerback.ops.scanning.pieces import Edit, Fault, Lower, Piece, Place, Unit
from answerback.ops.scanning.readers import (
    Mark,
    Sheet,
    as_it_stands,
    begun,
    faults_of,
    start_of,
    unit,
)
from answerback.ops.scanning.words_apart import ONLY, phrases

NOT_JSON = "not_json"
Text = TypeVar("Text", str, bytes)


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


def is_json(text: str) -> bool:
    """Whether the text can be read as JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def pieces_of(text: str, place: Place, lower: Lower[Text]) -> list[Piece[Text]]:
    """The pieces of a JSON text that stands at this place, and phrases across the items of its lists."""
    found = list(values(text))
    pieces = [
        Piece(_at(place, one.path), one.laid.text, _lowering(one, lower), one.name)
        for one in found
        if one.laid.text
    ]
    for path, items in groupby(
        (one for one in found if not one.is_member), key=lambda one: one.path.rpartition(".")[0]
    ):
        for phrase in phrases([one.laid for one in items]):
            pieces.append(Piece(_at(place, path), phrase.text, _then(phrase.lower, lower), only=ONLY))
    return pieces


def _at(place: Place, path: str) -> Place:
    return Place(place.source, place.row, ".".join(word for word in (place.part, path) if word))


def _lowering(value: Value, lower: Lower[Text]) -> Lower[Text]:
    if value.is_quoted:
        return _then(value.laid.lower, lower)
    start, end = value.laid.starts[0], value.laid.ends[-1]

    def as_string(edits: Sequence[Edit[str]]) -> list[Edit[Text]]:
        """A number cannot be redacted in part and stay JSON: the whole of it becomes a string."""
        return lower([Edit(start, end, json.dumps("".join(one.into for one in edits), ensure_ascii=False))])

    return as_string


def _then(first: Lower[str], second: Lower[Text]) -> Lower[Text]:
    return lambda edits: second(first(edits))
