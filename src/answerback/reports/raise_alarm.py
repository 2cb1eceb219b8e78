""" "They asked me for a secret", in one tap: flag the agent, freeze what may be frozen, open a ticket."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt
from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.reports.models import SecretAlarm
from answerback.tickets.freeze import freeze_after_alarm
from answerback.tickets.kinds import Category, Priority
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket
from answerback.wallets.outbox import queue
from answerback.wallets.policies import policies_of

OURS_WITHIN = timedelta(minutes=30)
SAME_WITHIN = timedelta(minutes=10)


def raise_alarm(customer: Customer, *, session_id: UUID, by: Actor, at: datetime) -> SecretAlarm:
    """One alarm for each call of ours, or for ten minutes of calls that were not ours; tapping twice is one."""
    with transaction.atomic():
        Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
        attempt = _call_of_ours(customer, at)
        return _known(customer, attempt, at) or _raise(customer, attempt, session_id, by, at)


def _call_of_ours(customer: Customer, at: datetime) -> Attempt | None:
    """The live call, or the one that ended within half an hour and was answered."""
    rows = Attempt.objects.for_wallet(customer.wallet_id).filter(
        callback__customer=customer, answered_at__isnull=False
    )
    found = rows.select_related("agent").order_by("-answered_at").first()
    recent = found is not None and (found.ended_at is None or at - found.ended_at <= OURS_WITHIN)
    return found if recent else None


def _known(customer: Customer, attempt: Attempt | None, at: datetime) -> SecretAlarm | None:
    rows = SecretAlarm.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    if attempt is not None:
        rows = rows.filter(attempt_id=attempt.id)
    else:
        rows = rows.filter(attempt_id=None, raised_at__gt=at - SAME_WITHIN)
    found: SecretAlarm | None = rows.first()
    return found


def _raise(
    customer: Customer, attempt: Attempt | None, session_id: UUID, by: Actor, at: datetime
) -> SecretAlarm:
    alarm = SecretAlarm(
        wallet=customer.wallet,
        customer=customer,
        raised_at=at,
        attempt_id=attempt.id if attempt else None,
        agent=attempt.agent if attempt else None,
    )
    alarm.ticket = open_ticket(
        customer,
        category=Category.SECRET_ASKED,
        by=by,
        at=at,
        origin=f"alarm:{alarm.id}",
        priority=Priority.URGENT,
        deadline_at=at + timedelta(hours=4),
    )
    alarm.froze = _freeze(customer, alarm.ticket, session_id, by, at)
    alarm.save(force_insert=True)
    data = {"attempt": str(alarm.attempt_id or ""), "agent": str(alarm.agent_id or ""), "froze": alarm.froze}
    write(
        "secret_alarm.raised",
        wallet_id=customer.wallet_id,
        subject=Subject("secret_alarm", alarm.id),
        by=by,
        at=at,
        customer_id=customer.id,
        audience=Audience.CUSTOMER,
        data=data,
    )
    queue(
        customer.wallet,
        "secret_alarm.raised",
        {"alarm": str(alarm.id), "customer": customer.external_id, **data},
        at=at,
        subject_id=alarm.id,
    )
    return alarm


def _freeze(customer: Customer, ticket: Ticket, session_id: UUID, by: Actor, at: datetime) -> bool:
    if not policies_of(customer.wallet).freeze_on_secret_alarm:
        return False
    request = freeze_after_alarm(ticket, account=customer.external_id, by=by, session_id=session_id, at=at)
    return request is not None


def is_flagged(agent_id: UUID, wallet_id: UUID) -> bool:
    """Whether an alarm about this agent waits for review: such an agent is offered no callback."""
    return SecretAlarm.objects.for_wallet(wallet_id).filter(agent_id=agent_id, verdict="open").exists()
