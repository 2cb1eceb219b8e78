"""A key that the customer's app and the server share, and what was asked over it during one call."""

from __future__ import annotations

from django.db import models

from answerback.callbacks.models import Attempt
from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class DeviceKey(TenantModel):
    """One device of one customer. `secret` is 32 octets in hexadecimal, sealed; it counts from `confirmed_at` on."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="device_keys")
    secret = SealedTextField()
    created_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "customer"],
                condition=models.Q(confirmed_at=None, revoked_at=None),
                name="device_key_one_unconfirmed",
            ),
            models.CheckConstraint(name="device_key_five_tries", condition=models.Q(tries__lte=5)),
        ]


class Exchange(TenantModel):
    """One mutual proof on one leg: both questions are sealed, and it counts once."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="exchanges")
    device = models.ForeignKey(DeviceKey, on_delete=models.CASCADE, related_name="exchanges")
    number = models.PositiveSmallIntegerField()
    client_question = SealedTextField()
    server_question = SealedTextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    matched_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "attempt", "number"], name="exchange_numbered_once"),
            models.UniqueConstraint(
                fields=["wallet", "attempt"],
                condition=models.Q(matched_at=None, void_at=None),
                name="exchange_one_open",
            ),
            models.CheckConstraint(name="exchange_three_per_leg", condition=models.Q(number__lte=3)),
            models.CheckConstraint(name="exchange_three_tries", condition=models.Q(tries__lte=3)),
        ]
