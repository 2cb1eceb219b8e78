"""What is searched: pieces of text, each knowing where it stands and how a change of it changes what is around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, AnyStr, Generic

from answerback.guard import Kind, Policy
from answerback.guard.stored import Mac

Json = Any
"""Whatever `json` reads and writes."""


@dataclass(frozen=True)
class Place:
    """`source`: a file or table; `row`: line, key or message; `part`: column, path in the JSON, part of the mail."""

    source: str
    row: str
    part: str = ""

    def as_plain(self) -> dict[str, str]:
        """For JSON."""
        return {"source": self.source, "row": self.row, "part": self.part}

    def __str__(self) -> str:
        return ":".join(word for word in (self.source, self.row, self.part) if word)


@dataclass(frozen=True)
class Edit(Generic[AnyStr]):
    """`[start, end)` becomes `into`; code points in a text, octets in a file."""

    start: int
    end: int
    into: AnyStr


Lower = Callable[[Sequence[Edit[str]]], list[Edit[AnyStr]]]
"""Edits of a piece as edits of the unit it stands in."""


@dataclass(frozen=True)
class Piece(Generic[AnyStr]):
    """A text that one person wrote at one place.

    `name`: what it is called there (column, key): a bare 482913 is a code under "otp" and none under "amount".
    `only`: the kinds looked for; all when None. `policy` and `mac` (for fingerprints): instead of
    those that the run was given.
    """

    place: Place
    text: str
    lower: Lower[AnyStr]
    name: str = ""
    only: frozenset[Kind] | None = None
    policy: Policy | None = None
    mac: Mac | None = None


@dataclass(frozen=True)
class Fault:
    """Something that could not be read as it should: a stable code. `unread`: nobody looked into it."""

    place: Place
    code: str
    unread: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a database. It stands at `[start, end)` of its unit; `room`: how many characters it may hold.

    `is_key`: the row is found by it. `is_unique`: no two rows may have the same in it, so what is put in must
    differ as what is taken out did.
    `is_number`: of a type that holds no words; what is taken out of it leaves nothing (NULL).
    """

    column: str
    start: int
    end: int
    room: int | None = None
    is_key: bool = False
    is_unique: bool = False
    is_number: bool = False
    may_change: bool = True


@dataclass(frozen=True)
class Row:
    """How a database finds a row again: `key` is plain data, or None where the key itself holds a secret.

    `code`: a keyed digest of the key (hexadecimal), with which the row is found when `key` must not be told.
    """

    table: str
    key: Json
    code: Callable[[], str]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Unit(Generic[AnyStr]):
    """A record, a message, some rows: `raw` as it stands, and where to go on after it
    (`after`, plain data; None in the middle of it).

    `done` counts what `Source.size` counts: octets of files, rows of databases. `rows`: of a database, whose
    `raw` is their cells one after the other.
    """

    raw: AnyStr
    pieces: Sequence[Piece[AnyStr]]
    after: Json
    done: int
    faults: tuple[Fault, ...] = ()
    rows: tuple[Row, ...] = ()


def applied(raw: AnyStr, edits: Iterable[Edit[AnyStr]]) -> AnyStr:
    """`raw` with the edits in it. Where two overlap, the first one's words stand for both."""
    parts: list[AnyStr] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start >= done:
            parts += [raw[done : edit.start], edit.into]
        done = max(done, edit.end)
    parts.append(raw[done:])
    return raw[:0].join(parts)
