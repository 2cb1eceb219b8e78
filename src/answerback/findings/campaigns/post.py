"""A member takes its place in the index, where its campaign has too few witnesses of a token."""

from __future__ import annotations

from answerback.findings.campaigns.joining.kinds import By, Traits
from answerback.findings.campaigns.joining.resemble import Token, posted, takes_witness
from answerback.findings.campaigns.models import Member, Posting, Trait
from answerback.findings.campaigns.shelf import Rows, unpacked


def post(member: Member, traits: Traits, *, only: frozenset[str] | None = None) -> None:
    """`only`: these tokens at most, when the member takes the place of one that left."""
    tokens = [one for one in posted(traits) if only is None or one[1] in only]
    held = Rows(member.wallet_id).holders(tokens)
    group = str(member.campaign_id)
    wanted = [one for one in tokens if takes_witness(one, held.get(one, ()), group)]
    Posting.objects.bulk_create([_row(member, token) for token in wanted], ignore_conflicts=True)


def _row(member: Member, token: Token) -> Posting:
    return Posting(wallet_id=member.wallet_id, member=member, by=token[0].value, token=token[1])


def traits_of(member: Member) -> Traits:
    """What is kept of a report, as the engine compares it."""
    rows = Trait.objects.for_wallet(member.wallet_id).filter(member=member)
    tokens = frozenset((By(by), token) for by, token in rows.values_list("by", "token"))
    return Traits(tokens, unpacked(bytes(member.sketch)))
