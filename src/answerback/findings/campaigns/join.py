"""A report joins its campaign: what it shares with earlier ones decides, at the same cost however many there are.

The same report again changes nothing; with other words it is joined anew; without anything to compare it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.customers.models import Customer
from answerback.findings.campaigns.found import look_whether_found
from answerback.findings.campaigns.joining.identify import identifiers
from answerback.findings.campaigns.joining.kinds import Identifier, Traits
from answerback.findings.campaigns.joining.resemble import likenesses, posted
from answerback.findings.campaigns.joining.settle import Settled, settled
from answerback.findings.campaigns.joining.traits import spelled, traits
from answerback.findings.campaigns.leave import leave, let_go, take_down
from answerback.findings.campaigns.models import FraudCampaign, Ignored, Member, Source, State, Trait
from answerback.findings.campaigns.ours import ours_at
from answerback.findings.campaigns.post import post
from answerback.findings.campaigns.record import record
from answerback.findings.campaigns.secret import blinding, locked_key
from answerback.findings.campaigns.shelf import Rows, packed
from answerback.findings.campaigns.unite import are_apart, unite
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Report:
    """What somebody met. `reporter` tells people apart (`Member.reporter`); `text` is read here and not kept."""

    wallet: Wallet
    source: Source
    source_id: UUID
    reporter: str
    met_at: datetime
    text: str
    customer: Customer | None = None
    language: str = ""


@dataclass(frozen=True)
class Read:
    """The identifiers of a report by their tokens, and its traits."""

    named: dict[str, Identifier]
    traits: Traits


@transaction.atomic
def join(report: Report, *, by: Actor, at: datetime) -> Member | None:
    """The member that the report is now; None when it holds nothing that could be compared."""
    read = _read(report, locked_key(report.wallet), at)
    known = _member(report)
    if known is not None and _is_same(known, read):
        return known
    if read.traits.is_empty:
        if known is not None:
            leave(known)
        return None
    return _placed(report, read, known, by=by, at=at)


def _read(report: Report, key: bytes, at: datetime) -> Read:
    blind = blinding(key)
    found = identifiers(report.text, ours=ours_at(at, report.customer), region=report.wallet.region)
    named = {blind(spelled(one)): one for one in found}
    ignored = Ignored.objects.for_wallet(report.wallet).filter(token__in=named)
    for token in ignored.values_list("token", flat=True):
        del named[token]
    return Read(named, traits(report.text, named.values(), key=key, blind=blind))


def _member(report: Report) -> Member | None:
    rows = Member.objects.for_wallet(report.wallet).filter(source=report.source, source_id=report.source_id)
    return rows.select_related("campaign", "wallet").first()


def _is_same(member: Member, read: Read) -> bool:
    tokens = set(
        Trait.objects.for_wallet(member.wallet_id).filter(member=member).values_list("token", flat=True)
    )
    return tokens == set(read.named) and bytes(member.sketch) == packed(read.traits.sketch)


def _placed(report: Report, read: Read, known: Member | None, *, by: Actor, at: datetime) -> Member:
    shelf = Rows(report.wallet.id)
    if known is not None:
        take_down(known)
    left = known.campaign if known is not None else None
    becomes = Settled()
    if known is None or not known.by_hand:
        found = likenesses(read.traits, shelf.holders(posted(read.traits)), shelf)
        becomes = settled(found, are_apart=are_apart(report.wallet.id, [one.group for one in found]))
    member = _kept(report, read, known, becomes, at)
    post(member, read.traits)
    for other in becomes.also:
        unite(report.wallet, member, UUID(other.group), at=at)
    member.refresh_from_db()
    if left is not None and left.id != member.campaign_id:
        left.refresh_from_db()
        let_go(left)
    if becomes.into is not None:
        record("fraud_campaign.joined", member.campaign, member, by=by, at=at)
        look_whether_found(member.campaign, by=by, at=at)
    return member


def _kept(report: Report, read: Read, known: Member | None, becomes: Settled, at: datetime) -> Member:
    member = known or Member(wallet=report.wallet, source=report.source, source_id=report.source_id)
    if not member.by_hand:
        member.campaign = _campaign(report, becomes, at)
        member.by_what = becomes.into.by.value if becomes.into else ""
        member.resembles_id = UUID(becomes.into.member) if becomes.into else None
        member.score = becomes.into.score if becomes.into else 0
    member.customer, member.reporter, member.language = report.customer, report.reporter, report.language
    member.met_at, member.joined_at, member.sketch = report.met_at, at, packed(read.traits.sketch)
    member.save()
    for token, one in sorted(read.named.items()):
        Trait.objects.create(
            wallet=report.wallet,
            member=member,
            by=one.by.value,
            kind=one.kind,
            token=token,
            value=one.written,
        )
    return member


def _campaign(report: Report, becomes: Settled, at: datetime) -> FraudCampaign:
    if becomes.into is None:
        return FraudCampaign.objects.create(
            wallet=report.wallet, state=State.GATHERING, opened_at=at, last_at=report.met_at
        )
    campaign = FraudCampaign.objects.for_wallet(report.wallet).get(id=UUID(becomes.into.group))
    if campaign.last_at < report.met_at:
        campaign.last_at = report.met_at
        campaign.save(update_fields=["last_at"])
    return campaign
