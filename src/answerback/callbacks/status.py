"""The state of the user's page: facts in, the first state that fits out. Pure; `queries.state_of` is its author.

First that fits wins, in the order of `Face`. Only witnesses `network` and `customer` ever become facts here, and what
the wallet's own call centre reports, which every face labels (`CallFacts.reported`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

NEVER_REACHED = ("not_placed", "line_silent")  # the customer's phone never heard of these
ELSEWHERE_FOR = timedelta(minutes=15)
ENDED_FOR = timedelta(minutes=30)


class Face(StrEnum):
    """What the user's page says; the order here is the order of precedence."""

    UNKNOWN = "unknown"
    TALKING = "talking"
    CONNECTED = "connected"
    YOU_RANG_US = "you_rang_us"
    RINGING = "ringing"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    ARRANGED = "arranged"
    QUIET = "quiet"


@dataclass(frozen=True)
class Names:
    """A name in both languages."""

    en: str = ""
    zh: str = ""


@dataclass(frozen=True)
class CallFacts:
    """One dialling, as the network or the customer saw it. Times are aware UTC."""

    attempt_id: UUID
    callback_id: UUID
    leg_id: UUID | None
    line: str
    last_two: str
    kind: str
    guide: str
    agent: Names
    team: Names
    work_number: str
    ringing_at: datetime | None = None
    answered_at: datetime | None = None
    media_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""

    @property
    def reported(self) -> bool:
        """Whether we know of it from the wallet's own call centre only: every face says so."""
        return self.line == "external"


@dataclass(frozen=True)
class Arranged:
    """A call to come: between `opens` and `closes`, from the number ending in `last_two`."""

    callback_id: UUID
    opens: datetime
    closes: datetime
    kind: str
    in_app: bool
    manual: bool = False


@dataclass(frozen=True)
class Facts:
    """All that a customer's page may say. `you_rang` is None while no hotline reports its own events."""

    wallet_id: UUID
    customer_id: UUID
    official_number: str
    caller_number: str
    rings_by_phone: bool
    stopped: bool
    calls: tuple[CallFacts, ...] = ()
    arranged: Arranged | None = None
    last_spoke_at: datetime | None = None
    ever_rang: bool = False
    you_rang: CallFacts | None = None


@dataclass(frozen=True)
class Status:
    """The answer: a face, the call or arrangement that it is about, and the next change if time alone brings one."""

    face: Face
    call: CallFacts | None = None
    arranged: Arranged | None = None
    until: datetime | None = None


def status_at(facts: Facts, now: datetime) -> Status:
    """The face for these facts at `now`. Never `unknown`: that is what a page without fresh facts says."""
    for rule in (_talking, _connected, _you_rang_us, _ringing, _elsewhere, _ended, _arranged):
        found = rule(facts, now)
        if found is not None:
            return found
    return Status(Face.QUIET)


def key_of(status: Status) -> str:
    """A short name of what a page draws for this status: when it changes the page is drawn again."""
    call = status.call
    parts = [status.face.value, str(call.attempt_id) if call else "", str(call.ended_at) if call else ""]
    if status.arranged:
        parts += [
            str(status.arranged.callback_id),
            status.arranged.opens.isoformat(),
            str(status.arranged.in_app),
        ]
    return "|".join(parts)


def _live(facts: Facts) -> list[CallFacts]:
    return [call for call in _witnessed(facts) if call.ended_at is None]


def _witnessed(facts: Facts) -> list[CallFacts]:
    """Calls that the network or the customer saw: an agent's own phone has no witness but the agent."""
    return [call for call in facts.calls if call.line != "manual"]


def _talking(facts: Facts, now: datetime) -> Status | None:
    for call in _live(facts):
        if call.answered_at and call.media_at and call.confirmed_at:
            return Status(Face.TALKING, call)
    return None


def _connected(facts: Facts, now: datetime) -> Status | None:
    for call in _live(facts):
        if call.answered_at:
            return Status(Face.CONNECTED, call)
    return None


def _you_rang_us(facts: Facts, now: datetime) -> Status | None:
    return Status(Face.YOU_RANG_US, facts.you_rang) if facts.you_rang else None


def _ringing(facts: Facts, now: datetime) -> Status | None:
    for call in _live(facts):
        if call.ringing_at:
            return Status(Face.RINGING, call)
    return None


def _ended_since(facts: Facts, now: datetime, window: timedelta) -> list[CallFacts]:
    """Calls that ended within `window`, the newest first; not those that never reached the customer's phone."""
    recent = [
        call
        for call in _witnessed(facts)
        if call.outcome not in NEVER_REACHED
        and call.ended_at
        and call.ended_at <= now < call.ended_at + window
    ]
    return sorted(recent, key=lambda call: call.ended_at or now, reverse=True)


def _elsewhere(facts: Facts, now: datetime) -> Status | None:
    """The last call that got through to the network found the line busy; our own failures do not hide that."""
    newest = [call for call in _ended_since(facts, now, ELSEWHERE_FOR) if call.outcome != "failed"][:1]
    for call in newest:
        if call.outcome == "busy" and call.ended_at:
            return Status(Face.ELSEWHERE, call, facts.arranged, call.ended_at + ELSEWHERE_FOR)
    return None


def _ended(facts: Facts, now: datetime) -> Status | None:
    for call in _ended_since(facts, now, ENDED_FOR):
        if (call.ringing_at or call.answered_at) and call.ended_at:
            return Status(Face.ENDED, call, facts.arranged, call.ended_at + ENDED_FOR)
    return None


def _arranged(facts: Facts, now: datetime) -> Status | None:
    if facts.arranged is None or facts.stopped or now >= facts.arranged.closes:
        return None
    return Status(Face.ARRANGED, None, facts.arranged, facts.arranged.closes)
