"""A call of last week that was drawn and scored, with a word to the agent who may answer it at his desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome, Kind, Outcome
from answerback.callbacks.states import AttemptState, State
from answerback.customers.bring import bring
from answerback.customers.data import CustomerData
from answerback.customers.models import Language, Purpose
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.people.queries import staff_of
from answerback.quality.form import install_form
from answerback.quality.items import READY
from answerback.quality.models import Sample, SampledCall
from answerback.quality.sample import draw_sample, last_week
from answerback.quality.score import Judgement, score
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet

EARLIER = "demo-last-week"
SEED = 20261122
COACHING = "核验做得很好。下次在道别之前，把承诺的期限再说一遍。 / Well proven. Next time say the promised day again."


def seed_quality(wallet: Wallet, *, at: datetime) -> None:
    """In a wallet whose weeks nobody has drawn yet."""
    if Sample.objects.for_wallet(wallet).exists():
        return
    agent, lead = (staff_of(wallet).filter(role=role).first() for role in (Role.AGENT, Role.SUPERVISOR))
    if agent is None or lead is None:
        return
    week = last_week(wallet, at=at)
    _call_of(agent, at=week[0] + timedelta(days=2, hours=3))
    install_form(wallet, by=SYSTEM, at=at)
    by = Actor("staff", lead.id)
    sample = draw_sample(wallet, week=week, seed=SEED, drawer=lead, by=by, at=at)
    _score(SampledCall.objects.for_wallet(wallet).filter(sample=sample).first(), lead, at=at)


def _call_of(agent: Membership, *, at: datetime) -> None:
    """One answered call, as the story leaves it behind: it was before the demo began, so nobody can live it."""
    wallet = agent.wallet
    data = CustomerData(name="林小雨", language=Language.ZH)
    customer = bring(wallet, EARLIER, data, by=SYSTEM, at=at).customer
    callback = Callback.objects.create(
        wallet=wallet,
        customer=customer,
        kind=Kind.PAYMENT_NOT_ARRIVED,
        purpose=Purpose.SERVICE,
        guide="payment_not_arrived",
        language=Language.ZH,
        state=State.DONE,
        not_before=at,
        created_at=at,
        ended_at=at + timedelta(minutes=6),
        outcome=Outcome.SOLVED,
        agent=agent,
    )
    Attempt.objects.create(
        wallet=wallet,
        callback=callback,
        agent=agent,
        number=1,
        line=Line.IN_APP,
        state=AttemptState.ENDED,
        outcome=AttemptOutcome.SPOKE,
        intended_at=at,
        answered_at=at,
        media_at=at,
        confirmed_at=at + timedelta(seconds=20),
        ended_at=at + timedelta(minutes=5),
    )


def _score(call: SampledCall | None, lead: Membership, *, at: datetime) -> None:
    """Everything well but the promise; a call that two people score waits for the visitor's own first."""
    if call is None or call.twice:
        return
    levels: dict[str, int | None] = {one.key: one.levels - 1 for one in READY}
    said = Judgement(levels | {"promise": 0}, {"promise": "没有说期限。"}, COACHING)
    score(call, said, scorer=lead, by=Actor("staff", lead.id), at=at)
