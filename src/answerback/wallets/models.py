"""A wallet is a brand served, and the tenant: every row of a tenant names its wallet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from answerback.numbers.shown import shown
from answerback.storage.ids import new_id
from answerback.storage.models import TenantModel
from answerback.wallets.kinds import Calling, Capability, Custody, Line, Scope


class Wallet(models.Model):
    """One brand. Names are shown to its users; policies hold what a supervisor may change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=80)
    custody = models.CharField(max_length=16, choices=Custody)
    calling = models.CharField(max_length=16, choices=Calling)
    capabilities = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    official_number = models.CharField(max_length=20, blank=True)
    caller_number = models.CharField(max_length=20, blank=True)
    website = models.URLField(blank=True)
    region = models.CharField(max_length=2, default="CN")
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    policies = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="wallet_phone_needs_number",
                condition=~models.Q(calling=Calling.PHONE) | ~models.Q(caller_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> str:
        """The brand in the reader's language."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en

    def can(self, capability: Capability | str) -> bool:
        """Whether the wallet's backend is able to do this."""
        return str(capability) in self.capabilities

    def has_line(self, line: Line | str) -> bool:
        """Whether calls may be placed this way."""
        return str(line) in self.lines

    @property
    def official_number_shown(self) -> str:
        """The official number in groups, as people read it."""
        return shown(self.official_number)

    @property
    def is_self_custodial(self) -> bool:
        """Whether nobody but the user can move, freeze or unlock anything."""
        return self.custody == Custody.SELF_CUSTODIAL

    @property
    def rings_by_phone(self) -> bool:
        """Whether the wallet ever rings a telephone."""
        return self.calling == Calling.PHONE


class ApiKey(TenantModel):
    """A key of a machine: prefix + 30 base62 + CRC32; only its SHA-256 is kept, it is shown once."""

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "name"],
                condition=models.Q(replaced_at=None, revoked_at=None),
                name="api_key_name_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    def allows(self, scope: Scope | str) -> bool:
        """Whether the key may be used for this."""
        return str(scope) in self.scopes


class WebhookEndpoint(TenantModel):
    """Where the wallet's backend listens. The secret is sealed; the previous one overlaps while rotating."""

    url = models.URLField(max_length=500)
    secret_sealed = models.BinaryField()
    previous_secret_sealed = models.BinaryField(null=True)
    previous_until = models.DateTimeField(null=True)
    kinds = models.JSONField(default=list)
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    disabled_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "url"],
                condition=models.Q(disabled_at=None),
                name="webhook_endpoint_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Delivery(TenantModel):
    """The outbox: one message for one endpoint, committed before anything leaves."""

    class State(models.TextChoices):
        HELD = "held"
        WAITING = "waiting"
        SENDING = "sending"
        DELIVERED = "delivered"
        FAILED = "failed"
        CANCELLED = "cancelled"

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    message_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    subject_id = models.UUIDField(null=True)
    body_sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_before = models.PositiveSmallIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "endpoint", "message_id"], name="delivery_once_per_endpoint"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["held", "waiting", "sending"]),
                name="delivery_due",
            ),
            models.Index(fields=["wallet", "subject_id"], name="delivery_subject"),
        ]


class DeliveryAttempt(TenantModel):
    """One try of one delivery: what the endpoint answered, without its words."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=80, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "delivery", "number"], name="delivery_attempt_once"),
        ]
