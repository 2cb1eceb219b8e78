"""Questions about alarms and suspects."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from answerback.reports.models import Evidence, SecretAlarm, Suspect, SuspectState, Verdict
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


def suspects_of(wallet: Wallet) -> QuerySet[Suspect]:
    """Every suspect of the wallet: the one reported last first."""
    return Suspect.objects.for_wallet(wallet).select_related("reviewed_by").order_by("-last_at", "-id")


def open_suspects(wallet: Wallet) -> QuerySet[Suspect]:
    """Those that nobody has reviewed."""
    return suspects_of(wallet).filter(state=SuspectState.OPEN)


def evidence_of(suspect: Suspect) -> QuerySet[Evidence]:
    """What people sent about it, the newest first."""
    return (
        Evidence.objects.for_wallet(suspect.wallet_id).filter(suspect=suspect).order_by("-reported_at", "-id")
    )
