"""Step 2: may we ring? Asked when a callback is offered, and again inside the transaction that writes the dial intent.

Every refusal names its rule and the next allowed time; `None` as that time means: not until a person changes something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from answerback import calling
from answerback.callbacks.choose_line import line_of
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.rules_said import Rule
from answerback.customers.models import Consent, Customer, PhoneNumber, Purpose, Stop
from answerback.keys.seal import blind_index, blind_indexes
from answerback.telephony.models import LineLock
from answerback.wallets.kinds import Line
from answerback.wallets.policies import policies_of

# A voicemail answers, and nobody was reached.
UNANSWERED = Q(answered_at=None) | Q(outcome=AttemptOutcome.VOICEMAIL)
NOT_COUNTED = {AttemptOutcome.FAILED, AttemptOutcome.LINE_SILENT, AttemptOutcome.NOT_PLACED}


@dataclass(frozen=True)
class Allowed:
    """We may ring, over this line, on this number (None in the app)."""

    line: Line
    phone: PhoneNumber | None


@dataclass(frozen=True)
class Refused:
    """We may not, by this rule; `retry_at` is the next allowed time, None when no clock will help."""

    rule: Rule
    retry_at: datetime | None = None


Verdict = Allowed | Refused


def screen(callback: Callback, at: datetime, *, dialled: PhoneNumber | None = None) -> Verdict:
    """Whether `callback` may be rung at `at`, and how; `dialled` is the number that the external line already rings."""
    checks: tuple[Callable[[Callback, datetime], Refused | None], ...] = (
        _wants_no_call,
        _consent_missing,
        _too_late,
        _quiet,
        _appointment_not_yet,
        _outside_hours,
        _too_often,
    )
    for check in checks:
        refused = check(callback, at)
        if refused is not None:
            return refused
    return _dialable(callback, dialled, Line.EXTERNAL, at) if dialled else _line_for(callback, at)


def _wants_no_call(callback: Callback, at: datetime) -> Refused | None:
    customer = callback.customer
    if customer.erased_at is not None:
        return Refused(Rule.ERASED)
    if callback.settled_at is not None:
        return Refused(Rule.SETTLED)
    security = callback.purpose == Purpose.SECURITY
    if customer.stop == Stop.EVERYTHING:
        return Refused(Rule.DO_NOT_CALL)
    if customer.stop == Stop.ALL_BUT_SECURITY and not security:
        return Refused(Rule.DO_NOT_CALL)
    if customer.stop == Stop.OFFERS and callback.purpose == Purpose.MARKETING:
        return Refused(Rule.DO_NOT_CALL)
    return None


def _consent_missing(callback: Callback, at: datetime) -> Refused | None:
    """Each purpose needs its own yes; a security warning and a call the user asked for need none."""
    if callback.purpose == Purpose.SECURITY or callback.kind == "customer_request":
        return None
    rows = Consent.objects.for_wallet(callback.wallet_id).filter(
        customer=callback.customer, purpose=callback.purpose, withdrawn_at=None
    )
    return None if rows.exists() else Refused(Rule.CONSENT_MISSING)


def _too_late(callback: Callback, at: datetime) -> Refused | None:
    """A time that the user chose, or that we promised him, outlives the deadline."""
    if callback.deadline_at is None or callback.appointment_at is not None:
        return None
    return Refused(Rule.DEADLINE_PASSED) if at >= callback.deadline_at else None


def _quiet(callback: Callback, at: datetime) -> Refused | None:
    until = callback.customer.quiet_until
    if until and at < until and callback.purpose != Purpose.SECURITY:
        return Refused(Rule.QUIET_UNTIL, until)
    return None


def _appointment_not_yet(callback: Callback, at: datetime) -> Refused | None:
    chosen = callback.appointment_at
    return Refused(Rule.APPOINTMENT, chosen) if chosen and at < chosen else None


def _outside_hours(callback: Callback, at: datetime) -> Refused | None:
    """Hours in the user's own zone; an appointment or a call he asked for may use the outer window."""
    if callback.kind == "customer_request" and callback.in_app:
        return None
    hours, calendar = _hours(callback), calling.calendar_of(callback.customer.zone)
    if calling.is_allowed(at, callback.customer.zone, hours, calendar):
        return None
    return Refused(Rule.CALLING_HOURS, calling.next_allowed(at, callback.customer.zone, hours, calendar))


def first_hour(customer: Customer, at: datetime) -> datetime:
    """The first moment from `at` on at which he may be rung where he is; what is promised to him keeps to it."""
    hours = policies_of(customer.wallet).hours
    return calling.next_allowed(at, customer.zone, hours, calling.calendar_of(customer.zone))


def outside_hours(callback: Callback, at: datetime) -> bool:
    """Whether it is no time to ring where the customer is."""
    return _outside_hours(callback, at) is not None


def _hours(callback: Callback) -> calling.Hours:
    policies = policies_of(callback.wallet)
    if callback.purpose == Purpose.SECURITY and callback.approved_at:
        return calling.URGENT
    if callback.appointment_at or callback.kind == "customer_request":
        return policies.appointment_hours
    return policies.hours


def _too_often(callback: Callback, at: datetime) -> Refused | None:
    """Caps are per person, not per row; an appointment that the user chose is not counted against him."""
    if callback.appointment_at or callback.kind == "customer_request":
        return None
    rows = (
        Attempt.objects.for_wallet(callback.wallet_id)
        .filter(
            callback__customer=callback.customer,
            intended_at__gte=at - timedelta(days=30),
        )
        .filter(UNANSWERED)
    )
    times = list(rows.exclude(outcome__in=NOT_COUNTED).values_list("intended_at", flat=True))
    caps = policies_of(callback.wallet).caps
    allowed = calling.next_by_caps(times, at, callback.customer.zone, caps)
    if allowed is None:
        return Refused(Rule.ATTEMPTS_SPENT)
    return Refused(Rule.ATTEMPTS_TODAY, allowed) if allowed > at else None


def _line_for(callback: Callback, at: datetime) -> Verdict:
    line = line_of(callback)
    if line is None:
        return Refused(Rule.NO_LINE)
    return Allowed(line, None) if line == Line.IN_APP else _number_for(callback, line, at)


def line_index(callback: Callback, phone: PhoneNumber | None) -> str:
    """What a call locks: the phone, in the whole deployment, or the customer's own app."""
    return blind_index(None, phone.e164 if phone else f"app:{callback.customer_id}")


def _line_indexes(phone: PhoneNumber) -> list[str]:
    """Every index under which the phone may be locked: a lock outlives the rotation of its key."""
    return blind_indexes(None, phone.e164)


def _number_for(callback: Callback, line: Line, at: datetime) -> Verdict:
    numbers = PhoneNumber.objects.for_wallet(callback.wallet_id).filter(
        customer=callback.customer, retired_at=None
    )
    phone = numbers.exclude(verified_at=None).first()
    return Refused(Rule.NO_NUMBER) if phone is None else _dialable(callback, phone, line, at)


def _dialable(callback: Callback, phone: PhoneNumber, line: Line, at: datetime) -> Verdict:
    """A proven number of some age, which nobody else of ours rings now."""
    if phone.verified_at is None:
        return Refused(Rule.NO_NUMBER)
    if LineLock.objects.filter(index__in=_line_indexes(phone)).exists():
        return Refused(Rule.ALREADY_ON_A_CALL, at + timedelta(minutes=5))
    age = timedelta(hours=policies_of(callback.wallet).number_age_hours)
    changes = [moment for moment in (phone.changed_at, phone.sim_changed_at) if moment]
    fresh = phone.forwarding or any(at - moment < age for moment in changes)
    if fresh and not callback.approved_at:
        last = max(changes, default=at)
        return Refused(Rule.NUMBER_FRESH, None if phone.forwarding else last + age)
    return Allowed(line, phone)
