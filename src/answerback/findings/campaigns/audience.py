"""Who is to be warned: whose facts fit, who agreed, who has not met it, nor been told of it, nor lately of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerback.callbacks.models import Callback
from answerback.customers.models import Consent, Customer, Purpose, Stop
from answerback.findings.campaigns.models import FraudCampaign, Member, Told
from answerback.wallets.models import Wallet

FACTS_COUNT = timedelta(days=180)
AGAIN_AFTER = timedelta(days=7)
"""Nobody gets two warnings within so many days: who is warned daily reads none."""


@dataclass(frozen=True)
class Facts:
    """Which users fit: those with a callback of this kind lately, of this language. Empty fits all."""

    event_kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class DryRun:
    """`fitting` of the wallet's `known` customers would be told."""

    fitting: int
    known: int


def dry_run(campaign: FraudCampaign, facts: Facts, *, at: datetime) -> DryRun:
    """Nothing is written."""
    return DryRun(fitting(campaign, facts, at=at).count(), _known(campaign.wallet).count())


def fitting(campaign: FraudCampaign, facts: Facts, *, at: datetime) -> QuerySet[Customer]:
    """Those who are to be told now, in a stable order."""
    wallet = campaign.wallet
    consents = Consent.objects.for_wallet(wallet).filter(
        customer=OuterRef("id"), withdrawn_at=None, purpose__in=(Purpose.SERVICE, Purpose.SECURITY)
    )
    affected = Member.objects.for_wallet(wallet).filter(customer=OuterRef("id"), campaign=campaign)
    told = Told.objects.for_wallet(wallet).filter(customer=OuterRef("id"))
    heard = told.filter(Q(told_at__gt=at - AGAIN_AFTER) | Q(warning__campaign=campaign))
    rows = _known(wallet).exclude(stop=Stop.EVERYTHING).filter(Exists(consents))
    rows = rows.exclude(Exists(affected)).exclude(Exists(heard))
    return _with(rows, wallet, facts, at).order_by("id")


def _known(wallet: Wallet) -> QuerySet[Customer]:
    return Customer.objects.for_wallet(wallet).filter(erased_at=None, planted_at=None)


def _with(rows: QuerySet[Customer], wallet: Wallet, facts: Facts, at: datetime) -> QuerySet[Customer]:
    if facts.language:
        rows = rows.filter(language=facts.language)
    if facts.event_kind:
        met = Callback.objects.for_wallet(wallet).filter(
            customer=OuterRef("id"), kind=facts.event_kind, created_at__gt=at - FACTS_COUNT
        )
        rows = rows.filter(Exists(met))
    return rows
