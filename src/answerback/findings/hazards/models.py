"""A hazard: one thing that is unsafe for one user, with its risk, its owner, its measures and its end."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from answerback.customers.models import Customer
from answerback.findings.hazards.kinds import (
    Cause,
    Kind,
    Level,
    MeasureState,
    SafeBy,
    Source,
    State,
    Who,
)
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantManager, TenantModel
from answerback.tickets.models import Ticket


class Hazard(TenantModel):
    """`origin` names what opened it ("callback:…:kind", "alarm:…"); one origin is one hazard.

    `facts` are the codes that the rules count (`facts.Fact`), `points` and `level` what they came to. The user's own
    words stand in the answers of the conversation; `words` holds only what staff wrote opening one by hand.
    `follow_up_callback_id`: the callback that was requested for `follow_up_at`.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="hazards")
    kind = models.CharField(max_length=24, choices=Kind)
    cause = models.CharField(max_length=10, choices=Cause)
    cause_rule = models.CharField(max_length=24)
    source = models.CharField(max_length=12, choices=Source)
    origin = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    facts: models.JSONField[Any, Any] = models.JSONField(default=list)
    points = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=8, choices=Level, default=Level.LOW)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="hazards")
    ticket = models.ForeignKey(Ticket, on_delete=models.SET_NULL, null=True, related_name="hazards")
    callback_id = models.UUIDField(null=True)
    words = SealedTextField(blank=True, default="")
    opened_at = models.DateTimeField()
    follow_up_at = models.DateTimeField(null=True)
    follow_up_callback_id = models.UUIDField(null=True)
    late_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    safe_by = models.CharField(max_length=20, choices=SafeBy, blank=True)
    closing_words = SealedTextField(blank=True, default="")

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "origin"], condition=~Q(origin=""), name="hazard_once_per_origin"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | (Q(closed_at__isnull=False) & ~Q(safe_by="")),
                name="hazard_closed_says_what_made_it_safe",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN) | Q(closed_at=None, safe_by=""),
                name="hazard_open_is_not_closed",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_at=None) | Q(follow_up_at__gt=F("opened_at")),
                name="hazard_followed_up_after_opened",
            ),
        ]
        indexes = [
            models.Index(fields=["wallet", "customer", "-opened_at"], name="hazard_by_customer"),
            models.Index(fields=["wallet", "-opened_at"], name="hazard_by_wallet"),
            models.Index(fields=["wallet", "callback_id"], name="hazard_by_callback"),
            models.Index(
                fields=["wallet", "-opened_at"], condition=Q(state=State.OPEN), name="hazard_open_by_wallet"
            ),
            models.Index(fields=["follow_up_at"], condition=Q(state=State.OPEN), name="hazard_follow_up"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Measure(TenantModel):
    """One thing that the user or the company does about it; `code` is one of `measures.READY`."""

    hazard = models.ForeignKey(Hazard, on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(max_length=32)
    who = models.CharField(max_length=8, choices=Who)
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.OPEN)
    position = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "hazard", "code"], name="measure_once_per_hazard"),
            models.CheckConstraint(
                condition=Q(state=MeasureState.OPEN, done_at=None)
                | (~Q(state=MeasureState.OPEN) & Q(done_at__isnull=False)),
                name="measure_done_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=MeasureState.OPEN), name="measure_open_by_due"),
        ]
