"""Reader: comma-separated values, with any usual delimiter, quoted newlines, and rows that are broken."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from answerback.scanning.files.table_text import cells, delimiter_of, ends_inside, headings
from answerback.scanning.files.word_columns import MOST_OCTETS, Columns
from answerback.scanning.lines import LONGEST_OCTETS, lines
from answerback.scanning.octets import SAMPLE_OCTETS, Octets
from answerback.scanning.pieces import Fault, Piece, Unit
from answerback.scanning.readers import (
    Mark,
    Sheet,
    as_it_stands,
    begun,
    below,
    faults_of,
    start_of,
    unit,
)
from answerback.scanning.words_apart import MOST, ONE_WORD, ONLY, phrases

HEADINGS = {"word", "words", "seed", "phrase", "mnemonic", "key", "note", "text"}
OPEN_QUOTE, TOO_LONG, OTHER_WIDTH = "quote_not_closed", "record_too_long", "other_number_of_cells"


def csv_units(file: BinaryIO, sheet: Sheet, mark: Mark) -> Iterator[Unit[bytes]]:
    """One record a unit, or several whose words stand below each other.

    A record whose quotation mark never closes is read as one plain line, and told of.
    """
    head = _Head(file, sheet, mark)
    yield from begun(sheet, mark, file)
    mark = start_of(sheet, mark)
    for group in _together(_records(file, sheet, head.delimiter), head):
        raw = b"".join(record for record, _code in group)
        columns, pieces, faults, at = Columns(), list[Piece[bytes]](), tuple[Fault, ...](), 0
        for record, code in group:
            here, mark = mark, mark.after(record, max(1, record.count(b"\n")))
            octets, place = sheet.reading.octets(record, at), sheet.place(here.lines + 1)
            faults += faults_of(octets, place) + ((Fault(place, code),) if code else ())
            if code:
                pieces.append(as_it_stands(octets, place))
            else:
                pieces += head.pieces(octets, here)
                faults += head.wrong_width(octets, here)
                if here.lines or not head.is_heading:
                    columns.take(cells(octets.text, head.delimiter), octets, here.lines + 1)
            at += len(record)
        yield unit(raw, [*pieces, *columns.pieces(sheet, head.names)], mark, faults)


def _together(records: Iterator[tuple[bytes, str]], head: _Head) -> Iterator[list[tuple[bytes, str]]]:
    """Records of which a column holds one word each stand in one unit: a phrase may be written down the column."""
    held, size = list[tuple[bytes, str]](), 0
    open_columns = frozenset[int]()
    for record, code in records:
        columns = frozenset[int]() if code else head.columns_of_words(record)
        if held and not (columns & open_columns and len(held) < MOST and size < MOST_OCTETS):
            yield held
            held, size, open_columns = [], 0, columns
        held.append((record, code))
        size += len(record)
        open_columns = columns & open_columns if len(held) > 1 else columns
    if held:
        yield held


class _Head:
    """What the start of the file says of the rest: delimiter and names of columns."""

    def __init__(self, file: BinaryIO, sheet: Sheet, mark: Mark) -> None:
        self.sheet = sheet
        file.seek(len(sheet.bom))
        sample = sheet.reading.octets(file.read(SAMPLE_OCTETS)).text
        self.delimiter = sheet.delimiter or delimiter_of(sample)
        file.seek(len(sheet.bom))
        first = next(_records(file, sheet, self.delimiter), (b"", ""))[0]
        self.first = cells(sheet.reading.octets(first).text, self.delimiter)
        self.names = headings(self.first)
        file.seek(mark.octets)

    @property
    def is_heading(self) -> bool:
        """Whether the first record is names only; of a single column that may be a phrase, too."""
        return len(self.names) > 1 or (len(self.names) == 1 and self.names[0].lower() in HEADINGS)

    def columns_of_words(self, record: bytes) -> frozenset[int]:
        """Which columns hold one word, and nothing else."""
        row = cells(self.sheet.reading.octets(record).text, self.delimiter)
        return frozenset(number for number, cell in enumerate(row) if ONE_WORD.fullmatch(cell.text))

    def pieces(self, octets: Octets, here: Mark) -> list[Piece[bytes]]:
        """The cells with something in them, and phrases across cells."""
        row, found = cells(octets.text, self.delimiter), []
        for number, cell in enumerate(row):
            if cell.text and not cell.text.isspace():
                name = self.names[number] if here.lines and number < len(self.names) else ""
                place = self.sheet.place(here.lines + 1, name or f"#{number + 1}")
                found.append(Piece(place, cell.text, below(cell, octets), name))
        for phrase in phrases(row):
            place = self.sheet.place(here.lines + 1, "#…")
            found.append(Piece(place, phrase.text, below(phrase, octets), only=ONLY))
        return found

    def wrong_width(self, octets: Octets, here: Mark) -> tuple[Fault, ...]:
        """A row with more or fewer cells than the first: its cells may stand under the wrong names."""
        row = cells(octets.text, self.delimiter)
        if len(row) == len(self.first) or octets.text.strip() == "":
            return ()
        return (Fault(self.sheet.place(here.lines + 1), OTHER_WIDTH),)


def _records(file: BinaryIO, sheet: Sheet, delimiter: str) -> Iterator[tuple[bytes, str]]:
    """Each record with a code when it is none."""
    coming, held = lines(file, sheet.encoding), deque[bytes]()
    while line := held.popleft() if held else next(coming, b""):
        record, inside, size = [line], _open(line, sheet, delimiter, inside=False), len(line)
        while inside and size < LONGEST_OCTETS and (line := held.popleft() if held else next(coming, b"")):
            record.append(line)
            size += len(line)
            inside = _open(line, sheet, delimiter, inside=True)
        if not inside:
            yield b"".join(record), TOO_LONG if size >= LONGEST_OCTETS else ""
            continue
        yield record[0], OPEN_QUOTE
        held.extendleft(reversed(record[1:]))


def _open(line: bytes, sheet: Sheet, delimiter: str, *, inside: bool) -> bool:
    return ends_inside(sheet.reading.octets(line).text, delimiter, inside=inside)
