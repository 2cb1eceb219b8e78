"""The one table of keys. The private part is sealed by the master key; a destroyed key keeps its dates only."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint

from answerback.keys.purposes import Algorithm, Purpose
from answerback.storage.ids import new_id


class Key(models.Model):
    """One key of one purpose, of one wallet or (`wallet_id` empty) of the whole deployment.

    It signs, seals or indexes from `not_before` until the next generation does, verifies until `retire_at`, and
    opens what it sealed until `destroyed_at`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Purpose])
    kid = models.CharField(max_length=16, unique=True)
    algorithm = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Algorithm])
    wallet_id = models.UUIDField(null=True)
    generation = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    retire_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    private_sealed = models.BinaryField(null=True)
    public = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["wallet_id", "purpose", "generation"],
                condition=Q(wallet_id__isnull=False),
                name="keys_key_wallet_generation",
            ),
            UniqueConstraint(
                fields=["purpose", "generation"],
                condition=Q(wallet_id__isnull=True),
                name="keys_key_deployment_generation",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) ^ Q(private_sealed__isnull=True),
                name="keys_key_destroyed_or_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} key {self.kid}"
