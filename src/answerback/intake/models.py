"""What came in (`Event`), what it turns into (`Rule`), and lists of events read from a file (`ImportRun`)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer, Purpose
from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class EventState(models.TextChoices):
    """What became of an event."""

    CUSTOMER_MISSING = "customer_missing", _("Waiting for its customer")
    PLANNED = "planned", _("Became a callback")
    JOINED = "joined", _("Belongs to a callback that is already planned")
    NO_RULE = "no_rule", _("No rule asks for a callback")
    NOT_SAMPLED = "not_sampled", _("Not in the sample")
    TOO_LATE = "too_late", _("Came after its deadline")
    ALREADY_SETTLED = "already_settled", _("Was settled before it came")
    SETTLED = "settled", _("Says that the matter is settled")
    ERASED = "erased", _("Erased with its customer")


class Event(TenantModel):
    """One CloudEvent. `digest` is the SHA-256 of its RFC 8785 form; `answer` is what its sender was told."""

    source = models.CharField(max_length=200)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=Kind)
    is_resolution = models.BooleanField(default=False)
    subject = models.CharField(max_length=120, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="events")
    matter_id = models.CharField(max_length=120, blank=True)
    data = SealedTextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=EventState)
    rule_id = models.UUIDField(null=True)
    rule_version = models.PositiveIntegerField(null=True)
    callback_id = models.UUIDField(null=True)
    answer = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "source", "event_id"], name="event_once_per_source"),
            models.CheckConstraint(
                name="event_planned_has_callback",
                condition=~Q(state__in=["planned", "joined"]) | Q(callback_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "subject"],
                condition=Q(state="customer_missing"),
                name="event_customer_missing",
            ),
            models.Index(fields=["wallet", "subject", "matter_id"], name="event_by_matter"),
            models.Index(fields=["wallet", "kind", "received_at"], name="event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class Rule(TenantModel):
    """Which events become which callbacks; of a wallet's active rules the first that fits decides.

    `conditions` is a list of `{"field", "op", "value"}`, checked by `rules.read`. A routine rule looks back:
    `after_days` after an event of one of `after_kinds` it makes the routine follow-up itself.
    """

    name_en = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=80)
    kind = models.CharField(max_length=24, choices=Kind)
    conditions = models.JSONField(default=list)
    purpose = models.CharField(max_length=12, choices=Purpose)
    priority = models.PositiveSmallIntegerField(default=5)
    guide = models.SlugField(max_length=60)
    delay_minutes = models.PositiveIntegerField(default=0)
    deadline_hours = models.PositiveIntegerField(null=True)
    sample_percent = models.PositiveSmallIntegerField(default=100)
    after_days = models.PositiveSmallIntegerField(null=True)
    after_kinds = models.JSONField(default=list)
    sampled_after = models.UUIDField(null=True)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=100)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "position", "created_at"]
        constraints = [
            models.CheckConstraint(name="rule_sample_is_percent", condition=Q(sample_percent__lte=100)),
            models.CheckConstraint(
                name="rule_priority_1_to_9", condition=Q(priority__gte=1, priority__lte=9)
            ),
            models.CheckConstraint(
                name="rule_only_routine_looks_back",
                condition=Q(after_days=None) | Q(kind=Kind.ROUTINE_FOLLOW_UP),
            ),
        ]
        indexes = [models.Index(fields=["wallet", "kind", "position"], name="rule_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"

    @property
    def name(self) -> str:
        """The rule's name in the reader's language."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


class ImportState(models.TextChoices):
    """Where an import stands."""

    CHECKED = "checked", _("Checked, not yet started")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


class ImportRun(TenantModel):
    """One file of events. Its digest names it, so that the same file again goes on where it stopped."""

    digest = models.CharField(max_length=64)
    file_name = SealedTextField(blank=True, default="")
    settings = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHECKED)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    started_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["wallet", "digest"], name="import_once_per_file")]
        indexes = [models.Index(fields=["created_at"], condition=Q(state="running"), name="import_running")]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class ImportPart(TenantModel):
    """Some rows of the file, sealed; `done` of them are through. When all are, the part is deleted."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="parts")
    first_row = models.PositiveIntegerField()
    done = models.PositiveSmallIntegerField(default=0)
    rows = SealedTextField()

    class Meta:
        ordering = ["first_row"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "run", "first_row"], name="import_part_once")
        ]


class ImportFailure(TenantModel):
    """One row that could not be taken, with the reason, for the file that goes back to whoever sent it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="failures")
    row = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)
    column = models.CharField(max_length=40, blank=True)
    cells = SealedTextField()

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["wallet", "run", "row"], name="import_failure_once")]
