"""What happens to a campaign, for the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from answerback.findings.campaigns.models import FraudCampaign, Member
from answerback.journal.write import Actor, Subject, write


def record(
    kind: str,
    campaign: FraudCampaign,
    member: Member | None = None,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One entry about the campaign; with a member, about that customer too."""
    said: dict[str, Any] = {"campaign": str(campaign.id), **(data or {})}
    if member is not None:
        said |= {"member": str(member.id), "by_what": member.by_what}
    write(
        kind,
        wallet_id=campaign.wallet_id,
        subject=Subject("fraud_campaign", campaign.id),
        by=by,
        at=at,
        customer_id=member.customer_id if member else None,
        data=said,
    )
