"""The user's one tap "they asked me for a secret" is a hazard, too: opened with its alarm, closed when mistaken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerback.callbacks.models import Attempt
from answerback.customers.models import Customer
from answerback.findings.hazards.close import close_hazard
from answerback.findings.hazards.facts import Fact, on_file
from answerback.findings.hazards.kinds import Kind, SafeBy, Source
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.reports import raise_alarm as reports
from answerback.reports import review as reports_review
from answerback.reports.models import SecretAlarm, Verdict


def raise_alarm(customer: Customer, *, session_id: UUID, by: Actor, at: datetime) -> SecretAlarm:
    """The alarm (`reports.raise_alarm`) with its hazard; tapping twice is one of each."""
    with transaction.atomic():
        alarm = reports.raise_alarm(customer, session_id=session_id, by=by, at=at)
        hear_alarm(alarm, by=by, at=at)
    return alarm


def hear_alarm(alarm: SecretAlarm, *, by: Actor, at: datetime) -> Hazard:
    """The hazard of this alarm."""
    origin = _origin(alarm)
    facts = set(on_file(alarm.customer, about={}, at=at, but=[origin]))
    facts |= {Fact.OUR_CALL} if alarm.attempt_id else {Fact.CONTACT}
    facts |= {Fact.PAUSED} if alarm.froze else set()
    found = Found(Source.ALARM, origin, _callback_of(alarm), alarm.ticket)
    return open_hazard(alarm.customer, kind=Kind.SECRET_ASKED, found=found, facts=facts, by=by, at=at)


def review_alarm(
    alarm: SecretAlarm, verdict: Verdict, *, reviewer: Membership, by: Actor, at: datetime
) -> None:
    """The review (`reports.review`); when nobody asked for a secret, its hazard is over, and the user reads so.

    The first review stands: a later one leaves both as they are.
    """
    with transaction.atomic():
        reports_review.review(alarm, verdict, reviewer=reviewer, by=by, at=at)
        alarm.refresh_from_db(fields=["verdict"])
        if alarm.verdict == Verdict.MISTAKEN:
            for hazard in Hazard.objects.for_wallet(alarm.wallet_id).filter(origin=_origin(alarm)):
                close_hazard(hazard, safe_by=SafeBy.NO_HAZARD, by=by, at=at)


def _origin(alarm: SecretAlarm) -> str:
    return f"alarm:{alarm.id}"


def _callback_of(alarm: SecretAlarm) -> UUID | None:
    rows = Attempt.objects.for_wallet(alarm.wallet_id).filter(id=alarm.attempt_id)
    found: UUID | None = rows.values_list("callback_id", flat=True).first()
    return found
