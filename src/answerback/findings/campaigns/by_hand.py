"""A person corrects the engine: takes a member out, makes two campaigns one, or lets an identifier join nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.campaigns.found import look_whether_found
from answerback.findings.campaigns.leave import take_down
from answerback.findings.campaigns.models import (
    Apart,
    ByWhat,
    FraudCampaign,
    Ignored,
    Member,
    Posting,
    State,
    Trait,
)
from answerback.findings.campaigns.post import post, traits_of
from answerback.findings.campaigns.record import record
from answerback.findings.campaigns.refusals import NotToMerge
from answerback.findings.campaigns.secret import locked_key
from answerback.findings.campaigns.unite import STAYS, absorb, set_apart
from answerback.journal.write import Actor
from answerback.people.models import Membership


@transaction.atomic
def split(member: Member, *, by: Actor, at: datetime) -> FraudCampaign:
    """The member stands alone from now on, whatever comes. One that stands alone already stays where it is."""
    locked_key(member.wallet)
    member = Member.objects.for_wallet(member.wallet_id).select_related("campaign").get(id=member.id)
    old = member.campaign
    if not Member.objects.for_wallet(old.wallet_id).filter(campaign=old).exclude(id=member.id).exists():
        return old
    traits = [(one.by, one.kind, one.token, one.value, one.change_id) for one in member.traits.all()]
    compared = traits_of(member)
    take_down(member)
    new = FraudCampaign.objects.create(wallet_id=old.wallet_id, opened_at=at, last_at=member.met_at)
    member.campaign, member.by_what, member.resembles, member.score = new, ByWhat.PERSON, None, 0
    member.by_hand = True
    member.save()
    for kept_by, kind, token, value, change_id in traits:
        Trait.objects.create(
            wallet_id=old.wallet_id,
            member=member,
            by=kept_by,
            kind=kind,
            token=token,
            value=value,
            change_id=change_id,
        )
    set_apart(old, new.id)
    post(member, compared)
    record("fraud_campaign.split", old, member, by=by, at=at, data={"other": str(new.id)})
    return new


@transaction.atomic
def merge(campaign: FraudCampaign, other: FraudCampaign, *, by: Actor, at: datetime) -> FraudCampaign:
    """Two become one, also when they were once taken apart; returns the one that lives on. Raises NotToMerge."""
    locked_key(campaign.wallet)
    rows = FraudCampaign.objects.for_wallet(campaign.wallet_id).select_for_update()
    pair = [rows.get(id=campaign.id), rows.get(id=other.id)]
    if pair[0].id == pair[1].id or State.MERGED in (pair[0].state, pair[1].state):
        raise NotToMerge
    stays, goes = sorted(pair, key=lambda one: (STAYS.index(State(one.state)), one.opened_at, one.id))
    one, two = sorted([stays.id, goes.id])
    Apart.objects.for_wallet(stays.wallet_id).filter(one_id=one, other_id=two).delete()
    absorb(stays, goes)
    record("fraud_campaign.merged", stays, by=by, at=at, data={"other": str(goes.id)})
    look_whether_found(stays, by=by, at=at)
    return stays


@transaction.atomic
def ignore(trait: Trait, *, who: Membership, by: Actor, at: datetime) -> Ignored:
    """This identifier is nobody's in particular: it joins nothing from now on. Members stay where they are."""
    locked_key(trait.wallet)
    row, is_new = Ignored.objects.for_wallet(trait.wallet_id).get_or_create(
        wallet_id=trait.wallet_id,
        token=trait.token,
        defaults={"value": trait.value, "ignored_by": who, "ignored_at": at},
    )
    if is_new:
        Posting.objects.for_wallet(trait.wallet_id).filter(token=trait.token).delete()
        record("fraud_campaign.identifier_ignored", trait.member.campaign, by=by, at=at)
    return row
