"""`fix`, dry: what would change, as digests of before and after. The plan holds no text and no secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr, Generic

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.scanning.counts import Counts
from answerback.scanning.pieces import Json, Unit
from answerback.scanning.scan import faulty
from answerback.scanning.search import Change, rewritten, told

CHANGE, FILE, ROW = "change", "file", "row"


class Planning(Generic[AnyStr]):
    """Counts and tells each change."""

    def __init__(self, policy: Policy, mac: Mac) -> None:
        self.policy, self.mac = policy, mac
        self.counts = Counts()

    def changed(self, unit: Unit[AnyStr], changes: list[Change[AnyStr]]) -> Iterator[tuple[str, Json]]:
        """A line for each change and fault."""
        self.counts.pieces += len(unit.pieces)
        for piece, finding in changes:
            self.counts.kinds[str(finding.kind)] += 1
            yield CHANGE, told(piece, finding, self.mac)
        yield from faulty(unit.faults, self.counts, self.mac)


class Digests:
    """Of a file as it stands and as it would be, unit by unit, so that a run can go on in the middle."""

    def __init__(self, mac: Mac) -> None:
        self.mac = mac
        self.before = self.after = b""

    def take(self, old: bytes, new: bytes) -> None:
        """One unit more."""
        if old:
            self.before = self.mac(self.before + old)
            self.after = self.mac(self.after + new)

    def as_plain(self) -> list[str]:
        """Hexadecimal."""
        return [self.before.hex(), self.after.hex()]

    def resume(self, plain: Json) -> None:
        """From an earlier run's mark."""
        self.before, self.after = (bytes.fromhex(one) for one in plain or ("", ""))


class FilePlan(Planning[bytes]):
    """A line for each file that would change: its digests, and how many changes."""

    def __init__(self, policy: Policy, mac: Mac) -> None:
        super().__init__(policy, mac)
        self.digests, self.changes, self.is_broken = Digests(mac), 0, False

    def take(self, unit: Unit[bytes]) -> Iterator[tuple[str, Json]]:
        """At the end of a file comes its line."""
        new, changes = rewritten(unit, self.policy)
        for kind, line in self.changed(unit, changes):
            self.changes += kind == CHANGE
            yield kind, line
        self.digests.take(unit.raw, new)
        self.is_broken |= not unit.raw and bool(unit.faults)
        name = str(unit.after[0])
        if name.endswith("\0"):
            if self.changes and not self.is_broken:  # half a file is never written back
                before, after = self.digests.as_plain()
                yield FILE, {"file": name[:-1], "before": before, "after": after, "changes": self.changes}
            self.resume(None)

    def state(self) -> Json:
        """The digests of the file that is being read."""
        return [*self.digests.as_plain(), self.changes, self.is_broken]

    def resume(self, state: Json) -> None:
        """In the middle of a file, or at the start of one."""
        *digests, self.changes, self.is_broken = state or ("", "", 0, False)
        self.digests.resume(digests)
