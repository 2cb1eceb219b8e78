"""What becomes of the likenesses: into which group a report goes, and which groups it makes one.

A person's word stands above the engine's: two groups that somebody took apart are never made one again by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from answerback.findings.campaigns.joining.kinds import By, Likeness
from answerback.findings.campaigns.joining.resemble import BRIDGES


@dataclass(frozen=True)
class Settled:
    """`into`: the likeness that decides, None for a report that stands alone. `also`: groups that join that group."""

    into: Likeness | None = None
    also: tuple[Likeness, ...] = ()


def settled(found: Iterable[Likeness], *, are_apart: Callable[[str, str], bool]) -> Settled:
    """`found`: the best of each group, the strongest first (`resemble.likenesses`)."""
    chosen: list[Likeness] = []
    for one in found:
        may_bridge = not chosen or one.by is not By.WORDING or one.score >= BRIDGES
        if may_bridge and not any(are_apart(one.group, other.group) for other in chosen):
            chosen.append(one)
    return Settled(chosen[0], tuple(chosen[1:])) if chosen else Settled()
