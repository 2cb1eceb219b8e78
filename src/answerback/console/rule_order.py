"""A rule changes places with its neighbour among those of its kind: two saved versions, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.intake.models import Rule
from answerback.intake.queries import rules_of
from answerback.intake.rule_edit import change, draft_of
from answerback.journal.write import Actor


@transaction.atomic
def move(rule: Rule, *, earlier: bool, by: Actor, at: datetime) -> None:
    """One place earlier or later; the first and the last stay where they are."""
    row = list(rules_of(rule.wallet).filter(kind=rule.kind))
    here = row.index(rule)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, one in enumerate(row, start=1):
        change(one, draft_of(one, position=place * 10), if_version=one.version, by=by, at=at)
