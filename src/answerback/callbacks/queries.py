"""The questions that screens, streams and verbs ask of the story; read-only."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from answerback.callbacks.choose_line import line_of
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.states import LEASED, AttemptState, State
from answerback.callbacks.status import Arranged, CallFacts, Facts, Names, Status, status_at
from answerback.customers.models import Customer, Purpose, Stop
from answerback.customers.stop import forbids
from answerback.people.models import Membership
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet

SHOWN_BEFORE = timedelta(days=7)
SLOT = timedelta(minutes=30)
# Held for these reasons nobody rings until somebody changes something: that is not an arranged call.
BLOCKING = (Rule.CONSENT_MISSING, Rule.NUMBER_FRESH, Rule.NO_NUMBER, Rule.NO_LINE)


def state_of(customer: Customer, now: datetime) -> Status:
    """What the customer's page says at `now`: the only author of that answer."""
    return status_at(facts_of(customer, now), now)


def facts_of(customer: Customer, now: datetime) -> Facts:
    """Everything that the customer's page may say, read in four queries."""
    wallet = customer.wallet
    attempts = _attempts_of(customer).exclude(line=Line.MANUAL)
    recent = attempts.filter(Q(ended_at=None) | Q(ended_at__gte=now - timedelta(hours=1)))
    spoke = (
        attempts.filter(outcome=AttemptOutcome.SPOKE, ended_at__isnull=False).order_by("-ended_at").first()
    )
    return Facts(
        wallet_id=wallet.id,
        customer_id=customer.id,
        official_number=wallet.official_number,
        caller_number=wallet.caller_number,
        rings_by_phone=wallet.rings_by_phone,
        stopped=customer.stop == Stop.EVERYTHING,
        calls=tuple(call_facts(attempt) for attempt in recent),
        arranged=_arranged(customer, now),
        last_spoke_at=spoke.ended_at if spoke else None,
        ever_rang=attempts.filter(ringing_at__isnull=False).exists(),
    )


def _attempts_of(customer: Customer) -> QuerySet[Attempt]:
    rows = Attempt.objects.for_wallet(customer.wallet_id).filter(callback__customer=customer)
    return rows.select_related("callback", "agent").order_by("intended_at")


def call_facts(attempt: Attempt) -> CallFacts:
    """One attempt as the customer's page may know it."""
    agent = attempt.agent
    return CallFacts(
        attempt_id=attempt.id,
        callback_id=attempt.callback_id,
        leg_id=attempt.leg_id,
        line=attempt.line,
        last_two=attempt.last_two,
        kind=attempt.callback.kind,
        guide=attempt.callback.guide,
        agent=Names(agent.name_en, agent.name_zh),
        team=Names(agent.team_en, agent.team_zh),
        work_number=agent.work_number,
        ringing_at=attempt.ringing_at,
        answered_at=attempt.answered_at,
        media_at=attempt.media_at,
        confirmed_at=attempt.confirmed_at,
        ended_at=attempt.ended_at,
        outcome=attempt.outcome,
    )


def _arranged(customer: Customer, now: datetime) -> Arranged | None:
    """The next call that the customer may expect within a week; none that a rule forbids."""
    rows = Callback.objects.for_wallet(customer.wallet_id).filter(
        Q(state=State.PLANNED) | Q(state__in=[State.OFFERED, State.DIALLING, State.TALKING]),
        customer=customer,
        not_before__lt=now + SHOWN_BEFORE,
    )
    forbidden = [purpose for purpose in Purpose if forbids(Stop(customer.stop), purpose)]
    rows = rows.exclude(purpose__in=forbidden).exclude(held_by__in=BLOCKING)
    callback = rows.select_related("wallet", "customer").order_by("not_before").first()
    if callback is None:
        return None
    opens = callback.appointment_at or max(callback.not_before, callback.created_at)
    closes = opens + SLOT if callback.appointment_at else (callback.deadline_at or opens + SHOWN_BEFORE)
    line = line_of(callback)
    return Arranged(
        callback.id,
        opens,
        max(closes, now + SLOT),
        callback.kind,
        in_app=line == Line.IN_APP,
        manual=line == Line.MANUAL,
    )


def held_by(agent: Membership) -> Callback | None:
    """The callback on this agent's desk: leased to him and not finished."""
    rows = Callback.objects.for_wallet(agent.wallet_id).filter(
        agent=agent, lease_until__isnull=False, state__in=LEASED, finished_at=None
    )
    return rows.select_related("customer", "ticket", "wallet").first()


def undoable(agent: Membership, now: datetime) -> Callback | None:
    """The callback that this agent finished last and may still take back."""
    rows = Callback.objects.for_wallet(agent.wallet_id).filter(
        agent=agent,
        state=State.WRAP_UP,
        undo_until__isnull=False,
        undo_until__gt=now,
        finished_at__isnull=False,
    )
    return rows.select_related("customer", "ticket", "wallet").order_by("-finished_at").first()


def live_attempt(callback: Callback) -> Attempt | None:
    """The attempt under way, if any."""
    rows = Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback)
    return rows.exclude(state=AttemptState.ENDED).first()


def last_attempt(callback: Callback) -> Attempt | None:
    """The newest attempt, under way or ended."""
    return (
        Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback).order_by("-number").first()
    )


def live_attempt_of_customer(customer: Customer) -> Attempt | None:
    """The customer's own live call, if any."""
    rows = Attempt.objects.for_wallet(customer.wallet_id).filter(callback__customer=customer)
    return rows.exclude(state=AttemptState.ENDED).select_related("callback", "agent").first()


def ready(wallet: Wallet) -> QuerySet[Callback]:
    """Callbacks that may be taken now, the next one first; a partial index serves it whatever lies in the future."""
    rows = Callback.objects.for_wallet(wallet).filter(state=State.PLANNED, ready_at__isnull=False)
    return rows.order_by("priority", "ready_at")


def counts(wallet: Wallet) -> dict[str, int]:
    """How many callbacks are waiting, ready, being talked about and wrapped up: for the wallboard."""
    rows = Callback.objects.for_wallet(wallet)
    return {
        "waiting": rows.filter(state=State.PLANNED, ready_at=None).count(),
        "ready": rows.filter(state=State.PLANNED, ready_at__isnull=False).count(),
        "ringing": rows.filter(state=State.DIALLING).count(),
        "talking": rows.filter(state=State.TALKING).count(),
        "wrap_up": rows.filter(state=State.WRAP_UP, finished_at=None).count(),
    }


def of_customer(customer: Customer) -> QuerySet[Callback]:
    """All callbacks of one customer, the newest first."""
    rows = Callback.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    return rows.select_related("ticket", "agent").order_by("-created_at")


def find(wallet_id: UUID, callback_id: UUID) -> Callback | None:
    """One callback of this wallet."""
    rows = Callback.objects.for_wallet(wallet_id).select_related("customer", "ticket", "wallet", "agent")
    return rows.filter(id=callback_id).first()
