"""A supervisor scores a sampled call: a level for each item, notes, a word of coaching. Nobody scores himself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.quality.form import published_form
from answerback.quality.items import Item, read_items
from answerback.quality.models import Review, SampledCall, ScoringForm
from answerback.quality.refusals import OwnCall, ScoredAlready, ScoreIncomplete
from answerback.quality.write import of_review
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

LONGEST_NOTE = 500
LONGEST_COACHING = 2000


@dataclass(frozen=True)
class Judgement:
    """`levels` by item key, None: does not apply. Texts as they were typed."""

    levels: Mapping[str, int | None]
    notes: Mapping[str, str] = field(default_factory=dict)
    coaching: str = ""


@dataclass(frozen=True)
class Tally:
    """What a judgement comes to: `points` are 0 once a critical item failed the call."""

    points: int
    of: int
    failed: bool
    passed: bool


def form_for(call: SampledCall) -> ScoringForm:
    """The version this call is scored on: the second scorer's is the first one's, so that they can be compared."""
    first: Review | None = Review.objects.for_wallet(call.wallet_id).filter(call=call, place=1).first()
    return first.form if first is not None else published_form(call.wallet)


def score(call: SampledCall, judgement: Judgement, *, scorer: Membership, by: Actor, at: datetime) -> Review:
    """Write the review. The same person's second time gives back the first.

    Raises OwnCall, ScoredAlready, ScoreIncomplete, NoForm.
    """
    if call.agent.person_id == scorer.person_id:
        raise OwnCall
    with transaction.atomic():
        SampledCall.objects.for_wallet(call.wallet_id).select_for_update().get(id=call.id)
        reviews: list[Review] = list(
            Review.objects.for_wallet(call.wallet_id).filter(call=call).select_related("scorer")
        )
        mine: Review | None = next((one for one in reviews if one.scorer.person_id == scorer.person_id), None)
        if mine is not None:
            return mine
        if len(reviews) >= (2 if call.twice else 1):
            raise ScoredAlready
        review = _write(call, judgement, len(reviews) + 1, scorer, at)
        _tell(call, review, reviews, by=by, at=at)
    return review


def tally(form: ScoringForm, levels: Mapping[str, int | None]) -> Tally:
    """Points earned of those that apply. Raises ScoreIncomplete."""
    items = read_items(form.items)
    applying = [(one, level) for one in items if (level := _level(one, levels)) is not None]
    of = sum(one.points for one, _ in applying)
    if not of:
        raise ScoreIncomplete
    failed = any(one.critical and level == 0 for one, level in applying)
    points = 0 if failed else sum(one.earned(level) for one, level in applying)
    return Tally(points, of, failed, passed=points * 100 >= form.pass_percent * of and not failed)


def _level(item: Item, levels: Mapping[str, int | None]) -> int | None:
    if item.key not in levels:
        raise ScoreIncomplete
    level = levels[item.key]
    if not (item.may_skip if level is None else 0 <= level < item.levels):
        raise ScoreIncomplete
    return level


def _write(call: SampledCall, judgement: Judgement, place: int, scorer: Membership, at: datetime) -> Review:
    form = form_for(call)
    result = tally(form, judgement.levels)
    keys = [one.key for one in read_items(form.items)]
    notes = {key: _kept(call.wallet, judgement.notes.get(key, ""), at) for key in keys}
    said = {key: note for key, note in notes.items() if note}
    review: Review = Review.objects.create(
        wallet=call.wallet,
        call=call,
        form=form,
        scorer=scorer,
        agent=call.agent,
        place=place,
        scores={key: judgement.levels[key] for key in keys},
        points=result.points,
        of=result.of,
        failed=result.failed,
        passed=result.passed,
        notes=json.dumps(said, ensure_ascii=False) if said else "",
        coaching=_kept(call.wallet, judgement.coaching, at),
        scored_at=at,
    )
    return review


def _kept(wallet: Wallet, text: str, at: datetime) -> str:
    return take(wallet, text.strip(), place=Place.NOTE, at=at).text


def _tell(call: SampledCall, review: Review, before: list[Review], *, by: Actor, at: datetime) -> None:
    """Until the second scorer is done nobody learns the first one's points, also not from the journal."""
    if call.twice and review.place == 1:
        of_review(review, "quality.half_scored", by=by, at=at, data={"risk": call.risk})
        return
    for one in (*before, review):
        Review.objects.for_wallet(one.wallet_id).filter(id=one.id).update(shown_at=at)
        one.shown_at = at
        data = {"points": one.points, "of": one.of, "risk": call.risk}
        whose = Actor("staff", one.scorer_id)
        of_review(one, "quality.scored", by=whose, at=at, data=data)
        if one.coaching:
            of_review(one, "quality.coached", by=whose, at=at, data={})
