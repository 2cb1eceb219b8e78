"""The library of solutions with its versions, and the course that one of them takes for a ticket."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from answerback.conversations.models import VersionState
from answerback.findings.solutions.kinds import (
    CourseState,
    Doer,
    GivenUp,
    Problem,
    StepReason,
    StepState,
)
from answerback.storage.models import TenantManager, TenantModel
from answerback.tickets.models import Ticket

NOT_YET = [CourseState.PROPOSED, CourseState.WITHDRAWN]


class Solution(TenantModel):
    """A solution of one wallet. Its words are in the versions; the titles here are those of the newest one."""

    slug = models.SlugField(max_length=64)
    problem = models.CharField(max_length=24, choices=Problem)
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Solution]] = TenantManager()

    class Meta:
        ordering = ["problem", "slug"]
        constraints = [models.UniqueConstraint(fields=["wallet", "slug"], name="solution_slug_once")]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en


class SolutionVersion(TenantModel):
    """One version, in the format of `schema/solution.v1.json`. Once published, its content never changes.

    `begun`, `solved`, `reopened` and `given_up` count courses, each in the transaction of its course: solved
    and later reopened counts in both. They stay when a person's own rows are erased.
    """

    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    is_ready_made = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)
    begun = models.PositiveIntegerField(default=0)
    solved = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    given_up = models.PositiveIntegerField(default=0)

    objects: ClassVar[TenantManager[SolutionVersion]] = TenantManager()

    class Meta:
        ordering = ["solution", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "solution", "number"], name="solution_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["wallet", "solution"],
                condition=Q(state=VersionState.PUBLISHED),
                name="solution_published_once",
            ),
            models.UniqueConstraint(
                fields=["wallet", "solution"],
                condition=Q(state=VersionState.DRAFT),
                name="solution_draft_once",
            ),
            models.CheckConstraint(
                name="solution_version_times",
                condition=Q(state=VersionState.DRAFT, published_at=None, retired_at=None)
                | Q(state=VersionState.PUBLISHED, published_at__isnull=False, retired_at=None)
                | Q(state=VersionState.RETIRED, published_at__isnull=False, retired_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.solution_id} {self.number}"


class StepCount(TenantModel):
    """How often one step of one version was done, failed or skipped; counted in the step's own transaction."""

    version = models.ForeignKey(SolutionVersion, on_delete=models.CASCADE, related_name="step_counts")
    step = models.CharField(max_length=64)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    objects: ClassVar[TenantManager[StepCount]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "version", "step"], name="solution_step_counted_once")
        ]


class Course(TenantModel):
    """A version proposed for a ticket, and what became of it.

    `because` are the numbers of the version's rules that fitted; `closing` is the ticket's count of reopenings
    when it began, so that a later one is known as its own. `seconds`: from the beginning to the solving.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(SolutionVersion, on_delete=models.PROTECT, related_name="courses")
    callback_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.PROPOSED)
    because = models.JSONField(default=list)
    closing = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    begun_by = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seconds = models.PositiveBigIntegerField(null=True)
    end_reason = models.CharField(max_length=16, choices=GivenUp, blank=True)

    objects: ClassVar[TenantManager[Course]] = TenantManager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "ticket"],
                condition=Q(state=CourseState.PROPOSED),
                name="course_one_proposed_per_ticket",
            ),
            models.UniqueConstraint(
                fields=["wallet", "ticket"],
                condition=Q(state=CourseState.BEGUN),
                name="course_one_begun_per_ticket",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_YET, begun_at=None)
                | (~Q(state__in=NOT_YET) & Q(begun_at__isnull=False, due_at__isnull=False)),
                name="course_begun_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CourseState.PROPOSED, CourseState.BEGUN], ended_at=None)
                | (
                    ~Q(state__in=[CourseState.PROPOSED, CourseState.BEGUN])
                    & (Q(ended_at__isnull=False) | Q(state=CourseState.WITHDRAWN))
                ),
                name="course_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=CourseState.GIVEN_UP) | ~Q(end_reason=""), name="course_given_up_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["version", "seconds"], condition=Q(seconds__isnull=False), name="course_seconds"
            ),
            models.Index(
                fields=["wallet", "ended_at"], condition=Q(ended_at__isnull=False), name="course_ended"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CourseStep(TenantModel):
    """One step of a begun course. `due_at` was told to the customer when it began, and does not move."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    doer = models.CharField(max_length=8, choices=Doer)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=StepState, default=StepState.WAITING)
    reason = models.CharField(max_length=16, choices=StepReason, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    objects: ClassVar[TenantManager[CourseStep]] = TenantManager()

    class Meta:
        ordering = ["course", "number"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "course", "step"], name="course_step_once"),
            models.CheckConstraint(
                condition=Q(state=StepState.WAITING, ended_at=None)
                | (~Q(state=StepState.WAITING) & Q(ended_at__isnull=False)),
                name="course_step_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StepState.FAILED, StepState.SKIPPED]) | ~Q(reason=""),
                name="course_step_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "due_at"],
                condition=Q(state=StepState.WAITING),
                name="course_step_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.step


class Read(TenantModel):
    """How far the wallet's part of the sealed journal was read for tickets solved, closed and reopened."""

    seq = models.BigIntegerField(default=0)

    objects: ClassVar[TenantManager[Read]] = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet"], name="solutions_read_once_per_wallet")]
