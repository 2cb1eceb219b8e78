"""A report is taken back or forgotten: its member goes, another of the campaign stands in the index in its place."""

from __future__ import annotations

from django.db import transaction

from answerback.findings.campaigns.models import FraudCampaign, Member, Posting, State, Trait
from answerback.findings.campaigns.post import post, traits_of

HEIRS = 50
"""So many of the campaign's newest members are asked whether they hold a token that lost its witness."""


@transaction.atomic
def leave(member: Member) -> None:
    """The member goes; a campaign that nobody is left in, and that nobody decided on, goes with it."""
    campaign = member.campaign
    take_down(member)
    member.delete()
    rows = Member.objects.for_wallet(campaign.wallet_id).filter(campaign=campaign)
    merged = FraudCampaign.objects.for_wallet(campaign.wallet_id).filter(merged_into=campaign)
    if campaign.state == State.GATHERING and not rows.exists() and not merged.exists():
        campaign.delete()


def take_down(member: Member) -> None:
    """Out of the index and without identifiers; the row stays."""
    postings = Posting.objects.for_wallet(member.wallet_id).filter(member=member)
    orphaned = frozenset(postings.values_list("token", flat=True))
    postings.delete()
    Trait.objects.for_wallet(member.wallet_id).filter(member=member).delete()
    others = Member.objects.for_wallet(member.wallet_id).filter(campaign_id=member.campaign_id)
    for other in others.exclude(id=member.id).order_by("-met_at")[:HEIRS]:
        if orphaned:
            post(other, traits_of(other), only=orphaned)
