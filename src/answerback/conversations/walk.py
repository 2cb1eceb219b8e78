"""Going through a guide: given what was said so far, which step comes now.

Pure and deterministic. The answers of a branch left behind stay where they are kept, but are not on
the path and so are not counted; coming back to the branch finds them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from answerback.conversations.conditions import Context, Facts
from answerback.conversations.given import Given
from answerback.conversations.guide import Guide, Kind, Part, Step

Answers = Mapping[str, Given]
MARKETING = "marketing"


class BrokenGuide(RuntimeError):
    """The guide runs in a circle or into nothing. A published one cannot: `check` forbids it."""


@dataclass(frozen=True)
class Passed:
    step: Step
    given: Given


@dataclass(frozen=True)
class Progress:
    """Steps done, and how many may still come at most. `share` never falls while answering goes on."""

    done: int
    left_at_most: int
    part: Part

    @property
    def share(self) -> float:
        return self.done / (self.done + self.left_at_most) if self.done + self.left_at_most else 1.0


@dataclass(frozen=True)
class Walk:
    """The path so far: the counted answers in order, and the first step not yet answered."""

    guide: Guide
    passed: tuple[Passed, ...]
    frontier: Step

    @property
    def ended(self) -> bool:
        return self.frontier.kind is Kind.END

    @property
    def shown(self) -> tuple[Step, ...]:
        return (*(one.step for one in self.passed), self.frontier)

    @property
    def marks(self) -> frozenset[str]:
        return _marks(self.passed)

    def at(self, position: str) -> Step:
        """The step at this position of the path; the frontier if the path no longer passes there."""
        return next((step for step in self.shown if step.id == position), self.frontier)

    def before(self, step: Step) -> Step | None:
        """The step that was shown before this one, None at the beginning."""
        index = self.shown.index(step)
        return self.shown[index - 1] if index else None

    def after(self, step: Step) -> Step:
        """The step shown after this one; the frontier stays where it is."""
        index = self.shown.index(step)
        return self.shown[min(index + 1, len(self.shown) - 1)]

    def progress(self, step: Step | None = None) -> Progress:
        here = step or self.frontier
        return Progress(self.shown.index(here), _longest(self.guide, here.id), here.part)


def walk(guide: Guide, answers: Answers, context: Context) -> Walk:
    """Follow the answers from the first step to the first one without an answer, or to the end."""
    passed: list[Passed] = []
    step = _first_shown(guide, guide.steps[0], _facts(passed, context))
    while step.kind is not Kind.END and step.id in answers:
        if len(passed) > len(guide.steps):
            raise BrokenGuide(f"{guide.id} goes round at {step.id}")
        passed.append(Passed(step, answers[step.id]))
        facts = _facts(passed, context)
        step = _first_shown(guide, _after(guide, step, answers[step.id], facts), facts)
    return Walk(guide, tuple(passed), step)


def next_step(guide: Guide, answers: Answers, context: Context) -> Step:
    """The first step on the path that has no answer yet; an END step when all is said."""
    return walk(guide, answers, context).frontier


def is_shown(step: Step, facts: Facts) -> bool:
    """May this step be shown now? An offer always needs one that fits, marketing consent and no open trouble."""
    if step.offer and not _may_offer(facts):
        return False
    if not facts.context.capabilities.issuperset(step.needs):
        return False
    return step.when is None or step.when.holds(facts)


def _may_offer(facts: Facts) -> bool:
    known = facts.context
    return known.offer_fits and MARKETING in known.consents and not facts.open_trouble


def _facts(passed: list[Passed], context: Context) -> Facts:
    codes = {one.step.id: one.given.answer_codes for one in passed}
    return Facts(context, codes, _marks(tuple(passed)))


def _marks(passed: tuple[Passed, ...]) -> frozenset[str]:
    chosen = (one.step.choice(code) for one in passed for code in one.given.codes)
    return frozenset(mark for choice in chosen if choice for mark in choice.marks)


def _first_shown(guide: Guide, step: Step | None, facts: Facts) -> Step:
    for _ in range(len(guide.steps) + 1):
        if step is None:
            raise BrokenGuide(f"{guide.id} leads nowhere")
        if is_shown(step, facts):
            return step
        step = guide.following(step)
    raise BrokenGuide(f"{guide.id} goes round")


def _after(guide: Guide, step: Step, given: Given, facts: Facts) -> Step | None:
    chosen = (step.choice(code) for code in given.codes)
    jump = next((choice.to for choice in chosen if choice and choice.to), "")
    jump = step.declined_to if given.declined else jump
    if jump:
        return guide.target(jump)
    for branch in step.branches:
        if branch.when.holds(facts):
            return guide.target(branch.to)
    return guide.default_after(step)


def _longest(guide: Guide, start: str) -> int:
    """The most steps that may come from here, this one included, the end not."""

    @cache
    def longest(step_id: str) -> int:
        step = guide.by_id[step_id]
        if step.kind is Kind.END:
            return 0
        return 1 + max((longest(after.id) for after in guide.successors(step)), default=0)

    return longest(start)
