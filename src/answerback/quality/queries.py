"""What pages ask of quality: who may see which review, what waits for whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from answerback.people.models import Membership
from answerback.quality.items import Item, read_items
from answerback.quality.models import CoachingNote, Review, Sample, SampledCall
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Line:
    """One item of a review as it is read: the level (None: does not apply), what it earned, the note."""

    item: Item
    level: int | None
    points: int
    note: str


def samples_of(wallet: Wallet) -> QuerySet[Sample]:
    """Every week's, the newest first, with how many calls there are and how many scores are still due."""
    rows: QuerySet[Sample] = Sample.objects.for_wallet(wallet).defer("frame")
    return rows.annotate(drawn=Count("calls")).order_by("-since")


def calls_of(wallet: Wallet | UUID) -> QuerySet[SampledCall]:
    """Sampled calls, each with the number of its reviews as `given`."""
    rows: QuerySet[SampledCall] = SampledCall.objects.for_wallet(wallet).select_related(
        "agent", "attempt", "attempt__callback", "attempt__callback__customer", "wallet", "sample"
    )
    return rows.annotate(given=Count("reviews"))


def waiting_for(scorer: Membership) -> QuerySet[SampledCall]:
    """What this person may still score: not his own call, and not what he has scored; the riskiest first."""
    rows = calls_of(scorer.wallet_id).exclude(agent__person=scorer.person_id)
    rows = rows.filter(Q(given=0) | Q(given=1, twice=True))
    return rows.exclude(id__in=_scored_by(scorer)).order_by("-sample__since", "id")


def _scored_by(scorer: Membership) -> list[UUID]:
    rows = Review.objects.for_wallet(scorer.wallet_id).filter(scorer__person=scorer.person_id)
    return list(rows.values_list("call_id", flat=True))


def reviews_of(wallet: Wallet | UUID) -> QuerySet[Review]:
    """All reviews with what a page says of them."""
    rows = Review.objects.for_wallet(wallet).select_related(
        "agent", "scorer", "form", "call", "call__attempt", "call__attempt__callback", "wallet"
    )
    return rows.order_by("-scored_at", "-id")


def shown_to(reader: Membership, call: SampledCall) -> list[Review]:
    """The reviews of a call that a supervisor may read: his own, and all of them once the call has its scores.

    A supervisor who works as an agent too never reads a review of himself here before it is shown to him.
    """
    rows = reviews_of(call.wallet_id).filter(call=call).order_by("place")
    mine = Q(scorer__person=reader.person_id)
    return list(rows.filter(mine | Q(shown_at__isnull=False)))


def own_reviews(agent: Membership) -> QuerySet[Review]:
    """What the agent reads of himself, and nobody else's."""
    return reviews_of(agent.wallet_id).filter(agent__person=agent.person_id, shown_at__isnull=False)


def own_coaching(agent: Membership) -> QuerySet[CoachingNote]:
    """Notes to this agent."""
    rows = CoachingNote.objects.for_wallet(agent.wallet_id).filter(agent__person=agent.person_id)
    return rows.select_related("author").order_by("-written_at")


def coaching_of(agent: Membership) -> QuerySet[CoachingNote]:
    """Notes to this agent, for supervisors."""
    rows = CoachingNote.objects.for_wallet(agent.wallet_id).filter(agent=agent)
    return rows.select_related("author").order_by("-written_at")


def answers_for(scorer: Membership) -> QuerySet[Review]:
    """Answers to this scorer's reviews, those he has not read first."""
    rows = reviews_of(scorer.wallet_id).filter(scorer__person=scorer.person_id, answered_at__isnull=False)
    return rows.order_by(F("answer_read_at").asc(nulls_first=True), "-answered_at")


def lines_of(review: Review) -> list[Line]:
    """The review item by item, on the form it was scored on."""
    notes = json.loads(review.notes) if review.notes else {}
    found = []
    for item in read_items(review.form.items):
        level = review.scores.get(item.key)
        found.append(Line(item, level, 0 if level is None else item.earned(level), notes.get(item.key, "")))
    return found
