"""What becomes of an event whose customer may be known: a callback, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.request import request
from answerback.callbacks.settle import settle
from answerback.callbacks.states import State
from answerback.customers.models import Customer, Purpose
from answerback.intake.models import Event, EventState, Rule
from answerback.intake.moments import read_moment
from answerback.intake.rule_reading import FieldType, ReadRule, facts_of, fields_of, read_rule
from answerback.intake.rules import first_that_fits, is_sampled
from answerback.journal.write import Actor

ROUTINE_SOURCE = "/routine/"
ROUTINE = re.compile(rf"{ROUTINE_SOURCE}[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}")
TOLD = {"currency", "sent_at"}
STILL_TO_RING = (State.PLANNED, State.OFFERED)


def decide(event: Event, *, by: Actor, at: datetime) -> Event:
    """Set the event's state and make its callback, if a rule says so. In a transaction; the caller saves."""
    event.customer = _locked(event.customer)
    if event.is_resolution:
        _settle(event, by=by, at=at)
    elif event.customer is None:
        event.state = EventState.CUSTOMER_MISSING
    elif _was_settled(event):
        event.state = EventState.ALREADY_SETTLED
    elif (planned := _planned_already(event)) is not None:
        event.state, event.callback_id = EventState.JOINED, planned.id
    else:
        _by_rule(event, event.customer, by=by, at=at)
    return event


def _locked(customer: Customer | None) -> Customer | None:
    """Two events of one customer are decided one after the other, and none while he is being erased."""
    if customer is None:
        return None
    rows = Customer.objects.for_wallet(customer.wallet_id).select_for_update()
    found: Customer | None = rows.filter(pk=customer.pk, erased_at=None).first()
    return found


def _settle(event: Event, *, by: Actor, at: datetime) -> None:
    event.state = EventState.SETTLED
    waiting = Event.objects.for_wallet(event.wallet_id).filter(
        state=EventState.CUSTOMER_MISSING, subject=event.subject, matter_id=event.matter_id, kind=event.kind
    )
    waiting.filter(occurred_at__lte=event.occurred_at).exclude(pk=event.pk).update(
        state=EventState.ALREADY_SETTLED
    )
    if event.customer is not None:
        settle(event.wallet, event.matter_id, event.customer, by=by, at=at)


def _was_settled(event: Event) -> bool:
    """Messages overtake one another: the good news may have come first."""
    if not event.matter_id:
        return False
    settled = Event.objects.for_wallet(event.wallet_id).filter(
        subject=event.subject, matter_id=event.matter_id, kind=event.kind, is_resolution=True
    )
    return settled.filter(occurred_at__gte=event.occurred_at).exists()


def _planned_already(event: Event) -> Callback | None:
    """A second event of one matter does not ring the customer twice."""
    if not event.matter_id:
        return None
    callbacks = Callback.objects.for_wallet(event.wallet_id).filter(
        customer=event.customer, matter_id=event.matter_id, kind=event.kind, state__in=STILL_TO_RING
    )
    return callbacks.first()


def _by_rule(event: Event, customer: Customer, *, by: Actor, at: datetime) -> None:
    rule = rule_for(event, customer)
    if rule is None:
        event.state = EventState.NO_RULE
        return
    event.rule_id, event.rule_version = rule.row.id, rule.row.version
    deadline_at = deadline_of(rule.row, event.occurred_at)
    if not _is_routine(event) and not is_sampled(rule, f"{event.source}\n{event.event_id}"):
        event.state = EventState.NOT_SAMPLED
    elif deadline_at is not None and deadline_at <= at:
        event.state = EventState.TOO_LATE
    else:
        event.callback_id = _request(event, customer, rule.row, deadline_at, by=by, at=at).id
        event.state = EventState.PLANNED


def rule_for(event: Event, customer: Customer) -> ReadRule | None:
    """The first active rule of the wallet that fits; of a routine event only the rule that made it."""
    rows = Rule.objects.for_wallet(event.wallet_id).filter(kind=event.kind, active=True)
    if _is_routine(event):
        rows = rows.filter(pk=event.source.removeprefix(ROUTINE_SOURCE))
    facts = facts_of(Kind(event.kind), json.loads(event.data), customer_language=customer.language)
    return first_that_fits([read_rule(row) for row in rows], facts)


def _is_routine(event: Event) -> bool:
    """Made by `routine`, which has sampled already."""
    return ROUTINE.fullmatch(event.source) is not None


def deadline_of(rule: Rule, occurred_at: datetime) -> datetime | None:
    """After this the call would help nobody; counted from what happened, not from when we heard of it."""
    return None if rule.deadline_hours is None else occurred_at + timedelta(hours=rule.deadline_hours)


def _request(
    event: Event, customer: Customer, rule: Rule, deadline_at: datetime | None, *, by: Actor, at: datetime
) -> Callback:
    said = json.loads(event.data)
    wished_at = read_moment(said.get("wished_at", "")) or event.occurred_at
    return request(
        wallet=event.wallet,
        customer=customer,
        kind=event.kind,
        purpose=Purpose(rule.purpose),
        priority=rule.priority,
        guide=rule.guide,
        not_before=max(at, wished_at, event.occurred_at + timedelta(minutes=rule.delay_minutes)),
        deadline_at=deadline_at,
        matter_id=event.matter_id,
        event_id=event.id,
        in_app=said.get("in_app") is True or not event.wallet.rings_by_phone,
        about=about_of(Kind(event.kind), said) | {"occurred_at": event.occurred_at.isoformat()},
        by=by,
        at=at,
    )


def about_of(kind: Kind, said: Mapping[str, Any]) -> dict[str, str | bool]:
    """What the callback may know of its event in the clear: choices, amounts and times, never text that names anybody.

    The guide branches on it, the desk shows it, and erasing the person empties it.
    """
    plain = {name for name, field in fields_of(kind).items() if field.type is not FieldType.TEXT} | TOLD
    return {name: value for name, value in said.items() if name in plain and isinstance(value, str | bool)}
