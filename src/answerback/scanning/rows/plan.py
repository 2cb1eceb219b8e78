"""`fix` of a database, dry: for each row its edits and digests of before and after; no word of what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from answerback.guard import Kind
from answerback.guard.stored import Mac
from answerback.scanning.pieces import Cell, Edit, Json, Row, Unit, applied
from answerback.scanning.plan import ROW, Planning
from answerback.scanning.search import edits_in, harmless

MARK_SIGNS = 8


class RowPlan(Planning[str]):
    """A line for each row that would change, and one for what may not be changed in it."""

    def take(self, unit: Unit[str]) -> Iterator[tuple[str, Json]]:
        """The rows' lines after those of their changes."""
        edits, changes = edits_in(unit, self.policy)
        yield from self.changed(unit, changes)
        for row in unit.rows:
            yield from ((ROW, line) for line in lines_of(unit.raw, row, edits, self.mac))

    def state(self) -> Json:
        """Nothing but the counts."""
        return None

    def resume(self, state: Json) -> None:
        """Nothing to take up."""


def lines_of(raw: str, row: Row, edits: Sequence[Edit[str]], mac: Mac) -> Iterator[Json]:
    """What the plan says of one row; nothing when nothing is found in it."""
    touched = [(cell, own) for cell in row.cells if (own := list(_own(cell, raw, edits, mac)))]
    table = harmless(row.table, mac)
    if kept := [harmless(cell.column, mac) for cell, _own_edits in touched if not cell.may_change]:
        yield {"row": [table, _located(row, touched)], "kept": kept}
    changed = [(cell, own) for cell, own in touched if cell.may_change]
    if changed:
        before = {cell.column: raw[cell.start : cell.end] for cell, _own_edits in changed}
        after = {cell.column: applied(before[cell.column], own) for cell, own in changed}
        plain = [
            [harmless(cell.column, mac), one.start, one.end, one.into] for cell, own in changed for one in own
        ]
        digests = {"before": digest(before, mac), "after": digest(after, mac)}
        yield {"row": [table, _located(row, changed)], **digests, "edits": plain}


def _located(row: Row, touched: Iterable[tuple[Cell, object]]) -> Json:
    """By its key; by a code where the key holds a part of what was found."""
    is_in_key = any(cell.is_key for cell, _edits in touched)
    return {"code": row.code()} if row.key is None or is_in_key else row.key


def _own(cell: Cell, raw: str, edits: Sequence[Edit[str]], mac: Mac) -> Iterator[Edit[str]]:
    """The edits inside a cell, counted in it, as the cell can take them."""
    own = [
        replace(one, start=one.start - cell.start, end=one.end - cell.start)
        for one in edits
        if cell.start <= one.start and one.end <= cell.end
    ]
    text = raw[cell.start : cell.end]
    if own and cell.is_number:
        own = [Edit(0, len(text), "")]
    elif own and cell.is_unique:
        own = [Edit(0, len(text), _unlike_others(own, text, mac))]
    elif cell.room is not None and len(applied(text, own)) > cell.room:
        own = [replace(one, into=one.into[:1] + one.into[-1:]) for one in own]
    yield from own


def _unlike_others(own: Iterable[Edit[str]], text: str, mac: Mac) -> str:
    """The same for the same key in every table, so that what refers to it still does."""
    put_in = next((one.into for one in own if one.into), Kind.SEED_PHRASE.placeholder)
    return f"{put_in}-{mac(b'key' + text.encode('utf-8', 'surrogatepass')).hex()[:MARK_SIGNS]}"


def digest(texts: Mapping[str, str], mac: Mac) -> str:
    """Of the cells that change, keyed, hexadecimal: tells whether they are as they were, and nothing else."""
    signs = "".join(f"\0{name}\0{len(text)}\0{text}" for name, text in sorted(texts.items()))
    return mac(b"row" + signs.encode("utf-8", "surrogatepass")).hex()
