"""A finished week as it was reported: numbers, codes and ids, never a word of anybody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from answerback.storage.models import TenantManager, TenantModel


class Snapshot(TenantModel):
    """The facts of the week that begins on `monday`, frozen once it is over; the report is written from them."""

    monday = models.DateField()
    facts: models.JSONField[Any, Any] = models.JSONField()
    frozen_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-monday"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "monday"], name="weekly_once"),
        ]

    def __str__(self) -> str:
        return self.monday.isoformat()
