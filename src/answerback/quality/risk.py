"""The frame of a sample: a week's answered calls, each with what makes it worth a second look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from answerback.callbacks.models import Attempt
from answerback.callbacks.outcomes import AttemptOutcome, Outcome
from answerback.findings.hazards.kinds import Level, State
from answerback.findings.hazards.models import Hazard
from answerback.quality.draw import Call, Risk
from answerback.reports.models import SecretAlarm
from answerback.tickets.models import Rating
from answerback.wallets.models import Wallet

NEW_FOR = timedelta(days=30)
LOW = Q(csat__lte=2) | Q(ces__lte=2)
"""One or two of five (CSAT), of seven (CES)."""
BAD_OUTCOMES = (Outcome.REFUSED, Outcome.WRONG_PERSON, Outcome.CUT_OFF, Outcome.TECHNICAL)
Fits = Callable[[Attempt], bool]


def frame_of(wallet: Wallet, *, since: datetime, until: datetime) -> list[Call]:
    """Every call that was answered and ended in [since, until)."""
    rows = Attempt.objects.for_wallet(wallet).filter(
        outcome=AttemptOutcome.SPOKE, answered_at__isnull=False, ended_at__gte=since, ended_at__lt=until
    )
    tests = _tests(wallet, rows.order_by(), until)
    return [
        Call(str(one.id), str(one.agent_id), tuple(risk for risk, fits in tests if fits(one)))
        for one in rows.select_related("callback").order_by("id")
    ]


def _tests(wallet: Wallet, calls: QuerySet[Attempt], until: datetime) -> list[tuple[Risk, Fits]]:
    alarmed = _alarmed(wallet, calls)
    hazardous = _hazardous(wallet, calls)
    low = _rated_low(wallet, calls)
    new = _new_agents(wallet, until)
    return [
        (Risk.ALARM, lambda one: one.id in alarmed),
        (Risk.HAZARD, lambda one: one.callback_id in hazardous),
        (Risk.LOW_RATING, lambda one: one.callback.ticket_id in low),
        (Risk.OUTCOME, lambda one: one.callback.outcome in BAD_OUTCOMES),
        (Risk.NEW_AGENT, lambda one: one.agent_id in new),
    ]


def _alarmed(wallet: Wallet, calls: QuerySet[Attempt]) -> set[UUID | None]:
    rows = SecretAlarm.objects.for_wallet(wallet).filter(attempt_id__in=calls.values("id"))
    return set(rows.values_list("attempt_id", flat=True))


def _hazardous(wallet: Wallet, calls: QuerySet[Attempt]) -> set[UUID | None]:
    rows = Hazard.objects.for_wallet(wallet).filter(
        callback_id__in=calls.values("callback_id"), level__in=[Level.HIGH, Level.URGENT]
    )
    return set(rows.exclude(state=State.WITHDRAWN).values_list("callback_id", flat=True))


def _rated_low(wallet: Wallet, calls: QuerySet[Attempt]) -> set[UUID]:
    rows = Rating.objects.for_wallet(wallet).filter(
        LOW, ticket_id__in=calls.exclude(callback__ticket=None).values("callback__ticket_id")
    )
    return set(rows.values_list("ticket_id", flat=True))


def _new_agents(wallet: Wallet, until: datetime) -> set[UUID]:
    """Whose first answered call was less than thirty days before the week's end."""
    rows = Attempt.objects.for_wallet(wallet).filter(answered_at__isnull=False)
    first = rows.order_by().values("agent_id").annotate(first=Min("answered_at"))
    return {one["agent_id"] for one in first if one["first"] > until - NEW_FOR}
