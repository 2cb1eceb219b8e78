"""A course as a page shows it: in the customer's words for his letter, with the agent's hints on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.conversations.profiles import profile_of
from answerback.findings.solutions.content import Line, SolutionText
from answerback.findings.solutions.kinds import CourseState, Doer, StepReason, StepState
from answerback.findings.solutions.models import Course, CourseStep, SolutionVersion
from answerback.findings.solutions.reading import content_of
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class StepShown:
    """One step; `id` is empty in a proposal, where nothing is to be ended yet."""

    id: UUID | None
    text: str
    how: str
    doer: Doer
    hours: int
    due_at: datetime | None = None
    state: StepState = StepState.WAITING
    reason: str = ""
    is_late: bool = False
    is_next: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits to be done."""
        return self.state == StepState.WAITING


@dataclass(frozen=True)
class SolutionShown:
    """What a version says to one reader, and where its course stands (None: only proposed)."""

    version_id: UUID
    title: str
    tell: list[str]
    checks: list[str]
    steps: list[StepShown]
    not_possible: list[str]
    others: list[str]
    hours: int
    course: Course | None = None

    @property
    def we_do(self) -> list[StepShown]:
        """What is done for the customer, by us or somebody else."""
        return [step for step in self.steps if step.doer != Doer.USER]

    @property
    def you_do(self) -> list[StepShown]:
        """What the customer does."""
        return [step for step in self.steps if step.doer == Doer.USER]

    @property
    def is_under_way(self) -> bool:
        """Whether its steps can be ended."""
        return self.course is not None and self.course.state == CourseState.BEGUN


def shown_version(version: SolutionVersion, wallet: Wallet, *, language: str) -> SolutionShown:
    """The version as this wallet can offer it, in one language (a BCP 47 tag)."""
    content = content_of(version).fitted(profile_of(wallet))
    steps = [
        StepShown(
            None, _said(step.line, wallet, language), _how(step.how, language), Doer(step.doer), step.hours
        )
        for step in content.steps
    ]
    return _shown(version, content, steps, None, wallet, language)


def shown_course(course: Course, *, language: str, now: datetime) -> SolutionShown:
    """A course with its dates. A step that the wallet has lost the means for since is not shown."""
    wallet = course.ticket.wallet
    content = content_of(course.version).fitted(profile_of(wallet))
    rows = CourseStep.objects.for_wallet(wallet).filter(course=course).order_by("number")
    known = [row for row in rows if content.step(row.step) is not None]
    first = next((row.id for row in known if row.state == StepState.WAITING), None)
    steps = [_step(row, content, wallet, language, now, is_next=row.id == first) for row in known]
    return _shown(course.version, content, steps, course, wallet, language)


def _step(
    row: CourseStep, content: SolutionText, wallet: Wallet, language: str, now: datetime, *, is_next: bool
) -> StepShown:
    step = content.step(row.step)
    if step is None:
        raise KeyError(row.step)
    return StepShown(
        id=row.id,
        text=_said(step.line, wallet, language),
        how=_how(step.how, language),
        doer=Doer(row.doer),
        hours=step.hours,
        due_at=row.due_at,
        state=StepState(row.state),
        reason=str(StepReason(row.reason).label) if row.reason else "",
        is_late=row.state == StepState.WAITING and row.due_at <= now,
        is_next=is_next,
    )


def _shown(
    version: SolutionVersion,
    content: SolutionText,
    steps: list[StepShown],
    course: Course | None,
    wallet: Wallet,
    language: str,
) -> SolutionShown:
    def said(lines: Iterable[Line]) -> list[str]:
        return [_said(line, wallet, language) for line in lines]

    return SolutionShown(
        version_id=version.id,
        title=content.title.words(language),
        tell=said(content.tell),
        checks=said(content.checks),
        steps=steps,
        not_possible=said(content.not_possible),
        others=said(content.others),
        hours=content.hours,
        course=course,
    )


def _said(line: Line, wallet: Wallet, language: str) -> str:
    name = wallet.name_zh if language.startswith("zh") else wallet.name_en
    return line.text.words(language, {"wallet": name})


def _how(line: Line | None, language: str) -> str:
    return line.text.words(language) if line is not None else ""
