"""Answered calls of last week, ready to be sampled and scored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from answerback.callbacks.models import Attempt, Callback
from answerback.customers.models import Customer
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.quality.form import install_form
from answerback.quality.models import Review, Sample, SampledCall
from answerback.quality.sample import draw_sample
from answerback.quality.score import Judgement, score
from tests.cast import Cast, make_member

WEEK = (datetime(2026, 11, 15, 16, tzinfo=UTC), datetime(2026, 11, 22, 16, tzinfo=UTC))
"""Monday to Monday in Shanghai."""
TUESDAY = datetime(2026, 11, 17, 6, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)
BEST: dict[str, int | None] = {
    "proof": 1,
    "never_asked": 1,
    "heard": 4,
    "solution": 4,
    "hazards": 2,
    "promise": 1,
    "note": 2,
}


def a_call(
    agent: Membership, customer: Customer, *, at: datetime = TUESDAY, outcome: str = "solved", **more: Any
) -> Attempt:
    """One call that was answered, talked through and finished."""
    callback = Callback.objects.create(
        wallet_id=agent.wallet_id,
        customer=customer,
        kind="payment_not_arrived",
        purpose="service",
        guide="payment_not_arrived",
        language="zh-hans",
        state="done",
        not_before=at,
        created_at=at,
        outcome=outcome,
        **more,
    )
    return Attempt.objects.create(
        wallet_id=agent.wallet_id,
        callback=callback,
        agent=agent,
        number=1,
        line="simulated",
        state="ended",
        outcome="spoke",
        intended_at=at,
        answered_at=at,
        media_at=at,
        ended_at=at + timedelta(minutes=5),
    )


def a_sample(cast: Cast, *, seed: int = 7) -> Sample:
    return draw_sample(
        cast.wallet, week=WEEK, seed=seed, drawer=cast.supervisor, by=cast.han_meimei, at=MONDAY
    )


def sampled(cast: Cast, *, twice: bool = False, agent: Membership | None = None) -> SampledCall:
    """One call of last week in a sample, and a form to score it on."""
    install_form(cast.wallet, by=SYSTEM, at=MONDAY)
    attempt = a_call(agent or cast.agent, cast.customer)
    call: SampledCall = a_sample(cast).calls.get(attempt=attempt)
    SampledCall.objects.for_wallet(cast.wallet).filter(id=call.id).update(twice=twice)
    call.refresh_from_db()
    return call


def another_supervisor(cast: Cast) -> Membership:
    return make_member(cast.wallet, Role.SUPERVISOR, "zhaoyun", "赵云", "Zhao Yun", "2002")


def scored(call: SampledCall, scorer: Membership, *, at: datetime = MONDAY, **changed: int | None) -> Review:
    judgement = Judgement(BEST | changed, {"note": "小结很清楚"}, "下次先说承诺的期限。")
    return score(call, judgement, scorer=scorer, by=Actor("staff", scorer.id), at=at)
