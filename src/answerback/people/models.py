"""A person works for one or more wallets, in one role each; a role never reaches into another wallet."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from answerback.storage.ids import new_id
from answerback.storage.models import TenantModel


class Role(models.TextChoices):
    """What somebody does in a wallet; each includes nothing of the others unless `people.rights` says so."""

    AGENT = "agent", pgettext_lazy("role", "Agent")
    SUPERVISOR = "supervisor", pgettext_lazy("role", "Supervisor")
    ANALYST = "analyst", pgettext_lazy("role", "Analyst")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


class Person(AbstractUser):
    """One member of staff, signing in with a passkey, or a password and a TOTP code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session_epoch = models.PositiveIntegerField(default=0)

    def get_session_auth_hash(self) -> str:
        """Bound to the password and the epoch: a new epoch ends every session of this person."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under Django's previous secrets, so that rotating them signs nobody out."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        value = f"{self.password}/{self.session_epoch}"
        return salted_hmac("answerback.people.session", value, secret=secret, algorithm="sha256").hexdigest()


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


class SignInLink(models.Model):
    """A link that signs one person in once, within ten minutes; only its SHA-256 is kept."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        DEMO = "demo", _("Demo")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    next_path = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
