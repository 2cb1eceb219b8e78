"""How quality writes the journal: reviews and samples are their own subjects, the customer is named by id only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.journal.write import Actor, Subject, write
from answerback.quality.models import Review, Sample, ScoringForm


def of_review(review: Review, kind: str, *, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """An entry about one review."""
    callback = review.call.attempt.callback
    ids = {"review": str(review.id), "agent": str(review.agent_id), "callback": str(callback.id)}
    write(
        kind,
        wallet_id=review.wallet_id,
        subject=Subject("review", review.id),
        by=by,
        at=at,
        customer_id=callback.customer_id,
        data={**ids, **data},
    )


def of_form(form: ScoringForm, kind: str, *, by: Actor, at: datetime) -> None:
    """An entry about a version of the form."""
    subject = Subject("scoring_form", form.id)
    data = {"number": form.number, "items": len(form.items)}
    write(kind, wallet_id=form.wallet_id, subject=subject, by=by, at=at, data=data)


def of_sample(sample: Sample, *, calls: int, twice: int, by: Actor, at: datetime) -> None:
    """A sample was drawn; with the seed, so that it can be drawn again."""
    write(
        "quality.sampled",
        wallet_id=sample.wallet_id,
        subject=Subject("sample", sample.id),
        by=by,
        at=at,
        data={
            "sample": str(sample.id),
            "seed": sample.seed,
            "calls": calls,
            "of": len(sample.frame),
            "twice": twice,
        },
    )
