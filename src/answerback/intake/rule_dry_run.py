"""What a rule would have done with the events of the last days, shown before it is saved."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from answerback.callbacks.outcomes import Kind
from answerback.intake.models import Event, Rule
from answerback.intake.rule_edit import RuleDraft, check
from answerback.intake.rule_reading import facts_of, read_rule
from answerback.intake.rules import first_that_fits, is_sampled
from answerback.wallets.models import Wallet

MOST_EVENTS = 1000


@dataclass(frozen=True)
class RuleDryRun:
    """Of `seen` events `fits` meet the conditions; `earlier` of them go to a rule before, `sampled` ring."""

    seen: int
    fits: int
    earlier: int
    sampled: int


def rule_dry_run(
    wallet: Wallet, draft: RuleDraft, *, instead_of: Rule | None = None, at: datetime, days: int = 30
) -> RuleDryRun:
    """Asks the newest 1000 events of this kind. Raises `Invalid`. Writes nothing."""
    check(wallet, draft)
    tried = read_rule(Rule(wallet=wallet, **({"id": instead_of.id} if instead_of else {}), **asdict(draft)))
    others = Rule.objects.for_wallet(wallet).filter(kind=draft.kind, active=True, position__lt=draft.position)
    before = [read_rule(row) for row in others.exclude(pk=instead_of.pk if instead_of else None)]
    fits = earlier = sampled = 0
    events = _events(wallet, draft.kind, at - timedelta(days=days))
    for event in events:
        language = event.customer.language if event.customer else ""
        facts = facts_of(Kind(event.kind), json.loads(event.data), customer_language=language)
        if first_that_fits([tried], facts) is None:
            continue
        fits += 1
        if first_that_fits(before, facts) is not None:
            earlier += 1
        elif is_sampled(tried, f"{event.source}\n{event.event_id}"):
            sampled += 1
    return RuleDryRun(seen=len(events), fits=fits, earlier=earlier, sampled=sampled)


def _events(wallet: Wallet, kind: Kind, since: datetime) -> list[Event]:
    events = Event.objects.for_wallet(wallet).filter(kind=kind, is_resolution=False, received_at__gte=since)
    return list(events.exclude(subject="").select_related("customer").order_by("-received_at")[:MOST_EVENTS])
