"""Questions about fraud campaigns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from answerback.callbacks.models import Callback
from answerback.findings.campaigns.models import Apart, FraudCampaign, Member, State, Trait, Warning
from answerback.findings.campaigns.people import people_in, people_of_each
from answerback.findings.hazards.models import Hazard
from answerback.wallets.models import Wallet

SHOWN = (State.FOUND, State.CONFIRMED, State.DISMISSED)


def campaigns_of(wallet: Wallet | UUID) -> QuerySet[FraudCampaign]:
    """Every campaign of two reports or more, the one met last first; `reports` and `people` are counted."""
    rows = FraudCampaign.objects.for_wallet(wallet).exclude(state=State.MERGED)
    counted = rows.annotate(reports=Count("members", distinct=True), people=people_of_each(wallet))
    shown = counted.filter(reports__gt=1) | counted.filter(state__in=SHOWN)
    return shown.select_related("reviewed_by", "wallet").order_by("-last_at", "-id")


def to_merge_with(campaign: FraudCampaign) -> QuerySet[FraudCampaign]:
    """The others on the list, and those that were taken out of this one, so that a split can be taken back."""
    pairs = Apart.objects.for_wallet(campaign.wallet_id).filter(Q(one=campaign) | Q(other=campaign))
    apart = {id for pair in pairs.values_list("one_id", "other_id") for id in pair}
    rows = FraudCampaign.objects.for_wallet(campaign.wallet_id).exclude(state=State.MERGED)
    listed = campaigns_of(campaign.wallet_id).order_by().values("id")
    return rows.filter(Q(id__in=apart) | Q(id__in=listed)).exclude(id=campaign.id).order_by("-last_at", "-id")


def waiting(wallet: Wallet) -> QuerySet[FraudCampaign]:
    """New ones that the security desk has not judged."""
    return FraudCampaign.objects.for_wallet(wallet).filter(state=State.FOUND)


def campaign_of(hazard: Hazard) -> FraudCampaign | None:
    """The campaign to which a hazard belongs; None while it stands alone."""
    rows = Member.objects.for_wallet(hazard.wallet_id).select_related("campaign")
    sources = [one for one in (hazard.id, hazard.callback_id) if one is not None]
    member = rows.filter(source_id__in=sources).first()
    if member is None or not rows.filter(campaign=member.campaign_id).exclude(id=member.id).exists():
        return None
    return member.campaign


def members_of(campaign: FraudCampaign) -> QuerySet[Member]:
    """Its reports in the order in which they were met."""
    rows = Member.objects.for_wallet(campaign.wallet_id).filter(campaign=campaign)
    return rows.select_related("customer", "resembles", "campaign").order_by("met_at", "id")


@dataclass(frozen=True)
class Shared:
    """An identifier and how many of the campaign's reports hold it. `trait` is one row of it."""

    trait: Trait
    reports: int


def shared_by(campaign: FraudCampaign) -> list[Shared]:
    """What the reports name, the most frequent first."""
    rows = Trait.objects.for_wallet(campaign.wallet_id).filter(member__campaign=campaign).order_by("id")
    counts: Counter[str] = Counter()
    first: dict[str, Trait] = {}
    for row in rows:
        counts[row.token] += 1
        first.setdefault(row.token, row)
    return [Shared(first[token], count) for token, count in counts.most_common()]


@dataclass(frozen=True)
class Told:
    """A campaign in figures: reports by day, by language, by what they hang together."""

    by_day: tuple[tuple[date, int], ...]
    by_language: tuple[tuple[str, int], ...]
    by_what: tuple[tuple[str, int], ...]
    people: int


def told_of(campaign: FraudCampaign) -> Told:
    """Counted anew each time, so that a person who was erased is in no figure."""
    rows = list(members_of(campaign))
    return Told(
        tuple(sorted(Counter(row.met_at.date() for row in rows).items())),
        tuple(Counter(row.language for row in rows if row.language).most_common()),
        tuple(Counter(row.by_what for row in rows if row.by_what).most_common()),
        people_in(members_of(campaign)),
    )


def event_kinds(wallet: Wallet) -> list[str]:
    """What users were rung about, or were to be: the facts by which a warning finds whom it fits."""
    rows = Callback.objects.for_wallet(wallet).order_by("kind")
    return list(rows.values_list("kind", flat=True).distinct())


def traits_of_wallet(wallet: Wallet) -> QuerySet[Trait]:
    """Every identifier that is kept, with its member and campaign."""
    return Trait.objects.for_wallet(wallet).select_related("member__campaign__wallet")


def members_of_wallet(wallet: Wallet) -> QuerySet[Member]:
    """Every report that is in a campaign."""
    return Member.objects.for_wallet(wallet).select_related("campaign", "wallet")


def warnings_of(wallet: Wallet) -> QuerySet[Warning]:
    """Every warning, the newest first."""
    return Warning.objects.for_wallet(wallet).select_related("campaign__wallet", "proposed_by", "decided_by")
