"""Which offer a customer may hear now, or why none. A question: it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from answerback.customers.models import Customer, Purpose
from answerback.findings.offers.audience import Facts, misfits, read
from answerback.findings.offers.kinds import Reply, Silence, State
from answerback.findings.offers.models import Offer, Saying
from answerback.findings.offers.standing import Standing
from answerback.findings.offers.write_offer import is_ours
from answerback.wallets.models import Wallet
from answerback.wallets.policies import policies_of

COUNTED_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Chosen:
    """This one may be said."""

    offer: Offer


@dataclass(frozen=True)
class Withheld:
    """Nothing is offered."""

    reason: Silence


def choose(
    customer: Customer, facts: Facts, standing: Standing, *, at: datetime, conversation_id: UUID | None = None
) -> Chosen | Withheld:
    """The offer for this customer in this call; of several the one that ends first.

    What the conversation has shown already is not counted against itself, and is the only one it may show.
    """
    barred = _barred(standing)
    if barred is not None:
        return Withheld(barred)
    heard = Saying.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    mine = heard.filter(conversation_id=conversation_id).first() if conversation_id else None
    others = heard.exclude(conversation_id=conversation_id) if conversation_id else heard
    policies = policies_of(customer.wallet)
    if _refused_since(others, at - timedelta(days=policies.offer_rest_days)):
        return Withheld(Silence.REFUSED_LATELY)
    if others.filter(shown_at__gt=at - COUNTED_FOR).count() >= policies.offers_in_90_days:
        return Withheld(Silence.HEARD_ENOUGH)
    return _first(in_force(customer.wallet, at), facts, others, only=mine.offer_id if mine else None, at=at)


def in_force(wallet: Wallet | UUID, at: datetime) -> QuerySet[Offer]:
    """Approved, begun and not over; what ends first stands first."""
    rows = Offer.objects.for_wallet(wallet).filter(state=State.APPROVED)
    return rows.filter(valid_from__lte=at, valid_until__gt=at).order_by("valid_until", "id")


def _barred(standing: Standing) -> Silence | None:
    if Purpose.MARKETING not in standing.consents:
        return Silence.NO_CONSENT
    if standing.open_tickets:
        return Silence.OPEN_TROUBLE
    return Silence.OPEN_HAZARD if standing.open_hazards else None


def _refused_since(heard: QuerySet[Saying], since: datetime) -> bool:
    return heard.filter(Q(replied_at__gt=since), reply=Reply.REFUSED).exists()


def _first(
    offers: QuerySet[Offer], facts: Facts, heard: QuerySet[Saying], *, only: UUID | None, at: datetime
) -> Chosen | Withheld:
    found = list(offers.select_related("wallet"))
    if not found:
        return Withheld(Silence.NONE_IN_FORCE)
    meant = [one for one in found if not misfits(read(one.audience), facts, at=at)]
    meant = [one for one in meant if only is None or one.id == only]
    left = [one for one in meant if heard.filter(offer=one).count() < one.most_per_person]
    sound = next((one for one in left if is_ours(one.wallet, one.terms, at=at)), None)
    if sound is not None:
        return Chosen(sound)
    if left:  # the site of the terms is published no longer: nobody is sent there
        return Withheld(Silence.NONE_IN_FORCE)
    return Withheld(Silence.HEARD_ENOUGH if meant else Silence.NONE_FITS)
