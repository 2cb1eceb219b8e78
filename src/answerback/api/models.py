"""Answers kept for a repetition of the same request (Idempotency-Key), and which signed requests have come."""

from __future__ import annotations

from django.db import models

from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class StoredAnswer(TenantModel):
    """`digest` is the SHA-256 of path and body; the answer is sealed, as it may hold a one-time link."""

    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = SealedTextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet", "key"], name="stored_answer_once_per_key")]
        indexes = [models.Index(fields=["created_at"], name="stored_answer_by_age")]


class SignedMessage(TenantModel):
    """One signed request, by its `webhook-id` and the time in its signature: the same bytes again are a replay."""

    message_id = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "message_id", "signed_at"], name="signed_message_once")
        ]
        indexes = [models.Index(fields=["signed_at"], name="signed_message_by_age")]
