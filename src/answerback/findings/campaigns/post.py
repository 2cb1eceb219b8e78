"""A member takes its place in the index: by its identifiers where too few witness them, by its wording as an anchor."""

from __future__ import annotations

from answerback.findings.campaigns.joining.kinds import By, Traits
from answerback.findings.campaigns.joining.resemble import ANCHORS, Token, posted, takes_witness
from answerback.findings.campaigns.models import Member, Posting, Trait
from answerback.findings.campaigns.shelf import Rows, unpacked


def post(member: Member, traits: Traits) -> None:
    """What stands there already stays; the second time is harmless."""
    tokens = posted(traits)
    held = Rows(member.wallet_id).holders(tokens)
    group = str(member.campaign_id)
    is_anchor = bool(traits.sketch) and _anchors_beside(member) < ANCHORS
    wanted = [one for one in tokens if takes_witness(one, held.get(one, ()), group, is_anchor=is_anchor)]
    Posting.objects.bulk_create([_row(member, token) for token in wanted], ignore_conflicts=True)


def _anchors_beside(member: Member) -> int:
    rows = Posting.objects.for_wallet(member.wallet_id).filter(
        by=By.WORDING.value, member__campaign_id=member.campaign_id
    )
    return rows.exclude(member=member).values("member_id").distinct().count()


def _row(member: Member, token: Token) -> Posting:
    return Posting(wallet_id=member.wallet_id, member=member, by=token[0].value, token=token[1])


def traits_of(member: Member) -> Traits:
    """What is kept of a report, as the engine compares it."""
    rows = Trait.objects.for_wallet(member.wallet_id).filter(member=member)
    tokens = frozenset((By(by), token) for by, token in rows.values_list("by", "token"))
    return Traits(tokens, unpacked(bytes(member.sketch)))
