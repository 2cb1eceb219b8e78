"""Guides with their versions, and what was said in one conversation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantManager, TenantModel


class VersionState(models.TextChoices):
    """A version is written, then published, then replaced by the next one."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class Guide(TenantModel):
    """A guide of one wallet. Its words are in the versions; the titles here are those of the newest one."""

    slug = models.SlugField(max_length=64)
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    serves = models.JSONField(default=list)
    created_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Guide]] = TenantManager()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["wallet", "slug"], name="guide_slug_once")]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en


class GuideVersion(TenantModel):
    """One version, in the format of `schema/guide.v1.json`. Once published, only its state changes."""

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    is_ready_made = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[GuideVersion]] = TenantManager()

    class Meta:
        ordering = ["guide", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "guide", "number"], name="guide_version_number_once"),
            models.UniqueConstraint(
                fields=["wallet", "guide"],
                condition=Q(state=VersionState.PUBLISHED),
                name="guide_published_once",
            ),
            models.UniqueConstraint(
                fields=["wallet", "guide"], condition=Q(state=VersionState.DRAFT), name="guide_draft_once"
            ),
            models.CheckConstraint(
                name="guide_version_times",
                condition=Q(state=VersionState.DRAFT, published_at=None, retired_at=None)
                | Q(state=VersionState.PUBLISHED, published_at__isnull=False, retired_at=None)
                | Q(state=VersionState.RETIRED, published_at__isnull=False, retired_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.number}"


class Conversation(TenantModel):
    """One guide gone through with one customer. One callback has one conversation, however often it drops.

    `position` is the step on the agent's screen; empty means the first step without an answer. `context` is
    what was known when it began: custody, capabilities, consents, open tickets, and of the event the codes
    that the guide asks for.
    """

    callback_id = models.UUIDField()
    customer_id = models.UUIDField()
    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    context: models.JSONField[Any, Any] = models.JSONField(default=dict)
    position = models.CharField(max_length=64, blank=True)
    shown_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_complete = models.BooleanField(default=False)

    objects: ClassVar[TenantManager[Conversation]] = TenantManager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "callback_id"], name="conversation_callback_once")
        ]
        indexes = [
            models.Index(fields=["wallet", "customer_id", "-started_at"], name="conversation_customer")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Answer(TenantModel):
    """What was said at one step. A changed answer supersedes the old one, which stays."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField(max_length=64)
    value: models.JSONField[Any, Any] = models.JSONField(default=dict)
    words = SealedTextField(default="")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Answer]] = TenantManager()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "conversation", "step"],
                condition=Q(superseded_at=None),
                name="answer_current_once",
            )
        ]

    def __str__(self) -> str:
        return self.step
