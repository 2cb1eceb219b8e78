"""The loop under `scan` and `fix`: unit by unit, with marks, progress, and an end when somebody presses Ctrl-C."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import AnyStr, Protocol

from answerback.scanning.counts import Counts
from answerback.scanning.ledger import Ledger
from answerback.scanning.pieces import Json, Unit
from answerback.scanning.sources import Source

MARK_SECONDS = 1.0

Tell = Callable[[str, Json], None]
"""Told each line of the ledger as it comes: its kind and what it says."""


class Work(Protocol[AnyStr]):
    """What is done with each unit."""

    counts: Counts

    def take(self, unit: Unit[AnyStr]) -> Iterable[tuple[str, Json]]:
        """Lines for the ledger."""

    def state(self) -> Json:
        """What the next run needs besides the place."""

    def resume(self, state: Json) -> None:
        """Go on with what an earlier run left."""


class Stop:
    """True once somebody wants the run to end."""

    def __init__(self) -> None:
        self.is_wanted = False

    def want(self, *_: object) -> None:
        """After this unit."""
        self.is_wanted = True


@contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """The first Ctrl-C ends the run at the next unit; a second one as Ctrl-C always does."""
    stop = Stop()

    def once(number: int, frame: object) -> None:
        stop.want()
        signal.signal(number, signal.default_int_handler)

    before = {name: signal.signal(name, once) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def go_over(
    source: Source[AnyStr],
    work: Work[AnyStr],
    *,
    ledger: Ledger | None,
    tell: Tell,
    progress: Callable[[int], None],
    stop: Stop,
) -> bool:
    """Take every unit behind the ledger's mark. False when stopped before the end. Raises OtherWork."""
    mark = (ledger.mark if ledger else None) or {}
    work.counts = Counts.from_plain(mark.get("counts"))
    work.resume(mark.get("state"))
    marked_at, after = time.monotonic(), mark.get("after")
    for unit in source.units(after):
        for kind, line in work.take(unit):
            tell(kind, line)
            if ledger:
                ledger.write(kind, line)
        progress(unit.done)
        if unit.after is None:  # in the middle of a row: nobody can go on from here
            continue
        after = unit.after
        if ledger and (stop.is_wanted or time.monotonic() - marked_at >= MARK_SECONDS):
            ledger.set_mark({"after": after, "state": work.state(), "counts": work.counts.as_plain()})
            marked_at = time.monotonic()
        if stop.is_wanted:
            return False
    return True
