"""A secret alarm: a user says that somebody on the line asked for a secret. One tap, one row, one ticket."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer
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
