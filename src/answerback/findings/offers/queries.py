"""Questions about offers: what was said and came of it, why calls were silent, what one user has heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from answerback.customers.models import Customer
from answerback.findings.offers.kinds import Reply, Silence, State
from answerback.findings.offers.models import Offer, Saying, Silent, Thanks, Use
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Counts:
    """Of one offer. `used` of those who heard it from us; `used_unheard` of others."""

    shown: int
    said: int
    accepted: int
    refused: int
    used: int
    used_unheard: int


def offers_of(wallet: Wallet | UUID) -> QuerySet[Offer]:
    """Every offer of the wallet, the newest first."""
    rows = Offer.objects.for_wallet(wallet).select_related("wallet", "author", "approver")
    return rows.order_by("-written_at", "-id")


def offers_with_counts(wallet: Wallet | UUID) -> QuerySet[Offer]:
    """Like `offers_of`, each with `said`, `accepted`, `refused`, `used` as in `counts_of`; one query for all."""
    said = Q(sayings__said_at__isnull=False)
    uses = Use.objects.for_wallet(wallet).filter(offer=OuterRef("pk"), saying__isnull=False).order_by()
    used = uses.values("offer").annotate(times=Count("id")).values("times")
    return offers_of(wallet).annotate(
        said=Count("sayings", filter=said),
        accepted=Count("sayings", filter=Q(sayings__reply=Reply.ACCEPTED)),
        refused=Count("sayings", filter=Q(sayings__reply=Reply.REFUSED)),
        used=Coalesce(Subquery(used), 0),
    )


def published_offer(wallet: Wallet | UUID, offer_id: UUID) -> Offer | None:
    """One that was ever approved; drafts are nobody's business."""
    return offers_of(wallet).filter(id=offer_id).exclude(approved_at=None).first()


def waiting_for_approval(wallet: Wallet, at: datetime) -> QuerySet[Offer]:
    """Drafts that are not over yet."""
    return offers_of(wallet).filter(state=State.DRAFT, valid_until__gt=at)


def counts_of(offer: Offer) -> Counts:
    """What came of it."""
    rows = Saying.objects.for_wallet(offer.wallet_id).filter(offer=offer)
    said = rows.aggregate(
        shown=Count("id"),
        said=Count("id", filter=Q(said_at__isnull=False)),
        accepted=Count("id", filter=Q(reply=Reply.ACCEPTED)),
        refused=Count("id", filter=Q(reply=Reply.REFUSED)),
    )
    uses = Use.objects.for_wallet(offer.wallet_id).filter(offer=offer)
    used = uses.aggregate(
        used=Count("id", filter=Q(saying__isnull=False)), used_unheard=Count("id", filter=Q(saying=None))
    )
    return Counts(**said, **used)


def silences(wallet: Wallet, *, since: datetime, until: datetime) -> list[tuple[Silence, int]]:
    """How many conversations ended without an offer in [since, until), by reason, the most frequent first."""
    rows = Silent.objects.for_wallet(wallet).filter(at__gte=since, at__lt=until)
    found = rows.values("reason").annotate(times=Count("id")).order_by("-times", "reason")
    return [(Silence(one["reason"]), one["times"]) for one in found]


def thanks_given(wallet: Wallet, *, since: datetime, until: datetime) -> int:
    """How many conversations ended with thanks, in [since, until)."""
    return Thanks.objects.for_wallet(wallet).filter(at__gte=since, at__lt=until).count()


def heard_by(customer: Customer) -> QuerySet[Saying]:
    """What was said to this user, and not refused by him, the newest first."""
    rows = Saying.objects.for_wallet(customer.wallet_id).filter(customer=customer, said_at__isnull=False)
    return rows.exclude(reply=Reply.REFUSED).select_related("offer").order_by("-said_at", "-id")


def held_in(conversation_id: UUID, *, wallet_id: UUID) -> Saying | None:
    """The offer that was put before the agent in this conversation."""
    rows = Saying.objects.for_wallet(wallet_id).filter(conversation_id=conversation_id)
    found: Saying | None = rows.select_related("offer").first()
    return found
