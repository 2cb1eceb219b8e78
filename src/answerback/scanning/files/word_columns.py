"""Columns that hold one word a row: a phrase that was written down a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answerback.scanning.layers import Laid
from answerback.scanning.octets import Octets
from answerback.scanning.pieces import Edit, Piece
from answerback.scanning.readers import Sheet
from answerback.scanning.words_apart import FEWEST, LEAST_VARIETY, ONE_WORD, ONLY

MOST_OCTETS = 1 << 18
"""Of records that are read as one unit."""


@dataclass(frozen=True)
class Cell:
    """One word: where it lies in its record, and the record in the unit."""

    laid: Laid
    octets: Octets
    line: int


@dataclass
class Columns:
    """The columns of the records of one unit."""

    cells: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))

    def take(self, row: Sequence[Laid], octets: Octets, line: int) -> None:
        """One record more."""
        for number, cell in enumerate(row):
            if ONE_WORD.fullmatch(cell.text):
                self.cells[number].append(Cell(cell, octets, line))

    def pieces(self, sheet: Sheet, names: Sequence[str]) -> Iterator[Piece[bytes]]:
        """Each column with enough words, and enough different ones."""
        for number, column in sorted(self.cells.items()):
            words = {cell.laid.text.strip().lower() for cell in column}
            if len(column) >= FEWEST and len(words) >= len(column) * LEAST_VARIETY:
                name = names[number] if number < len(names) else f"#{number + 1}"
                down = Down(column)
                yield Piece(sheet.place(column[0].line, name), down.text, down.lower, only=ONLY)


@dataclass(frozen=True)
class Down:
    """Cells below each other, read as one text."""

    column: Sequence[Cell]

    @property
    def text(self) -> str:
        """A word a line."""
        return "\n".join(cell.laid.text for cell in self.column)

    def lower(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        """Each cell's share of each edit; the words put in stand in the first one."""
        found, at = list[Edit[bytes]](), 0
        for cell in self.column:
            end = at + len(cell.laid.text)
            own = [
                Edit(max(one.start, at) - at, min(one.end, end) - at, one.into if one.start >= at else "")
                for one in edits
                if one.start < end and one.end > at
            ]
            found += cell.octets.lower(cell.laid.lower(own))
            at = end + 1
        return found
