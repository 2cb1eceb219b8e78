"""Four slices of the same counts, so that any filter reads few rows: the sum, the cells, the agents, everything.

A page without a filter reads one row for each day, measure and bucket; with the purpose, kind or language those of
the cells (which agents do not multiply); the full slice only when an agent and another choice are combined.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

ALL = "*"


class Slice(IntEnum):
    """Which dimensions a count keeps apart."""

    SUM = 0
    CELLS = 1
    AGENTS = 2
    FULL = 3


@dataclass(frozen=True, order=True)
class Where:
    """The dimensions of a count. "" is unknown, "*" is not kept apart in this slice."""

    purpose: str = ""
    kind: str = ""
    agent: str = ""
    language: str = ""


def in_slice(where: Where, slice: Slice) -> Where:
    """The dimensions as this slice keeps them.

    >>> in_slice(Where("service", "account_locked", "a", "en"), Slice.AGENTS)
    Where(purpose='*', kind='*', agent='a', language='*')
    """
    cells = slice in (Slice.CELLS, Slice.FULL)
    agents = slice in (Slice.AGENTS, Slice.FULL)
    return Where(
        where.purpose if cells else ALL,
        where.kind if cells else ALL,
        where.agent if agents else ALL,
        where.language if cells else ALL,
    )


def slice_for(dimensions: set[str]) -> Slice:
    """The smallest slice that keeps these dimensions apart.

    >>> slice_for(set()), slice_for({"agent"}), slice_for({"kind", "agent"})
    (<Slice.SUM: 0>, <Slice.AGENTS: 2>, <Slice.FULL: 3>)
    """
    if "agent" not in dimensions:
        return Slice.CELLS if dimensions else Slice.SUM
    return Slice.FULL if dimensions - {"agent"} else Slice.AGENTS
