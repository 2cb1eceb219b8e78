"""Why a hazard came about, and by which rule we think so; the first rule that fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Cause, Kind

HABITS = frozenset({Kind.REUSED_PASSWORD, Kind.WEAK_PASSWORD, Kind.BACKUP_ONLINE, Kind.UNOFFICIAL_APP})
ATTACKS = frozenset(
    {Kind.SUSPICIOUS_MESSAGE, Kind.SUSPICIOUS_CALL, Kind.SECRET_ASKED, Kind.UNKNOWN_LOGIN, Kind.FRAUD_LOSS}
)


class CauseRule(TextChoices):
    """How the cause was found, as a sentence."""

    STAFF = "staff", _("A member of staff said so.")
    NEEDS_ANOTHER = "needs_another", _("This does not happen without somebody who wants it.")
    HABIT = "habit", _("It is a habit that nobody had explained the danger of.")
    CONTACT = "contact", _("The user told of a stranger who got in touch.")
    NO_STRANGER = "no_stranger", _("The user told of no stranger.")


@dataclass(frozen=True)
class Derived:
    """The cause and the rule."""

    cause: Cause
    rule: CauseRule


def derived(kind: Kind, facts: Iterable[Fact]) -> Derived:
    """The cause of a hazard of this kind."""
    if kind in ATTACKS:
        return Derived(Cause.ATTACK, CauseRule.NEEDS_ANOTHER)
    if kind in HABITS:
        return Derived(Cause.KNOWLEDGE, CauseRule.HABIT)
    if Fact.CONTACT in set(facts):
        return Derived(Cause.ATTACK, CauseRule.CONTACT)
    return Derived(Cause.MISTAKE, CauseRule.NO_STRANGER)
