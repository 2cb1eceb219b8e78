"""Where units come from: `files.source`, `rows.sql_source`, `ours.own_source`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr, Generic, Protocol

from answerback.scanning.pieces import Json, Unit


class Source(Protocol, Generic[AnyStr]):
    """Something to go over. `size` is what `Unit.done` counts up to; `unit` what it counts (octets, rows)."""

    unit: str

    def identity(self) -> Json:
        """What must be the same to go on: names, never a password."""

    def size(self) -> int:
        """How much there is; 0 when nobody knows."""

    def units(self, after: Json) -> Iterator[Unit[AnyStr]]:
        """The units behind the place where an earlier run stopped (`Unit.after`); None for all."""
