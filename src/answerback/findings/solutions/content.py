"""A solution as data: what to check, who does what within how many hours, what is said. Pure; read by `reading`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from answerback.conversations.conditions import Condition
from answerback.conversations.fit import Profile
from answerback.conversations.guide import Text


@dataclass(frozen=True)
class Line:
    """One sentence or two, for wallets that can do all of `needs` and none of `lacks`; `custody` empty: any."""

    text: Text
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    custody: frozenset[str] = frozenset()

    def suits(self, profile: Profile) -> bool:
        """Whether this may be shown in such a wallet."""
        if self.custody and profile.custody not in self.custody:
            return False
        return profile.capabilities >= self.needs and not (profile.capabilities & self.lacks)


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, in the words that the customer reads; `how` is for the agent alone."""

    id: str
    doer: str
    hours: int
    line: Line
    how: Line | None = None


@dataclass(frozen=True)
class Fit:
    """When this holds the solution fits, so much (1 to 100), and `because` says why."""

    when: Condition
    weight: int
    because: Text


@dataclass(frozen=True)
class SolutionText:
    """The whole content of a version. `hours` counts from the beginning."""

    slug: str
    problem: str
    custody: tuple[str, ...]
    title: Text
    hours: int
    fits: tuple[Fit, ...] = ()
    checks: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = ()
    tell: tuple[Line, ...] = ()
    not_possible: tuple[Line, ...] = ()
    others: tuple[Line, ...] = field(default=())

    def fitted(self, profile: Profile) -> SolutionText:
        """What of it this wallet can do and may say; a step that it cannot do is not in it."""
        return replace(
            self,
            checks=_suiting(self.checks, profile),
            steps=tuple(step for step in self.steps if step.line.suits(profile)),
            tell=_suiting(self.tell, profile),
            not_possible=_suiting(self.not_possible, profile),
            others=_suiting(self.others, profile),
        )

    def step(self, step_id: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.id == step_id), None)

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Every text that a person reads, with its place, such as `tell.0` or `steps.ask`."""
        yield "title", Line(self.title)
        for number, fit in enumerate(self.fits):
            yield f"fits.{number}", Line(fit.because)
        for name in ("checks", "tell", "not_possible", "others"):
            yield from ((f"{name}.{number}", line) for number, line in enumerate(getattr(self, name)))
        for step in self.steps:
            yield f"steps.{step.id}", step.line
            if step.how is not None:
                yield f"steps.{step.id}.how", step.how


def _suiting(lines: tuple[Line, ...], profile: Profile) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.suits(profile))
