"""`scan`: every finding by place, kind, offsets, certainty and keyed fingerprint. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import AnyStr, Generic

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.counts import Counts
from answerback.scanning.pieces import Fault, Json, Unit
from answerback.scanning.search import found, shown, told
from answerback.scanning.unread import PICTURE

FINDING, FAULT = "finding", "fault"
TOLD_ONCE = {"octets_not_text", PICTURE}


class Scan(Generic[AnyStr]):
    """Reports and counts what each unit holds."""

    def __init__(self, policy: Policy, mac: Mac) -> None:
        self.policy, self.mac = policy, mac
        self.counts = Counts()

    def take(self, unit: Unit[AnyStr]) -> Iterator[tuple[str, Json]]:
        """A line for each finding and each fault."""
        for piece in unit.pieces:
            self.counts.pieces += 1
            for finding in found(piece, self.policy):
                self.counts.kinds[str(finding.kind)] += 1
                yield FINDING, told(piece, finding, self.mac)
        yield from faulty(unit.faults, self.counts, self.mac)

    def state(self) -> Json:
        """Nothing but the counts."""
        return None

    def resume(self, state: Json) -> None:
        """Nothing to take up."""


def faulty(faults: Iterable[Fault], counts: Counts, mac: Mac) -> Iterator[tuple[str, Json]]:
    """Faults for reports, counted. Of octets in a column, or pictures in a mailbox, one is told and all are counted."""
    for fault in faults:
        counts.faults += 1
        counts.unread += fault.unread
        counts.reasons[fault.code] += fault.unread
        part = "" if fault.code == PICTURE else fault.place.part
        column = (fault.place.source, part, fault.code)
        if fault.code not in TOLD_ONCE or column not in counts.told:
            counts.told.add(column)
            yield FAULT, {**shown(fault.place, mac), "code": fault.code, "unread": fault.unread}
