"""The security desk judges a campaign: it is fraud, or there is nothing in it; each with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.channels.kinds import Kind
from answerback.channels.models import Change
from answerback.channels.report import propose_report
from answerback.findings.campaigns.models import FraudCampaign, State, Trait
from answerback.findings.campaigns.record import record
from answerback.findings.campaigns.refusals import CampaignReasonMissing, CampaignReviewed, NotConfirmed
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.texts.take import take
from answerback.wallets.places import Place

LONGEST_REASON = 400
OPEN = (State.GATHERING, State.FOUND)


def confirm(
    campaign: FraudCampaign, *, reason: str, reviewer: Membership, by: Actor, at: datetime
) -> FraudCampaign:
    """It is fraud: its identifiers may be proposed for the list, users may be warned. Raises CampaignReviewed."""
    return _judged(campaign, State.CONFIRMED, "fraud_campaign.confirmed", reason, reviewer, by, at)


def dismiss(
    campaign: FraudCampaign, *, reason: str, reviewer: Membership, by: Actor, at: datetime
) -> FraudCampaign:
    """Nothing in it; what resembles it later joins it in silence. Raises CampaignReviewed."""
    return _judged(campaign, State.DISMISSED, "fraud_campaign.dismissed", reason, reviewer, by, at)


def reopen(campaign: FraudCampaign, *, by: Actor, at: datetime) -> FraudCampaign:
    """The judgement is taken back; the desk looks again. The second time is harmless."""
    with transaction.atomic():
        rows = FraudCampaign.objects.for_wallet(campaign.wallet_id).filter(id=campaign.id)
        judged = rows.filter(state__in=(State.CONFIRMED, State.DISMISSED))
        if judged.update(state=State.FOUND, reviewed_at=None, reviewed_by=None, found_at=at):
            record("fraud_campaign.reopened", campaign, by=by, at=at)
        return rows.get()


@transaction.atomic
def _judged(
    campaign: FraudCampaign,
    state: State,
    kind: str,
    reason: str,
    reviewer: Membership,
    by: Actor,
    at: datetime,
) -> FraudCampaign:
    rows = FraudCampaign.objects.for_wallet(campaign.wallet_id).select_for_update()
    found = rows.get(id=campaign.id)
    if found.state == state:
        return found
    if found.state not in OPEN:
        raise CampaignReviewed
    found.reason = take(
        found.wallet, reason.strip()[:LONGEST_REASON], place=Place.CONSOLE, at=at, whole=True
    ).text
    if not found.reason:
        raise CampaignReasonMissing
    found.state, found.reviewed_by, found.reviewed_at = state, reviewer, at
    found.save()
    record(kind, found, by=by, at=at)
    return found


def propose_identifier(trait: Trait, *, value: str, reason: str, by: Actor, at: datetime) -> Change:
    """Propose one of a confirmed campaign's identifiers for the reported list; somebody else publishes it.

    `value`: in the spelling the reviewer confirmed. Raises NotConfirmed, and the registry's refusals.
    """
    campaign = trait.member.campaign
    if campaign.state != State.CONFIRMED:
        raise NotConfirmed
    with transaction.atomic():
        change = propose_report(
            campaign.wallet, Kind(trait.kind), value or trait.value, reason=reason, by=by, at=at
        )
        same = Trait.objects.for_wallet(trait.wallet_id).filter(token=trait.token)
        same.filter(member__campaign=campaign).update(change_id=change.id)
        record("fraud_campaign.identifier_proposed", campaign, by=by, at=at, data={"change": str(change.id)})
    return change
