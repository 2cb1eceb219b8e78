"""The driver of the simulated line: events fall due as `step` is told the time, in the same order every time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerback.telephony import legs
from answerback.telephony.driver import Destination, Driver, Feature, LiveLeg
from answerback.telephony.events import (
    Answered,
    CallEvent,
    Cause,
    HungUp,
    MediaFlowing,
    Ringing,
    TrunkSilent,
    Witness,
)
from answerback.telephony.inbox import has, put
from answerback.telephony.models import Leg
from answerback.telephony.simulator.scenarios import Scenario, scenario_of
from answerback.wallets.kinds import Line


class SimulatedLine(Driver):
    """Places calls to nobody: each number plays its scenario."""

    line = Line.SIMULATED
    capabilities = frozenset({Feature.HOLD, Feature.DTMF})

    def place(
        self, intent_id: UUID, to: Destination, *, caller_id: str, ring_seconds: int, at: datetime
    ) -> UUID:
        """Ring a simulated phone."""
        return legs.make(self.line, intent_id, to, ring_seconds=ring_seconds, at=at).id

    def hang_up(self, leg: UUID, *, at: datetime) -> None:
        """We end the call."""
        found = legs.find(leg)
        if found is not None:
            put(found, HungUp, at=at, witness=Witness.NETWORK, cause=_our_cause(found))

    def live_legs(self) -> list[LiveLeg]:
        """Every simulated call that is up."""
        return legs.live_legs(self.line)

    def step(self, *, at: datetime) -> int:
        """Write what has fallen due on every live leg."""
        return sum(play(leg, at) for leg in legs.live(self.line))


def play(leg: Leg, at: datetime) -> int:
    """Write the events of one leg that have fallen due; how many."""
    scenario, written = scenario_of(leg.destination), 0
    for moment, kind, cause in _due(leg, scenario, at):
        written += put(leg, kind, at=moment, witness=Witness.NETWORK, cause=cause)
        if cause is not None:
            break
    return written


def _due(leg: Leg, scenario: Scenario, at: datetime) -> list[tuple[datetime, type[CallEvent], Cause | None]]:
    """What the scenario has brought by now, in order; an unanswered phone stops ringing at `ring_until`."""
    plan: list[tuple[float | None, type[CallEvent], Cause | None]] = [
        (scenario.ring, Ringing, None),
        (scenario.answer, Answered, None),
        (scenario.media, MediaFlowing, None),
        (scenario.silent, TrunkSilent, None),
        (scenario.hang_up, HungUp, scenario.cause),
    ]
    due = [(leg.placed_at + timedelta(seconds=s), kind, cause) for s, kind, cause in plan if s is not None]
    if scenario.answer is None and not (scenario.by_hand and has(leg, Answered)):
        due.append((leg.ring_until, HungUp, Cause.NO_ANSWER))
    return sorted([moment for moment in due if moment[0] <= at], key=lambda moment: moment[0])


def press(leg: Leg, button: str, *, at: datetime) -> bool:
    """The buttons of the phone in somebody's hand (88): answer, refuse, voicemail, hang_up; whether it did anything."""
    ended = {"refuse": Cause.REFUSED, "busy": Cause.BUSY, "hang_up": Cause.FINISHED}
    if button in ended:
        return put(leg, HungUp, at=at, witness=Witness.NETWORK, cause=ended[button])
    if button in ("answer", "voicemail"):
        put(leg, Ringing, at=at, witness=Witness.NETWORK)
        answered = put(leg, Answered, at=at, witness=Witness.NETWORK)
        put(leg, MediaFlowing, at=at, witness=Witness.NETWORK)
        return answered
    return False


def _our_cause(leg: Leg) -> Cause:
    return Cause.FINISHED if has(leg, Answered) else Cause.NO_ANSWER
