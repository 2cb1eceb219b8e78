"""`scan`: every finding by place, kind, offsets, certainty and keyed fingerprint. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr, Generic

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.counts import Counts
from answerback.scanning.pieces import Fault, Json, Unit
from answerback.scanning.search import found, shown, told

FINDING, FAULT = "finding", "fault"


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
        for fault in unit.faults:
            yield FAULT, faulty(fault, self.counts, self.mac)

    def state(self) -> Json:
        """Nothing but the counts."""
        return None

    def resume(self, state: Json) -> None:
        """Nothing to take up."""


def faulty(fault: Fault, counts: Counts, mac: Mac) -> Json:
    """A fault for reports, counted."""
    counts.faults += 1
    counts.unread += fault.unread
    return {**shown(fault.place, mac), "code": fault.code, "unread": fault.unread}
