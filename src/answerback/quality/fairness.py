"""Each agent's scores beside those of calls like his: in the order of work numbers, never a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.people.models import Membership
from answerback.quality.means import Standing, standings
from answerback.quality.models import Review
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class AgentStanding:
    """One agent's line."""

    agent: Membership
    standing: Standing


def agents_beside(wallet: Wallet, *, since: datetime, until: datetime) -> list[AgentStanding]:
    """By work number. A call scored twice counts once, with the mean of both; half-scored ones do not count."""
    rows = Review.objects.for_wallet(wallet).filter(
        scored_at__gte=since, scored_at__lt=until, shown_at__isnull=False
    )
    by_call: dict[UUID, list[Review]] = {}
    for review in rows.select_related("agent", "call"):
        by_call.setdefault(review.call_id, []).append(review)
    agents = {both[0].agent_id: both[0].agent for both in by_call.values()}
    scores: dict[str, list[tuple[str, float]]] = {str(one): [] for one in agents}
    for both in by_call.values():
        share = sum(one.points / one.of for one in both) / len(both)
        scores[str(both[0].agent_id)].append((both[0].call.risk, share))
    found = standings(scores)
    lines = [AgentStanding(agent, found[str(id)]) for id, agent in agents.items()]
    return sorted(lines, key=lambda one: one.agent.work_number)
