"""What stands in one cell of a database, as a unit: JSON string by string, anything else as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.json_pieces import is_json, pieces_of
from answerback.scanning.pieces import Edit, Fault, Json, Piece, Place, Unit


def cell_unit(
    text: str,
    place: Place,
    *,
    cell: Json,
    name: str = "",
    policy: Policy | None = None,
    mac: Mac | None = None,
    room: int | None = None,
) -> Unit[str]:
    """The cell's pieces; `name` is the column's where it explains a bare value."""
    pieces = (
        pieces_of(text, place, list) if _may_be_json(text) and is_json(text) else [_whole(text, place, name)]
    )
    pieces = [replace(one, policy=policy, mac=mac) for one in pieces]
    return Unit(text, pieces, None, 0, cell=cell, room=room)


def _may_be_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _whole(text: str, place: Place, name: str) -> Piece[str]:
    return Piece(place, text, as_they_are, name)


def as_they_are(edits: Sequence[Edit[str]]) -> list[Edit[str]]:
    """The piece is the cell."""
    return list(edits)


def nothing(*, faults: tuple[Fault, ...] = ()) -> Unit[str]:
    """No text, but a place to go on from, or a fault to tell of."""
    return Unit("", (), None, 0, faults)


def standing(units: Sequence[Unit[str]], after: Json, done: int) -> list[Unit[str]]:
    """The units of one row (or page), with where to go on: behind the row only with the last of them."""
    *first, last = units or [nothing()]
    return [*(replace(one, after=None, done=done) for one in first), replace(last, after=after, done=done)]
