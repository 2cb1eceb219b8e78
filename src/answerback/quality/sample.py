"""A week's sample is drawn once, with the seed and the frame kept, so that anybody can draw it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.people.queries import staff_of
from answerback.people.rights import RIGHTS, Right
from answerback.quality.draw import HOUSE, Call, Drawn, Risk, Shares, draw
from answerback.quality.models import Sample, SampledCall
from answerback.quality.refusals import WeekNotOver
from answerback.quality.risk import frame_of
from answerback.quality.write import of_sample
from answerback.wallets.models import Wallet

MOST_CALLS_IN_LOOKUP = 900
"""Rows written at once: SQLite binds a bounded number of values."""


def week_of(wallet: Wallet, day: date) -> tuple[datetime, datetime]:
    """The week, Monday to Monday in the wallet's zone, that holds the day; aware UTC."""
    zone, monday = ZoneInfo(wallet.zone), day - timedelta(days=day.weekday())
    first = datetime.combine(monday, time.min, zone)
    return first.astimezone(UTC), datetime.combine(monday + timedelta(days=7), time.min, zone).astimezone(UTC)


def last_week(wallet: Wallet, *, at: datetime) -> tuple[datetime, datetime]:
    """The last week that is over."""
    return week_of(wallet, at.astimezone(ZoneInfo(wallet.zone)).date() - timedelta(days=7))


def draw_sample(
    wallet: Wallet,
    *,
    week: tuple[datetime, datetime],
    seed: int,
    drawer: Membership | None,
    by: Actor,
    at: datetime,
) -> Sample:
    """Draw the week's calls. A week that has its sample keeps it, whatever the seed. Raises WeekNotOver."""
    since, until = week
    if until > at:
        raise WeekNotOver
    with transaction.atomic():
        Wallet.objects.select_for_update().get(id=wallet.id)
        known: Sample | None = Sample.objects.for_wallet(wallet).filter(since=since).first()
        if known is not None:
            return known
        frame, shares = frame_of(wallet, since=since, until=until), _shares(wallet)
        sample: Sample = Sample.objects.create(
            wallet=wallet,
            since=since,
            until=until,
            seed=seed,
            shares=shares.as_codes(),
            frame=[[one.id, one.agent, *(risk.value for risk in one.risks)] for one in frame],
            drawn_by=drawer,
            drawn_at=at,
        )
        drawn = draw(frame, seed=seed, shares=shares)
        SampledCall.objects.bulk_create(
            [_row(sample, one) for one in drawn], batch_size=MOST_CALLS_IN_LOOKUP // 10
        )
        of_sample(sample, calls=len(drawn), twice=sum(one.twice for one in drawn), by=by, at=at)
    return sample


def _shares(wallet: Wallet) -> Shares:
    """Where one person scores alone, no call waits for a second who will never come."""
    roles = [role for role, rights in RIGHTS.items() if Right.SCORE_CALLS in rights]
    people = set(staff_of(wallet).filter(role__in=roles).values_list("person_id", flat=True))
    return HOUSE if len(people) > 1 else replace(HOUSE, twice=0)


def drawn_again(sample: Sample) -> tuple[Drawn, ...]:
    """The sample as its seed, shares and frame give it."""
    frame = [Call(id, agent, tuple(Risk(one) for one in risks)) for id, agent, *risks in sample.frame]
    return draw(frame, seed=sample.seed, shares=Shares.from_codes(sample.shares))


def is_as_drawn(sample: Sample) -> bool:
    """Whether the calls on file are those that the seed gives: nobody took one out or put one in."""
    rows = SampledCall.objects.for_wallet(sample.wallet_id).filter(sample=sample)
    kept = {(str(one.attempt_id), tuple(one.reasons), one.twice) for one in rows}
    return kept == {(one.call.id, one.reasons, one.twice) for one in drawn_again(sample)}


def _row(sample: Sample, one: Drawn) -> SampledCall:
    return SampledCall(
        wallet_id=sample.wallet_id,
        sample=sample,
        attempt_id=one.call.id,
        agent_id=one.call.agent,
        risk=one.call.stratum.value,
        reasons=list(one.reasons),
        twice=one.twice,
    )
