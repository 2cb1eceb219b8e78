"""What a line can tell: one dataclass for each event, each with leg, seq, time and witness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Witness(StrEnum):
    """Who saw it. Only `network` and `customer` may move the customer's own page, and `reported`, which is labelled.

    `reported`: the wallet's own call centre tells us, signed, what its dialer's network saw.
    """

    NETWORK = "network"
    CUSTOMER = "customer"
    AGENT = "agent"
    REPORTED = "reported"


class Cause(StrEnum):
    """Why a leg ended, in the words of the product; drivers map their network's codes to these."""

    FINISHED = "finished"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    VOICEMAIL = "voicemail"
    UNREACHABLE = "unreachable"
    WRONG_NUMBER = "wrong_number"
    PAGE_CLOSED = "page_closed"
    LOST = "lost"
    NETWORK_FAILURE = "network_failure"


@dataclass(frozen=True)
class CallEvent:
    """Something that happened on a leg; `seq` counts from 1 on each leg and never repeats."""

    leg: UUID
    seq: int
    at: datetime
    witness: Witness


@dataclass(frozen=True)
class Placed(CallEvent):
    """The line took the order to ring."""


@dataclass(frozen=True)
class Ringing(CallEvent):
    """The other end rings."""


@dataclass(frozen=True)
class Answered(CallEvent):
    """The other end answered: a person, a voicemail, or whoever has the forwarded phone."""


@dataclass(frozen=True)
class MediaFlowing(CallEvent):
    """Sound passes both ways."""


@dataclass(frozen=True)
class DigitPressed(CallEvent):
    """A key was pressed on the phone."""

    digit: str


@dataclass(frozen=True)
class HungUp(CallEvent):
    """The leg is over: the one final event."""

    cause: Cause


@dataclass(frozen=True)
class TrunkSilent(CallEvent):
    """The trunk gave no sign of life: not an attempt on the customer, an alarm for us."""
