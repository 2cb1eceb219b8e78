"""The contract of every line: the simulated one, the in-app one, the agent's own phone, a telephone exchange.

A driver writes what it sees into the inbox (`telephony.inbox`) and never touches the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from answerback.wallets.kinds import Line


class Feature(StrEnum):
    """What a line can do beyond ringing and hanging up."""

    HOLD = "hold"
    DTMF = "dtmf"
    RECORD = "record"
    SUPERVISE = "supervise"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class Destination:
    """Whom to ring. `number` is E.164 and empty in the app; `zone` is an IANA time zone name."""

    wallet_id: UUID
    customer_id: UUID
    agent_id: UUID
    number: str = ""


@dataclass(frozen=True)
class LiveLeg:
    """A leg that the line says is up: what reconciliation compares with the attempts."""

    leg: UUID
    intent_id: UUID
    placed_at: datetime


class Driver(Protocol):
    """One way to place a call."""

    line: Line
    capabilities: frozenset[Feature]

    def place(
        self, intent_id: UUID, to: Destination, *, caller_id: str, ring_seconds: int, at: datetime
    ) -> UUID:
        """Ring `to`, showing `caller_id` (E.164), for at most `ring_seconds`; the leg's id.

        The same `intent_id` again rings nobody and gives the same leg.
        """
        ...

    def hang_up(self, leg: UUID, *, at: datetime) -> None:
        """End the leg; a leg that is over stays over."""
        ...

    def live_legs(self) -> list[LiveLeg]:
        """Every leg of this line that is up."""
        ...

    def step(self, *, at: datetime) -> int:
        """Let time pass: time-outs, scripted ends, lost peers. How many events were written."""
        ...
