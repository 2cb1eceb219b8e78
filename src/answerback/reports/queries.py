"""Questions about alarms."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from answerback.reports.models import SecretAlarm, Verdict
from answerback.wallets.models import Wallet


def alarms_of(wallet: Wallet) -> QuerySet[SecretAlarm]:
    """Every alarm of the wallet, the newest first."""
    rows = SecretAlarm.objects.for_wallet(wallet).select_related("agent", "customer", "ticket", "reviewed_by")
    return rows.order_by("-raised_at", "-id")


def open_alarms(wallet: Wallet) -> QuerySet[SecretAlarm]:
    """Those that nobody has reviewed."""
    return alarms_of(wallet).filter(verdict=Verdict.OPEN)


def flagged_agents(wallet: Wallet) -> set[UUID]:
    """The agents about whom an alarm waits; they are offered no callback."""
    return set(open_alarms(wallet).exclude(agent=None).values_list("agent_id", flat=True))
