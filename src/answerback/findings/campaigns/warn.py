"""A careful warning: one person writes it and sees whom it reaches, another approves it, then it goes out in batches.

It holds no link, number or account and none of the swindler's sentences: what warns must not look like the fraud.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language

from answerback.channels.things import numbers_in, things_in
from answerback.customers.models import Customer
from answerback.findings.campaigns.audience import Facts, dry_run, fitting
from answerback.findings.campaigns.joining.wording import hashed, shingles
from answerback.findings.campaigns.models import FraudCampaign, Member, State, Told, Warning, WarningState
from answerback.findings.campaigns.record import record
from answerback.findings.campaigns.refusals import (
    NobodyFits,
    NotConfirmed,
    WarningDecided,
    WarningNeedsTwo,
    WarningUnsafe,
    WarningWaits,
    WarningWordsMissing,
)
from answerback.findings.campaigns.secret import locked_key
from answerback.findings.campaigns.shelf import unpacked
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership
from answerback.texts.take import take
from answerback.wallets.outbox import queue
from answerback.wallets.places import Place

LONGEST = 200
SHOWN_FOR = timedelta(days=14)
BATCH = 200
QUOTED = 4
"""So many shingles of the swindler's in a row are a quotation: about seven syllables or five words."""


@transaction.atomic
def propose_warning(
    campaign: FraudCampaign,
    facts: Facts,
    *,
    zh: str,
    en: str,
    proposer: Membership,
    by: Actor,
    at: datetime,
) -> Warning:
    """The same proposal again gives the first. Raises NotConfirmed, WarningUnsafe, WarningWaits, NobodyFits."""
    if campaign.state != State.CONFIRMED:
        raise NotConfirmed
    key = locked_key(campaign.wallet)
    text_zh, text_en = (_words(campaign, text, key, at) for text in (zh, en))
    waiting = Warning.objects.for_wallet(campaign.wallet_id).filter(
        campaign=campaign, state=WarningState.PROPOSED
    )
    known = waiting.first()
    if known is not None:
        if (known.text_zh, known.text_en, known.proposed_by_id) == (text_zh, text_en, proposer.id):
            return known
        raise WarningWaits
    would = dry_run(campaign, facts, at=at)
    if not would.fitting:
        raise NobodyFits
    warning = Warning.objects.create(
        wallet_id=campaign.wallet_id,
        campaign=campaign,
        text_zh=text_zh,
        text_en=text_en,
        event_kind=facts.event_kind,
        language=facts.language,
        fitting=would.fitting,
        known=would.known,
        proposed_by=proposer,
        proposed_at=at,
    )
    record("fraud_campaign.warning_proposed", campaign, by=by, at=at, data={"warning": str(warning.id)})
    return warning


def _words(campaign: FraudCampaign, text: str, key: bytes, at: datetime) -> str:
    kept = take(campaign.wallet, " ".join(text.split()), place=Place.CONSOLE, at=at, whole=True).text
    if not kept or len(kept) > LONGEST:
        raise WarningWordsMissing(most=LONGEST)
    if things_in(kept, most=1) or any(numbers_in(kept)) or _quotes(campaign, kept, key):
        raise WarningUnsafe
    return kept


def _quotes(campaign: FraudCampaign, text: str, key: bytes) -> bool:
    """Whether it repeats what the swindler writes, as far as the kept sketches tell."""
    said = {hashed(one, key) for one in shingles(text)}
    rows = Member.objects.for_wallet(campaign.wallet_id).filter(campaign=campaign).order_by("-met_at")
    sketches = (unpacked(bytes(sketch)) for sketch in rows.values_list("sketch", flat=True)[:BATCH])
    return any(len(said.intersection(sketch)) >= QUOTED for sketch in sketches)


@transaction.atomic
def approve_warning(warning: Warning, *, approver: Membership, by: Actor, at: datetime) -> Warning:
    """It goes out. The second time is harmless. Raises WarningNeedsTwo, WarningDecided; NotConfirmed when the
    judgement was taken back since."""
    found = _locked(warning)
    if found.proposed_by.person_id == approver.person_id:
        raise WarningNeedsTwo
    if found.state == WarningState.PROPOSED and found.campaign.state != State.CONFIRMED:
        raise NotConfirmed
    return _decided(found, WarningState.APPROVED, "fraud_campaign.warning_approved", approver, by, at)


@transaction.atomic
def refuse_warning(warning: Warning, *, who: Membership, by: Actor, at: datetime) -> Warning:
    """It does not go out; whoever wrote it may take it back this way too."""
    return _decided(_locked(warning), WarningState.REFUSED, "fraud_campaign.warning_refused", who, by, at)


def _locked(warning: Warning) -> Warning:
    rows = Warning.objects.for_wallet(warning.wallet_id).select_for_update(of=("self",))
    return rows.select_related("campaign", "proposed_by", "wallet").get(id=warning.id)


def _decided(
    warning: Warning, state: WarningState, kind: str, who: Membership, by: Actor, at: datetime
) -> Warning:
    if warning.state == state or (state is WarningState.APPROVED and warning.state == WarningState.SENT):
        return warning
    if warning.state != WarningState.PROPOSED:
        raise WarningDecided
    warning.state, warning.decided_at = state, at
    warning.decided_by = who if who.id != warning.proposed_by_id else None
    warning.save()
    record(kind, warning.campaign, by=by, at=at, data={"warning": str(warning.id)})
    return warning


def step(at: datetime) -> int:
    """The loop: each approved warning reaches its next batch; returns how many customers were told."""
    # every wallet: one loop serves them all
    going_out = Warning.objects.filter(state=WarningState.APPROVED, campaign__state=State.CONFIRMED)
    return sum(tell(warning, at=at) for warning in going_out.select_related("campaign", "wallet"))


@transaction.atomic
def tell(warning: Warning, *, at: datetime) -> int:
    """Those who fit now, `BATCH` at most; with the last of them the warning is sent.

    While the campaign's judgement is taken back nobody is told; confirmed again, it goes on.
    """
    found = _locked(warning)
    if found.state != WarningState.APPROVED or found.campaign.state != State.CONFIRMED:
        return 0
    facts = Facts(found.event_kind, found.language)
    batch = list(fitting(found.campaign, facts, at=at)[:BATCH])
    Told.objects.bulk_create(
        Told(wallet_id=found.wallet_id, warning=found, customer=one, told_at=at, until=at + SHOWN_FOR)
        for one in batch
    )
    found.told += len(batch)
    if batch:
        body = {"warning": str(found.id), "campaign": str(found.campaign_id), "customers": _outside(batch)}
        words = {"zh": found.text_zh, "en": found.text_en}
        queue(found.wallet, "fraud_campaign.warning", {**body, "text": words}, at=at, subject_id=found.id)
    if len(batch) < BATCH:
        found.state, found.sent_at = WarningState.SENT, at
        record("fraud_campaign.warned", found.campaign, by=SYSTEM, at=at, data={"customers": found.told})
    found.save()
    return len(batch)


def _outside(batch: list[Customer]) -> list[str]:
    """As the wallet's backend knows them."""
    return [customer.external_id for customer in batch]


def sentences_for(customer: Customer, *, at: datetime) -> list[str]:
    """What the customer's page says now, in the reader's language, the newest first; nothing that was taken back."""
    rows = Told.objects.for_wallet(customer.wallet_id).filter(
        customer=customer, told_at__lte=at, until__gt=at, warning__campaign__state=State.CONFIRMED
    )
    is_chinese = (get_language() or "").startswith("zh")
    told = rows.select_related("warning").order_by("-told_at", "-id")
    return [one.warning.text_zh if is_chinese else one.warning.text_en for one in told]
