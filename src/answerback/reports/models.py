"""What users report. A secret alarm: somebody on the line asked for a secret; one tap, one row, one ticket.
A suspect: a number, site or account that anybody reports as used in the wallet's name, with its evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from answerback.channels.kinds import Kind
from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantModel
from answerback.tickets.models import Ticket


class Verdict(models.TextChoices):
    """What the review found."""

    OPEN = "open", _("Not yet reviewed")
    CONFIRMED = "confirmed", _("An agent of ours asked")
    IMPOSTOR = "impostor", _("It was not our call")
    MISTAKEN = "mistaken", _("Nobody asked for a secret")


class SecretAlarm(TenantModel):
    """`attempt_id` is the live or last call of ours, if there was one; without it the caller was not ours."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="secret_alarms")
    attempt_id = models.UUIDField(null=True)
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="secret_alarms")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    froze = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "attempt_id"],
                condition=models.Q(attempt_id__isnull=False),
                name="alarm_once_per_call",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "agent"], condition=models.Q(verdict="open"), name="alarm_open_by_agent"
            ),
        ]


class SuspectState(models.TextChoices):
    """Where a suspect stands. Only the registry, by two people, tells the public."""

    OPEN = "open", _("Not yet reviewed")
    PROPOSED = "proposed", _("Proposed for the list")
    DISMISSED = "dismissed", _("Nothing in it")


class Suspect(TenantModel):
    """One thing, however often it is reported. `value_index`: the blind index of its canonical spelling.

    `change_id`: its proposal in the registry. `times`: how often it was reported.
    """

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    value = SealedTextField()
    value_index = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SuspectState, default=SuspectState.OPEN)
    times = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    change_id = models.UUIDField(null=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "kind", "value_index"], name="suspect_once"),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "last_at"], condition=models.Q(state="open"), name="suspect_open_by_last"
            ),
        ]


class Evidence(TenantModel):
    """What one person sent about a suspect. `picture`: made anew by us, then sealed; empty without one.

    `sender_index`: the blind index of day and network address, so that a day's senders can be counted and no two
    days be linked.
    """

    suspect = models.ForeignKey(Suspect, on_delete=models.CASCADE, related_name="evidence")
    reported_at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)
    text = SealedTextField(blank=True, default="")
    picture_kind = models.CharField(
        max_length=4, choices=[("png", "PNG"), ("jpeg", "JPEG")], blank=True, default=""
    )
    picture = models.BinaryField(default=b"")
    sender_index = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "suspect", "sender_index"], name="evidence_once_per_sender_and_day"
            ),
        ]
        indexes = [models.Index(fields=["sender_index"], name="evidence_by_sender")]
