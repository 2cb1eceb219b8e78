"""The driver of the manual line: off by default, allowed per wallet. Its only witness is the agent, so the
customer's page never moves: it stays at *arranged* and says that this call cannot be confirmed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerback.telephony import legs
from answerback.telephony.driver import Destination, Driver, Feature, LiveLeg
from answerback.telephony.events import Answered, Cause, HungUp, Witness
from answerback.telephony.inbox import has, put
from answerback.telephony.models import Leg
from answerback.wallets.kinds import Line

GIVEN_UP_AFTER = timedelta(hours=2)


class ManualLine(Driver):
    """Rings nobody by itself."""

    line = Line.MANUAL
    capabilities: frozenset[Feature] = frozenset()

    def place(
        self, intent_id: UUID, to: Destination, *, caller_id: str, ring_seconds: int, at: datetime
    ) -> UUID:
        """Open the order; the agent dials."""
        return legs.make(self.line, intent_id, to, ring_seconds=ring_seconds, at=at).id

    def hang_up(self, leg: UUID, *, at: datetime) -> None:
        """The agent says that the call is over."""
        found = legs.find(leg)
        if found is not None:
            report(found, Cause.FINISHED if has(found, Answered) else Cause.NO_ANSWER, at=at)

    def live_legs(self) -> list[LiveLeg]:
        """Every order that is open."""
        return legs.live_legs(self.line)

    def step(self, *, at: datetime) -> int:
        """An order that nobody reported on for two hours is given up."""
        late = [leg for leg in legs.live(self.line) if at - leg.placed_at > GIVEN_UP_AFTER]
        return sum(report(leg, Cause.NO_ANSWER, at=at) for leg in late)


def answered(leg: Leg, *, at: datetime) -> bool:
    """The agent says that somebody answered."""
    return put(leg, Answered, at=at, witness=Witness.AGENT)


def report(leg: Leg, cause: Cause, *, at: datetime) -> bool:
    """The agent says how it ended."""
    return put(leg, HungUp, at=at, witness=Witness.AGENT, cause=cause)
