"""What a year is planned of. Everything is codes, numbers and aware UTC times; nothing here knows the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random


@dataclass(frozen=True)
class Order:
    """What was asked for. The same order gives the same history, row by row."""

    seed: int
    callbacks: int
    until: datetime

    def name(self, *parts: object) -> str:
        """A thing's own name in this history, from which its id comes."""
        return "/".join(str(part) for part in (self.seed, self.callbacks, f"{self.until:%Y%m%d}", *parts))

    def dice(self, *parts: object) -> Random:
        """Dice of its own for one part of the plan, the same every time."""
        return Random(self.name(*parts))  # noqa: S311  a plan, no secret


@dataclass(frozen=True)
class Agent:
    """`skill` from 0 to 1: how often a talk solves the matter, and how content people are."""

    number: int
    name_zh: str
    name_en: str
    skill: float


@dataclass(frozen=True)
class PersonPlan:
    """One customer of a wallet."""

    number: int
    wallet: str
    language: str
    name: str
    takes_offers: bool
    since: datetime


@dataclass(frozen=True)
class Call:
    """One dialling, and how its agent summed it up. `wrong_codes`: how often a wrong code was typed."""

    number: int
    agent: int
    intended_at: datetime
    ended_at: datetime
    outcome: str
    summed: str
    answered_at: datetime | None = None
    confirmed_at: datetime | None = None
    wrong_codes: int = 0
    next_at: datetime | None = None

    @property
    def spoke(self) -> bool:
        """Whether somebody was talked to."""
        return self.answered_at is not None


@dataclass(frozen=True)
class PromisePlan:
    """`broken`: its time passed first. `explained_at`: the user was told why."""

    made_at: datetime
    due_at: datetime
    kept_at: datetime | None
    explained_at: datetime | None = None

    @property
    def is_late(self) -> bool:
        """Whether its time passes before it is kept."""
        return self.kept_at is None or self.kept_at > self.due_at


@dataclass(frozen=True)
class RatingPlan:
    """CSAT 1-5, CES 1-7, NPS 0-10; None where the user left it out. `sure`: yes, unsure, no or not said."""

    at: datetime
    csat: int | None
    ces: int | None
    nps: int | None
    sure: str = ""
    closing: int = 0


@dataclass(frozen=True)
class TicketPlan:
    """One ticket. `course`: the solution's steps done, whether it solved the matter."""

    opened_at: datetime
    solved_at: datetime | None
    reopened_at: datetime | None = None
    solved_again_at: datetime | None = None
    promise: PromisePlan | None = None
    ratings: tuple[RatingPlan, ...] = ()


@dataclass(frozen=True)
class HazardPlan:
    """One hazard as it was told. `campaign`: the planted one it belongs to; empty for an independent one."""

    kind: str
    contact: str
    did: tuple[str, ...]
    words: str
    opened_at: datetime
    closed_at: datetime | None
    safe_by: str
    campaign: str = ""


@dataclass(frozen=True)
class WishPlan:
    """A wish in somebody's own words. `code`: which of the planned wishes it is; never written to the database."""

    code: str
    where: str
    words: str
    at: datetime


@dataclass(frozen=True)
class OfferPlan:
    """What was said of an offer: `answer` is accepted or refused; `used_at` when it was made use of."""

    said_at: datetime
    answer: str
    used_at: datetime | None


@dataclass(frozen=True)
class Matter:
    """One callback with all that came of it. `again` is the matter whose reopened ticket it serves."""

    number: int
    wallet: str
    person: PersonPlan
    kind: str
    purpose: str
    priority: int
    app_version: str
    requested_at: datetime
    calls: tuple[Call, ...]
    state: str
    ended_at: datetime
    rail: str = ""
    hard_screens: tuple[str, ...] = ()
    asked_hard: bool = False
    ticket: TicketPlan | None = None
    again: Matter | None = None
    hazard: HazardPlan | None = None
    wish: WishPlan | None = None
    offer: OfferPlan | None = None

    @property
    def talk(self) -> Call | None:
        """The call in which they spoke."""
        return next((call for call in self.calls if call.spoke), None)


@dataclass(frozen=True)
class CampaignPlan:
    """A planted fraud campaign: what its reports have in common, and when they come."""

    code: str
    wallet: str
    theme: str
    language: str
    numbers: tuple[str, ...]
    links: tuple[str, ...]
    wording: tuple[int, ...]
    noise: float
    days: tuple[date, ...]


@dataclass(frozen=True)
class FaultPlan:
    """A planted product fault: with `version`, one rail fails `factor` times as often and one screen confuses."""

    wallet: str
    version: str
    since: date
    until: date
    rail: str
    screen: str
    factor: float


@dataclass(frozen=True)
class Planted:
    """What must be found. `seasons`: rises that are no fault and must not be reported."""

    campaigns: tuple[CampaignPlan, ...] = ()
    fault: FaultPlan | None = None
    seasons: tuple[tuple[str, date, date], ...] = field(default=())
