"""How well a version does, from kept counters; only the median looks at rows, through their index.

- begun: courses begun. Ended: solved (reopened or not) plus given up.
- share solved = solved / ended; share reopened = reopened / solved.
- median: of the seconds from the beginning of a course to its ticket's solving, reopened ones too.
- A step often fails when the lower end of the 95 % Wilson interval of failed / (done + failed) is above 20 %, of
  at least 10 (E. B. Wilson, 1927, JASA 22:209-212). Skipped steps are in neither.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from answerback.findings.solutions.models import Course, SolutionVersion, StepCount

OFTEN = 0.20
FEWEST = 10
Z = 1.959963984540054  # the 97.5 % quantile of the normal distribution


@dataclass(frozen=True)
class Share:
    """A part of a whole, with the 95 % Wilson interval. `value` is None of nothing."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its lower and upper end; everything, of nothing."""
        return wilson(self.part, self.whole)

    @property
    def is_too_few(self) -> bool:
        """Whether the whole is too small to say much."""
        return self.whole < FEWEST


@dataclass(frozen=True)
class StepFigures:
    """How often one step was done, failed or skipped."""

    step: str
    done: int
    failed: int
    skipped: int

    @property
    def failing(self) -> Share:
        """Failed ones of those that were tried."""
        return Share(self.failed, self.done + self.failed)

    @property
    def often_fails(self) -> bool:
        """Whether its author should look at it."""
        return self.failing.whole >= FEWEST and self.failing.interval[0] > OFTEN


@dataclass(frozen=True)
class VersionFigures:
    """One version in numbers."""

    begun: int
    given_up: int
    solved: Share
    reopened: Share
    median_seconds: int | None
    steps: tuple[StepFigures, ...]

    @property
    def flagged(self) -> tuple[StepFigures, ...]:
        """The steps that often fail."""
        return tuple(step for step in self.steps if step.often_fails)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(5, 10)]
    [0.237, 0.763]
    """
    if whole == 0:
        return 0.0, 1.0
    share, z2 = part / whole, Z * Z / whole
    middle = (share + z2 / 2) / (1 + z2)
    half = Z * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole)) / (1 + z2)
    return max(0.0, middle - half), min(1.0, middle + half)


def figures_of(version: SolutionVersion) -> VersionFigures:
    """The figures of one version."""
    return figures_of_all([version])[version.id]


def figures_of_all(versions: Iterable[SolutionVersion]) -> dict[UUID, VersionFigures]:
    """The figures of versions of one wallet, by id."""
    versions = list(versions)
    counted: dict[UUID, list[StepFigures]] = {version.id: [] for version in versions}
    if versions:
        rows = StepCount.objects.for_wallet(versions[0].wallet_id).filter(version__in=counted)
        for row in rows.order_by("step"):
            counted[row.version_id].append(StepFigures(row.step, row.done, row.failed, row.skipped))
    return {version.id: _figures(version, counted[version.id]) for version in versions}


def _figures(version: SolutionVersion, steps: list[StepFigures]) -> VersionFigures:
    return VersionFigures(
        begun=version.begun,
        given_up=version.given_up,
        solved=Share(version.solved, version.solved + version.given_up),
        reopened=Share(version.reopened, version.solved),
        median_seconds=_median(version),
        steps=tuple(steps),
    )


def _median(version: SolutionVersion) -> int | None:
    """The lower middle one, found by its place in the index `course_seconds`."""
    rows = Course.objects.for_wallet(version.wallet_id).filter(version=version, seconds__isnull=False)
    seconds = rows.order_by("seconds").values_list("seconds", flat=True)
    kept = rows.count() if version.solved else 0
    return seconds[(kept - 1) // 2] if kept else None
