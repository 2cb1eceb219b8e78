"""A triage that was made: what was told, what the chains said, the verdict; and how often a customer has asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantManager, TenantModel


class Triage(TenantModel):
    """One verdict about one matter. Addresses are public; that they are this person's is not, so `case` is sealed.

    `subject` is the callback or ticket it belongs to, or the customer who asked alone; `case` is
    `chains.triage.Case` in JSON (`kept`), `code` and `who` its verdict, for counting.
    """

    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    code = models.CharField(max_length=32)
    who = models.CharField(max_length=20)
    chain = models.CharField(max_length=12, blank=True)
    case = SealedTextField()
    made_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Triage]] = TenantManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["wallet", "subject_kind", "subject_id"], name="triage_subject"),
            models.Index(fields=["wallet", "customer_id"], name="triage_customer"),
            models.Index(fields=["wallet", "made_at"], name="triage_when"),
        ]

    def __str__(self) -> str:
        return self.code


class AskedThisHour(TenantModel):
    """How often a customer has asked the chains since `hour_at`, a full hour."""

    customer_id = models.UUIDField()
    hour_at = models.DateTimeField()
    asked = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[TenantManager[AskedThisHour]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "customer_id", "hour_at"], name="asked_once_counted_per_hour"
            )
        ]
        indexes = [models.Index(fields=["wallet", "hour_at"], name="asked_when")]

    def __str__(self) -> str:
        return str(self.asked)
