"""The agent answers a review, once: thanks, or why he sees it differently. The scorer reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.quality.models import Answer, Review
from answerback.quality.refusals import AnsweredAlready, NotYours
from answerback.quality.write import of_review
from answerback.texts.take import take
from answerback.wallets.places import Place

LONGEST = 2000


def answer_review(
    review: Review, kind: Answer, text: str, *, agent: Membership, by: Actor, at: datetime
) -> Review:
    """Keep the answer; the same kind again is harmless. Raises NotYours, AnsweredAlready."""
    if review.agent.person_id != agent.person_id or review.shown_at is None:
        raise NotYours
    with transaction.atomic():
        rows = Review.objects.for_wallet(review.wallet_id).filter(id=review.id)
        found: Review = rows.select_for_update().get()
        if found.answered_at is not None:
            if found.answer_kind != kind:
                raise AnsweredAlready
            return found
        found.answer = take(found.wallet, text.strip(), place=Place.NOTE, at=at).text
        found.answer_kind, found.answered_at = kind, at
        found.save(update_fields=["answer", "answer_kind", "answered_at"])
        of_review(found, "quality.answered", by=by, at=at, data={"answer": kind.value})
    return found


def read_answer(review: Review, *, reader: Membership, at: datetime) -> None:
    """The scorer has seen it; nobody else's reading counts."""
    rows = Review.objects.for_wallet(review.wallet_id).filter(
        id=review.id, scorer__person=reader.person_id, answered_at__isnull=False, answer_read_at=None
    )
    rows.update(answer_read_at=at)
