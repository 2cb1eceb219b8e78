"""`fix --apply`: exactly what the plan says, and nothing that has changed since the plan was made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from answerback.guard.stored import Mac
from answerback.scanning.go_over import Stop
from answerback.scanning.ledger import END, HEAD, Ledger, OtherWork, entries
from answerback.scanning.pieces import Json
from answerback.scanning.plan import FILE, ROW

SEAL = "seal"


class Outcome(StrEnum):
    """What became of one line of the plan."""

    DONE = "done"
    ALREADY = "already_done"
    CHANGED = "changed_since"
    GONE = "gone"
    REFUSED = "refused_by_the_database"
    KEPT = "append_only"


MENDED = frozenset({Outcome.DONE, Outcome.ALREADY})


class Unfinished(Exception):
    """The plan was never finished, or its file has been altered."""


@dataclass(frozen=True)
class Line:
    """One line of a plan and its number."""

    number: int
    what: Json


class Hands(Protocol):
    """Carries out lines of a plan."""

    together: int

    def carry_out(self, lines: list[Line], ledger: Ledger) -> list[Outcome]:
        """As many as `together` at once: one small transaction."""


def seal_of(path: Path, mac: Mac) -> tuple[str, int]:
    """A keyed digest (hexadecimal) of a plan up to its end, so that no line can be altered; and how many places."""
    seal, places = b"", 0
    for kind, what in entries(path):
        if kind == END:
            break
        seal = mac(seal + json.dumps({kind: what}, sort_keys=True).encode())
        places += kind in (FILE, ROW)
    return seal.hex(), places


def check_whole(path: Path, mac: Mac) -> int:
    """How many places a plan changes. Raises Unfinished for half a plan, or one that was altered."""
    end = next((what for kind, what in entries(path) if kind == END), None)
    seal, places = seal_of(path, mac)
    if end is None or end[SEAL] != seal:
        raise Unfinished
    return places


def head_of_plan(path: Path) -> Json:
    """What the plan was made for. Raises Unfinished."""
    kind, what = next(entries(path), ("", None))
    if kind != HEAD:
        raise Unfinished
    return what


def lines_of(path: Path, after: int) -> Iterator[Line]:
    """What is to be done, behind the line of this number."""
    for number, (kind, what) in enumerate(entries(path)):
        if number > after and kind in (FILE, ROW):
            yield Line(number, what)


def carry_out(
    plan: Path,
    hands: Hands,
    ledger: Ledger,
    *,
    tell: Callable[[Line, Outcome], None],
    progress: Callable[[int], None],
    stop: Stop,
) -> tuple[Counter[str], bool]:
    """What became of the lines, and whether all were reached. The ledger's mark says where the last run ended."""
    mark = ledger.mark or {}
    counts, after = Counter[str](mark.get("counts", {})), mark.get("line", -1)
    for together in _batches(lines_of(plan, after), hands.together):
        outcomes = hands.carry_out(together, ledger)
        for line, outcome in zip(together, outcomes, strict=True):
            counts[str(outcome)] += 1
            tell(line, outcome)
        ledger.set_mark({"line": together[-1].number, "counts": dict(counts)})
        progress(counts.total())
        if stop.is_wanted:
            return counts, False
    return counts, True


def _batches(lines: Iterator[Line], together: int) -> Iterator[list[Line]]:
    held = list[Line]()
    for line in lines:
        held.append(line)
        if len(held) == together:
            yield held
            held = []
    if held:
        yield held


def same_work(plan: Path, head: Json) -> None:
    """Raises OtherWork when the plan was made for another source or policy."""
    if head_of_plan(plan) != head:
        raise OtherWork
