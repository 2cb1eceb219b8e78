"""The numbers on the wallboard: no person, no ticket, nothing that somebody across the room may not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from answerback.callbacks.queries import counts
from answerback.console.stories import available_agents
from answerback.findings.hazards.queries import found_since, urgent_hazards
from answerback.reports.queries import open_alarms
from answerback.tickets.queries import PromiseCounts, promise_counts
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Wall:
    """As at `at`; promises are those due since the wallet's own midnight."""

    waiting: int
    ready: int
    ringing: int
    talking: int
    wrap_up: int
    available: int
    promises: PromiseCounts
    alarms: int
    urgent: int
    hazards_today: int
    at: datetime

    @property
    def nobody_free(self) -> bool:
        """Callbacks may be taken and nobody is there to take one."""
        return self.ready > 0 and self.available == 0


def wall_of(wallet: Wallet, *, at: datetime) -> Wall:
    """The board as at `at`."""
    zone = ZoneInfo(wallet.zone)
    midnight = datetime.combine(at.astimezone(zone).date(), time(), tzinfo=zone)
    return Wall(
        **counts(wallet),
        available=available_agents(wallet),
        promises=promise_counts(wallet, since=midnight, until=at),
        alarms=open_alarms(wallet).count(),
        urgent=urgent_hazards(wallet).count(),
        hazards_today=found_since(wallet, midnight).count(),
        at=at,
    )
