"""A campaign is found: so many distinct people met it within so many days that it is no chance."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.findings.campaigns.models import FraudCampaign, Member, State
from answerback.findings.campaigns.people import people_in
from answerback.findings.campaigns.record import record
from answerback.journal.write import Actor
from answerback.wallets.outbox import queue

PEOPLE = 3
WITHIN = timedelta(days=30)
"""Both chosen by measurement: docs/benchmarks/campaigns.md."""


def look_whether_found(campaign: FraudCampaign, *, by: Actor, at: datetime) -> bool:
    """Whether this is the moment; the security desk is told then, once."""
    if campaign.state != State.GATHERING or people_within(campaign) < PEOPLE:
        return False
    rows = FraudCampaign.objects.for_wallet(campaign.wallet_id).filter(id=campaign.id, state=State.GATHERING)
    if not rows.update(state=State.FOUND, found_at=at):
        return False
    campaign.state, campaign.found_at = State.FOUND, at
    members = Member.objects.for_wallet(campaign.wallet_id).filter(campaign=campaign).count()
    data = {"members": members}
    record("fraud_campaign.found", campaign, by=by, at=at, data=data)
    queue(
        campaign.wallet,
        "fraud_campaign.found",
        {"campaign": str(campaign.id), **data},
        at=at,
        subject_id=campaign.id,
        message_id=f"fraud_campaign_found_{campaign.id.hex}",
    )
    return True


def people_within(campaign: FraudCampaign) -> int:
    """Those who met it in the days before the last report (`people`)."""
    rows = Member.objects.for_wallet(campaign.wallet_id).filter(
        campaign=campaign, met_at__gt=campaign.last_at - WITHIN
    )
    return people_in(rows)
