"""A person works for one or more wallets, in one role each; a role never reaches into another wallet."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerback.storage.ids import new_id
from answerback.storage.models import TenantModel


class Role(models.TextChoices):
    """What somebody does in a wallet; each includes nothing of the others unless `people.rights` says so."""

    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    ANALYST = "analyst", _("Analyst")
    ADMINISTRATOR = "administrator", _("Administrator")


class Person(AbstractUser):
    """One member of staff, signing in with a passkey, or a password and a TOTP code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)


class Membership(TenantModel):
    """A person's place in one wallet. The names here are shown to users, so they are chosen for that."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    name_en = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=60)
    team_en = models.CharField(max_length=60, blank=True)
    team_zh = models.CharField(max_length=60, blank=True)
    work_number = models.CharField(max_length=12)
    languages = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "person", "role"], name="membership_once_per_role"),
            models.UniqueConstraint(fields=["wallet", "work_number"], name="membership_work_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work_number} {self.role}"

    @property
    def name(self) -> str:
        """The name that the wallet's users see, in the reader's language."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en

    @property
    def team(self) -> str:
        """The team that the wallet's users see, in the reader's language."""
        return self.team_zh if (get_language() or "").startswith("zh") else self.team_en
