"""The user's one tap "they asked me for a secret" is a hazard, too: opened in the same transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt
from answerback.customers.models import Customer
from answerback.findings.hazards.facts import Fact, on_file
from answerback.findings.hazards.kinds import Kind, Source
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.journal.write import Actor
from answerback.reports import raise_alarm as reports
from answerback.reports.models import SecretAlarm


def raise_alarm(customer: Customer, *, session_id: UUID, by: Actor, at: datetime) -> SecretAlarm:
    """The alarm (`reports.raise_alarm`) with its hazard; tapping twice is one of each."""
    with transaction.atomic():
        alarm = reports.raise_alarm(customer, session_id=session_id, by=by, at=at)
        hear_alarm(alarm, by=by, at=at)
    return alarm


def hear_alarm(alarm: SecretAlarm, *, by: Actor, at: datetime) -> Hazard:
    """The hazard of this alarm."""
    origin = f"alarm:{alarm.id}"
    facts = set(on_file(alarm.customer, about={}, at=at, but=[origin]))
    facts |= {Fact.OUR_CALL} if alarm.attempt_id else {Fact.CONTACT}
    facts |= {Fact.PAUSED} if alarm.froze else set()
    found = Found(Source.ALARM, origin, _callback_of(alarm), alarm.ticket)
    return open_hazard(alarm.customer, kind=Kind.SECRET_ASKED, found=found, facts=facts, by=by, at=at)


def _callback_of(alarm: SecretAlarm) -> UUID | None:
    rows = Attempt.objects.for_wallet(alarm.wallet_id).filter(id=alarm.attempt_id)
    found: UUID | None = rows.values_list("callback_id", flat=True).first()
    return found
