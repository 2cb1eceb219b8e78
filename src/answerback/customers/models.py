"""A customer of one wallet: what it takes to ring him rightly, and no more.

In a self-custodial wallet the customer is an opaque installation id: no name, no number, nothing to look up.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class Stop(models.TextChoices):
    """How much the customer has told us to stop; each step includes those before it."""

    NOTHING = "nothing", _("Ring me as agreed")
    OFFERS = "offers", _("No offers")
    ALL_BUT_SECURITY = "all_but_security", _("Nothing but security warnings")
    EVERYTHING = "everything", _("Never ring me")


class Purpose(models.TextChoices):
    """What a call is for: consent is given, and withdrawn, per purpose."""

    SERVICE = "service", _("Service: about something that happened to you")
    SECURITY = "security", _("Security: to limit a loss")
    MARKETING = "marketing", _("Activities and offers")


class Language(models.TextChoices):
    """The languages that we speak."""

    ZH = "zh-hans", _("Chinese")
    EN = "en", _("English")


class Customer(TenantModel):
    """One person, as one wallet knows him."""

    external_id = models.CharField(max_length=120)
    pairwise_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = SealedTextField(blank=True, default="")
    language = models.CharField(max_length=8, choices=Language, default=Language.ZH)
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    stop = models.CharField(max_length=20, choices=Stop, default=Stop.NOTHING)
    quiet_until = models.DateTimeField(null=True)
    prefers_in_app = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    planted_at = models.DateTimeField(null=True)  # a canary (`customers.canary`): nobody is behind it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "external_id"], name="customer_once_per_wallet"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PhoneNumber(TenantModel):
    """A number on file. Rung only while verified and old enough: a fresh change may be the thief's."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="numbers")
    e164 = SealedTextField()
    blind_index = models.CharField(max_length=64)
    last_two = models.CharField(max_length=2)
    position = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    sim_changed_at = models.DateTimeField(null=True)
    forwarding = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    retired_reason = models.CharField(max_length=24, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "customer", "blind_index"],
                condition=models.Q(retired_at=None),
                name="number_once_per_customer",
            ),
        ]
        indexes = [models.Index(fields=["wallet", "blind_index"], name="number_by_blind_index")]


class Consent(TenantModel):
    """One yes for one purpose, with where it was given; withdrawn, never deleted."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    source = models.CharField(max_length=40)
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "customer", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="consent_once_per_purpose",
            ),
        ]


class PortalLink(TenantModel):
    """A one-time way into the portal: 60 s, spent by a POST from its landing page; only SHA-256 is kept."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    return_path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)


class PortalSession(TenantModel):
    """The customer's session in the portal; its cookie's SHA-256 is kept only."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class OwnNote(TenantModel):
    """What the customer writes for himself beside a call, ours or not; private unless shared."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="own_notes")
    callback_id = models.UUIDField(null=True)
    about = SealedTextField(blank=True, default="")
    text = SealedTextField()
    written_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
