"""The one table of keys. The master key seals the private part; a destroyed key has none."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from answerback.keys.purposes import Algorithm, Purpose
from answerback.storage.ids import new_id


class Key(models.Model):
    """One key of one purpose, of one wallet or (`wallet_id` empty) of the whole deployment.

    It signs, seals or indexes from `not_before` until the next generation does, verifies until `retire_at`,
    and opens what it sealed until `destroyed_at`.
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
        constraints = [
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
            CheckConstraint(
                condition=Q(destroyed_at__isnull=True, private_sealed__isnull=False)
                | Q(destroyed_at__isnull=False, private_sealed__isnull=True),
                name="keys_key_destroyed_or_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} key {self.kid}"
