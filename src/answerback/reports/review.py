"""A supervisor reviews an alarm: the flag on the agent is lifted, or stays with what was found."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Subject, write
from answerback.people.models import Membership
from answerback.reports.models import SecretAlarm, Verdict


def review(alarm: SecretAlarm, verdict: Verdict, *, reviewer: Membership, by: Actor, at: datetime) -> None:
    """Say what was found; the first review stands."""
    with transaction.atomic():
        rows = SecretAlarm.objects.for_wallet(alarm.wallet_id).filter(id=alarm.id, verdict=Verdict.OPEN)
        if not rows.update(verdict=verdict, reviewed_by=reviewer, reviewed_at=at):
            return
        alarm.verdict = verdict
        write(
            "secret_alarm.reviewed",
            wallet_id=alarm.wallet_id,
            subject=Subject("secret_alarm", alarm.id),
            by=by,
            at=at,
            customer_id=alarm.customer_id,
            data={"verdict": verdict.value},
        )
