"""The routine follow-up (例行回访): so many days after something, or for a sample, we ask how things are.

A routine rule makes ordinary events: `source` names the rule, `id` the event that it follows. A step that is
repeated or cut off therefore makes none of them twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from answerback.callbacks.outcomes import Kind
from answerback.intake.accept import accept
from answerback.intake.decide import ROUTINE_SOURCE
from answerback.intake.models import Event, Rule
from answerback.intake.rule_reading import read_rule
from answerback.intake.rules import is_sampled
from answerback.journal.write import SYSTEM

PER_STEP = 20


def step(*, at: datetime) -> int:
    """Look at the next events of each routine rule; how many were looked at. Repeat until it is 0."""
    # every wallet: the sweep serves all of them, rule by rule.
    rules = Rule.objects.filter(kind=Kind.ROUTINE_FOLLOW_UP, active=True, after_days__isnull=False)
    return sum(_step_of(rule, at) for rule in rules)


@transaction.atomic
def _step_of(rule: Rule, at: datetime) -> int:
    """In the order in which events came; `sampled_after` is the last one looked at."""
    held: Rule = Rule.objects.for_wallet(rule.wallet_id).select_for_update().get(pk=rule.pk)
    due = _due(held, at)
    for event in due:
        if is_sampled(read_rule(held), str(event.id)):
            accept(held.wallet, envelope(held, event, at=at), by=SYSTEM, at=at)
    if due:
        Rule.objects.for_wallet(rule.wallet_id).filter(pk=rule.pk).update(sampled_after=due[-1].id)
    return len(due)


def _due(rule: Rule, at: datetime) -> list[Event]:
    """The next events that are old enough, up to the first that is not: none is ever passed over."""
    old_enough = at - timedelta(days=rule.after_days or 0)
    events = Event.objects.for_wallet(rule.wallet_id).filter(
        kind__in=rule.after_kinds,
        is_resolution=False,
        customer__isnull=False,
        received_at__gte=rule.created_at,
    )
    if rule.sampled_after is not None:
        events = events.filter(id__gt=rule.sampled_after)
    due: list[Event] = []
    for event in events.filter(received_at__gte=rule.created_at).order_by("id")[:PER_STEP]:
        if event.received_at > old_enough:
            break
        due.append(event)
    return due


def envelope(rule: Rule, after: Event, *, at: datetime) -> dict[str, Any]:
    """The follow-up of one event, as a CloudEvent."""
    return {
        "specversion": "1.0",
        "source": f"{ROUTINE_SOURCE}{rule.id}",
        "id": str(after.id),
        "type": f"answerback.{Kind.ROUTINE_FOLLOW_UP.value}.v1",
        "subject": after.subject,
        "time": at.isoformat(),
        "data": {"reason": "days_after", "after": str(after.kind), "days": rule.after_days},
    }
