"""The nouns of quality: the form and its versions, a week's sample, its calls, the reviews, coaching notes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Attempt
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.quality.draw import Risk
from answerback.storage.models import TenantManager, TenantModel


class FormState(models.TextChoices):
    """A version is written, published, and replaced by the next one."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class ScoringForm(TenantModel):
    """One version of the wallet's form. Once published, only its state changes. `pass_percent` of the points pass."""

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=FormState, default=FormState.DRAFT)
    items: models.JSONField[Any, Any] = models.JSONField(default=list)
    pass_percent = models.PositiveSmallIntegerField(default=80)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "number"], name="scoring_form_number_once"),
            models.UniqueConstraint(
                fields=["wallet"], condition=Q(state="draft"), name="scoring_form_one_draft"
            ),
            models.UniqueConstraint(
                fields=["wallet"], condition=Q(state="published"), name="scoring_form_one_published"
            ),
            models.CheckConstraint(condition=Q(pass_percent__lte=100), name="scoring_form_percent"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="scoring_form_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Sample(TenantModel):
    """A week's draw. `frame`: every answered call as [attempt, agent, risks…]; with `seed` and `shares` it can be
    drawn again. One week is drawn once, so that nobody draws until he likes what comes."""

    since = models.DateTimeField()
    until = models.DateTimeField()
    seed = models.BigIntegerField()
    shares: models.JSONField[Any, Any] = models.JSONField(default=dict)
    frame: models.JSONField[Any, Any] = models.JSONField(default=list)
    drawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "since"], name="sample_once_per_week"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="sample_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}"


class SampledCall(TenantModel):
    """One call to be scored, and why. `twice`: two people score it, neither seeing the other's before his own."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="calls")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Risk])
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    twice = models.BooleanField(default=False)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "attempt"], name="sampled_once"),
        ]
        indexes = [models.Index(fields=["wallet", "agent"], name="sampled_by_agent")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.risk}"


class Answer(models.TextChoices):
    """What an agent says to a review."""

    THANKS = "thanks", _("Thank you, I take it")
    DISPUTE = "dispute", _("I see it differently")


class Review(TenantModel):
    """One scorer's judgement of one call, on one version of the form. `place`: 1, or 2 for the second scorer.

    `scores` holds a level for each item, null where it does not apply. `points` are 0 when a critical item failed
    the call. `notes` is JSON, a note by item key: sealed, as `coaching` and the agent's `answer` are.
    """

    call = models.ForeignKey(SampledCall, on_delete=models.CASCADE, related_name="reviews")
    form = models.ForeignKey(ScoringForm, on_delete=models.PROTECT, related_name="+")
    scorer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    scores: models.JSONField[Any, Any] = models.JSONField(default=dict)
    points = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    failed = models.BooleanField(default=False)
    passed = models.BooleanField(default=False)
    notes = SealedTextField(blank=True, default="")
    coaching = SealedTextField(blank=True, default="")
    scored_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    answer_kind = models.CharField(max_length=8, choices=Answer, blank=True)
    answer = SealedTextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answer_read_at = models.DateTimeField(null=True)
    words_erased_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-scored_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "call", "place"], name="review_one_per_place"),
            models.UniqueConstraint(fields=["wallet", "call", "scorer"], name="review_one_per_scorer"),
            models.CheckConstraint(condition=~Q(scorer=F("agent")), name="review_never_of_oneself"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="review_two_at_most"),
            models.CheckConstraint(
                condition=Q(of__gt=0) & Q(points__lte=F("of")), name="review_points_of_something"
            ),
            models.CheckConstraint(
                condition=Q(answer_kind="", answered_at=None)
                | (~Q(answer_kind="") & Q(answered_at__isnull=False)),
                name="review_answered_says_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(shown_at__isnull=False), name="review_shown_before_answered"
            ),
        ]
        indexes = [
            models.Index(fields=["wallet", "agent", "-scored_at"], name="review_by_agent"),
            models.Index(fields=["wallet", "scored_at"], name="review_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.place}"


class CoachingNote(TenantModel):
    """What a supervisor tells an agent to try, beyond one call. Only the two of them and supervisors read it."""

    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(blank=True, default="")
    written_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(author=F("agent")), name="coaching_never_of_oneself"),
        ]
        indexes = [models.Index(fields=["wallet", "agent", "-written_at"], name="coaching_by_agent")]

    def __str__(self) -> str:
        return str(self.id)
