"""Rows as units: cell by cell, JSON string by string, and what is cut over the cells of a row or down a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.json_pieces import is_json, pieces_of
from answerback.scanning.layers import Laid, joined, straight
from answerback.scanning.pieces import Cell, Fault, Json, Lower, Piece, Place, Row, Unit
from answerback.scanning.words_apart import FEWEST, LEAST_VARIETY, MOST, ONE_WORD, ONLY, phrases

BETWEEN = "\x1f"
"""Stands between two cells in a unit, so that no edit runs over both."""

ACROSS = "…"
"""What a report calls the part that is cut over several cells of a row."""


@dataclass(frozen=True)
class Value:
    """One cell that was read: what stands in it, and how it may be changed (`pieces.Cell`)."""

    column: str
    text: str
    room: int | None = None
    is_key: bool = False
    is_unique: bool = False
    is_number: bool = False
    may_change: bool = True
    policy: Policy | None = None


@dataclass(frozen=True)
class Read:
    """One row that was read. `shown`: its key as reports have it; `key`, `code`: as in `pieces.Row`."""

    table: str
    shown: str
    key: Json
    code: Callable[[], str]
    values: tuple[Value, ...]
    after: Json
    done: int
    mac: Mac | None = None
    faults: tuple[Fault, ...] = ()

    def place(self, part: str) -> Place:
        """A place in this row."""
        return Place(self.table, self.shown, part)


def units_of(rows: Iterable[Read]) -> Iterator[Unit[str]]:
    """A row a unit; rows of which a column holds one word each stand in one unit together."""
    return (_unit(group) for group in _together(rows))


def _together(rows: Iterable[Read]) -> Iterator[list[Read]]:
    held, common = list[Read](), frozenset[str]()
    for row in rows:
        words = frozenset(one.column for one in row.values if ONE_WORD.fullmatch(one.text))
        if held and not (words & common and len(held) < MOST and row.table == held[0].table):
            yield held
            held = []
        common = words & common if held else words
        held.append(row)
    if held:
        yield held


def _unit(rows: Sequence[Read]) -> Unit[str]:
    raw, at = list[str](), 0
    pieces, described, columns = list[Piece[str]](), list[Row](), dict[str, list[tuple[Read, Laid]]]()
    for row in rows:
        cells, words = list[Cell](), list[Laid]()
        for value in row.values:
            laid = straight(value.text, at)
            raw.append(value.text)
            cells.append(_cell(value, at))
            pieces += cell_pieces(row, value, laid.lower)
            words += [] if value.is_number else [laid]
            if ONE_WORD.fullmatch(value.text):
                columns.setdefault(value.column, []).append((row, laid))
            at += len(value.text) + len(BETWEEN)
        pieces += [_phrase(row, ACROSS, found) for found in phrases(words)]
        described.append(Row(row.table, row.key, row.code, tuple(cells)))
    pieces += _down(columns)
    faults = tuple(fault for row in rows for fault in row.faults)
    return Unit(BETWEEN.join(raw), pieces, rows[-1].after, rows[-1].done, faults, tuple(described))


def _cell(value: Value, at: int) -> Cell:
    return Cell(
        value.column,
        at,
        at + len(value.text),
        value.room,
        is_key=value.is_key,
        is_unique=value.is_unique,
        is_number=value.is_number,
        may_change=value.may_change,
    )


def cell_pieces(row: Read, value: Value, lower: Lower[str]) -> list[Piece[str]]:
    """The pieces of one cell; the column's name explains a bare value."""
    place = row.place(value.column)
    if _may_be_json(value.text) and is_json(value.text):
        found = pieces_of(value.text, place, lower)
    else:
        found = [Piece(place, value.text, lower, value.column)] if value.text else []
    return [replace(one, policy=value.policy, mac=row.mac) for one in found]


def _may_be_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _phrase(row: Read, part: str, laid: Laid) -> Piece[str]:
    return Piece(row.place(part), laid.text, laid.lower, only=ONLY, mac=row.mac)


def _down(columns: dict[str, list[tuple[Read, Laid]]]) -> Iterator[Piece[str]]:
    """Each column with enough words, and enough different ones."""
    for name, column in columns.items():
        words = {laid.text.strip().lower() for _row, laid in column}
        if len(column) >= FEWEST and len(words) >= len(column) * LEAST_VARIETY:
            yield _phrase(column[0][0], name, joined((laid for _row, laid in column), "\n"))


def nothing(*, faults: tuple[Fault, ...] = ()) -> Unit[str]:
    """No text, but a fault to tell of."""
    return Unit("", (), None, 0, faults)
