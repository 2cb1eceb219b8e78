"""A report is taken back or forgotten: its member goes, others of the campaign stand in the index in its place."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from answerback.findings.campaigns.joining.kinds import By
from answerback.findings.campaigns.models import FraudCampaign, Member, Posting, State, Trait
from answerback.findings.campaigns.post import post, traits_of
from answerback.findings.campaigns.secret import locked_key


@transaction.atomic
def leave(member: Member) -> None:
    """The member goes; a campaign that nobody is left in, and that nobody decided on, goes with it.

    Under the lock of joining: a report that joins meanwhile must not point at what has gone.
    """
    locked_key(member.wallet)
    rows = Member.objects.for_wallet(member.wallet_id).select_related("campaign")
    found = rows.filter(id=member.id).first()
    if found is not None:
        take_down(found)
        found.delete()
        let_go(found.campaign)


def let_go(campaign: FraudCampaign) -> None:
    """A campaign without members on which nobody decided is none; one that others were merged into stays."""
    rows = Member.objects.for_wallet(campaign.wallet_id).filter(campaign=campaign)
    merged = FraudCampaign.objects.for_wallet(campaign.wallet_id).filter(merged_into=campaign)
    if campaign.state == State.GATHERING and not rows.exists() and not merged.exists():
        campaign.delete()


def take_down(member: Member) -> None:
    """Out of the index and without identifiers; the row stays."""
    postings = Posting.objects.for_wallet(member.wallet_id).filter(member=member)
    left = list(postings.values_list("by", "token"))
    postings.delete()
    Trait.objects.for_wallet(member.wallet_id).filter(member=member).delete()
    heirs = _witnesses(member, [token for by, token in left if by != By.WORDING])
    if any(by == By.WORDING for by, _token in left):
        heirs |= _anchor(member)
    others = Member.objects.for_wallet(member.wallet_id).filter(id__in=heirs)
    for other in others.order_by("joined_at", "id"):
        post(other, traits_of(other))


def _witnesses(member: Member, tokens: list[str]) -> set[UUID]:
    """For each identifier the oldest other member that names it and stands not in the index under it."""
    found: set[UUID] = set()
    for token in tokens:
        standing = Posting.objects.for_wallet(member.wallet_id).filter(token=token).values("member_id")
        rows = Trait.objects.for_wallet(member.wallet_id).filter(
            token=token, member__campaign_id=member.campaign_id
        )
        waiting = rows.exclude(member_id__in=standing).exclude(member=member)
        found.update(waiting.order_by("member__joined_at", "id").values_list("member_id", flat=True)[:1])
    return found


def _anchor(member: Member) -> set[UUID]:
    """The oldest other member whose wording stands not in the index."""
    standing = Posting.objects.for_wallet(member.wallet_id).filter(by=By.WORDING.value).values("member_id")
    rows = Member.objects.for_wallet(member.wallet_id).filter(campaign_id=member.campaign_id)
    waiting = rows.exclude(id=member.id).exclude(sketch=b"").exclude(id__in=standing)
    return set(waiting.order_by("joined_at", "id").values_list("id", flat=True)[:1])
