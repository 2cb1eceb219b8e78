"""What the guard found in texts: which kind, where it stood, and a keyed code. Never the words themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerback.storage.models import TenantManager, TenantModel
from answerback.wallets.places import Place


class TextFinding(TenantModel):
    """One secret in one place about one thing: writing it there again is the same row.

    `start` and `end` count code points of the text as it came in. `fingerprint` is an HMAC under the wallet's own
    key (`keys`, purpose `guard`): it tells that two secrets are the same and, without the key, nothing else.
    `customer_id` is whom the text was about, so that erasing him takes it along.
    """

    place = models.CharField(max_length=16, choices=Place)
    kind = models.CharField(max_length=24)
    action = models.CharField(max_length=8)
    refused = models.BooleanField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    found_at = models.DateTimeField()

    objects: ClassVar[TenantManager[TextFinding]] = TenantManager()

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "place", "subject_id", "kind", "fingerprint"], name="text_finding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="text_finding_has_a_length"
            ),
        ]
        indexes = [
            models.Index(fields=["wallet", "found_at"], name="text_finding_when"),
            models.Index(fields=["wallet", "customer_id"], name="text_finding_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.place}"
