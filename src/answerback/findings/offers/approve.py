"""A second person reads the offer as it will be said, and stands behind it; or somebody ends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.offers.journal import write_down
from answerback.findings.offers.kinds import State
from answerback.findings.offers.models import Offer
from answerback.findings.offers.people import acting
from answerback.findings.offers.refusals import (
    ApproverIsAuthor,
    DatesUnfit,
    NotADraft,
    OfferMoved,
    TermsNotOurs,
)
from answerback.findings.offers.write_offer import is_ours
from answerback.journal.write import SYSTEM, Actor
from answerback.people.rights import Right

BATCH = 100


@transaction.atomic
def approve_offer(offer: Offer, *, if_version: int, by: Actor, at: datetime) -> Offer:
    """Let version `if_version` be said. Approving twice changes nothing.

    Raises ApproverIsAuthor, also when the same person has two places; OfferMoved when it is not what was read.
    """
    approver = acting(offer.wallet, by, Right.APPROVE_OFFERS)
    rows = Offer.objects.for_wallet(offer.wallet_id).filter(id=offer.id)
    current: Offer = rows.select_for_update(of=("self",)).select_related("author", "wallet").get()
    if current.state == State.APPROVED:
        return current
    if current.state != State.DRAFT:
        raise NotADraft
    if current.author.person_id == approver.person_id:
        raise ApproverIsAuthor
    if current.version != if_version:
        raise OfferMoved
    _still_fit(current, at)
    rows.update(state=State.APPROVED, approver=approver, approved_at=at)
    write_down(offer, "offer.approved", by=by, at=at, data={"version": if_version})
    offer.refresh_from_db()
    return offer


def _still_fit(offer: Offer, at: datetime) -> None:
    if offer.valid_until <= at:
        raise DatesUnfit
    if not is_ours(offer.wallet, offer.terms, at=at):
        raise TermsNotOurs


@transaction.atomic
def end_offer(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """Say it no more, from this moment on. Ending twice changes nothing."""
    if by != SYSTEM:
        acting(offer.wallet, by, Right.WRITE_OFFERS)
    rows = Offer.objects.for_wallet(offer.wallet_id).filter(id=offer.id).exclude(state=State.ENDED)
    if rows.update(state=State.ENDED, ended_at=at) == 1:
        write_down(offer, "offer.ended", by=by, at=at)
    offer.refresh_from_db()
    return offer


def step(now: datetime) -> int:
    """End what is over; returns how many. `choose` says none of them anyway."""
    # every wallet: one process does this for all of them
    over = Offer.objects.filter(state=State.APPROVED, valid_until__lte=now)
    return len([end_offer(one, by=SYSTEM, at=now) for one in over.select_related("wallet")[:BATCH]])
