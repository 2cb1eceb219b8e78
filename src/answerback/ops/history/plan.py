"""The year, callback by callback, from a seed: pure, and the same every time."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from answerback.ops.history.afterwards import Talked, hazard_of, offer_of, ticket_of, wish_of
from answerback.ops.history.calls import ZONE, Ended, calls_of
from answerback.ops.history.people import LANYUE, QINGTAN, SHARE, agents_of, people
from answerback.ops.history.planting import planted
from answerback.ops.history.releases import taken_up, version_of
from answerback.ops.history.seasons import HOURS, kind_weight, sales_season, weight
from answerback.ops.history.shapes import CampaignPlan, FaultPlan, Matter, Order, PersonPlan, Planted

DAYS = 365
KINDS = {
    "payment_not_arrived": 24,
    "account_locked": 13,
    "mistaken_transfer": 9,
    "suspicious_login": 11,
    "scam_reported": 6,
    "onboarding_finished": 12,
    "routine_follow_up": 12,
    "customer_request": 13,
}
RAILS = {
    LANYUE: {"wallet_balance": 30, "qr_code": 24, "bank_transfer": 22, "card": 18, "on_chain": 6},
    QINGTAN: {"on_chain": 100},
}
RAIL_CODES = {
    "wallet_balance": "inside",
    "qr_code": "merchant",
    "card": "merchant",
    "bank_transfer": "bank",
    "on_chain": "chain",
}
"""A rail of the event, as the answers of the guide's step `p_rail` have it."""
SCREENS = {
    "pay": 20,
    "receive": 8,
    "records": 10,
    "sign_in": 16,
    "safety": 12,
    "notices": 9,
    "support": 10,
    "look": 9,
    "other": 6,
}
URGENT = frozenset({"suspicious_login", "scam_reported", "mistaken_transfer", "account_locked"})
SECURITY = frozenset({"suspicious_login", "scam_reported"})
REPORTING = ("scam_reported", "suspicious_login", "customer_request", "routine_follow_up")
ON_A_RAIL = frozenset({"payment_not_arrived", "mistaken_transfer"})
FINDS_IT_HARD = 0.17
SAYS_HOW = 0.6
CONFUSES = 4
MEETS_FRAUD = 0.045


def plan(order: Order) -> Iterator[Matter]:
    """`order.callbacks` matters, in the order in which they were asked for, day by day."""
    year = _Year(order)
    for day, many in days(order):
        yield from year.of_day(day, many)


def days(order: Order) -> Iterator[tuple[date, int]]:
    """How many callbacks each day of the year asks for; they add up."""
    first = order.until.astimezone(ZONE).date() - timedelta(days=DAYS)
    all_days = [first + timedelta(days=number) for number in range(DAYS)]
    dice = order.dice("days")
    drawn = Counter(dice.choices(all_days, [weight(day) for day in all_days], k=order.callbacks))
    yield from ((day, drawn[day]) for day in all_days)


class _Year:
    """The generator's state: the numbers given, whose ticket was reopened, who is planted when."""

    def __init__(self, order: Order) -> None:
        self.order, self.dice, self.number = order, order.dice("plan"), 0
        self.planted: Planted = planted(order)
        self.people: dict[str, list[PersonPlan]] = {LANYUE: [], QINGTAN: []}
        for person in people(order):
            self.people[person.wallet].append(person)
        self.agents = {wallet: agents_of(wallet) for wallet in self.people}
        self.reopened: list[tuple[date, int, Matter]] = []
        self.reports: dict[date, list[CampaignPlan]] = {}
        for campaign in self.planted.campaigns:
            for day in campaign.days:
                self.reports.setdefault(day, []).append(campaign)

    def of_day(self, day: date, many: int) -> Iterator[Matter]:
        """First what must be: reopened matters and planted reports; then whatever else happens."""
        yield from sorted(self._made(day, many), key=lambda matter: (matter.requested_at, matter.number))

    def _made(self, day: date, many: int) -> Iterator[Matter]:
        reports = self.reports.pop(day, [])
        for _place in range(many):
            if self.reopened and self.reopened[0][0] <= day:
                yield self._again(heapq.heappop(self.reopened)[2], day)
            elif reports:
                campaign = reports.pop()
                yield self._matter(day, campaign.wallet, self.dice.choice(REPORTING), campaign)
            else:
                yield self._background(day)
        if reports:
            self.reports.setdefault(day + timedelta(days=1), []).extend(reports)

    def _background(self, day: date) -> Matter:
        wallet = LANYUE if self.dice.random() < SHARE[LANYUE] else QINGTAN
        rate = {kind: share * kind_weight(kind, day) for kind, share in KINDS.items()}
        fault = self._excess(wallet, day, rate)
        if self.dice.random() < fault:
            return self._matter(day, wallet, "payment_not_arrived", None, faulty=True)
        return self._matter(day, wallet, self.dice.choices(list(rate), list(rate.values()))[0], None)

    def _excess(self, wallet: str, day: date, rate: dict[str, float]) -> float:
        """How much of this day's callbacks the fault brings."""
        fault = self.planted.fault
        if fault is None or wallet != fault.wallet:
            return 0.0
        rails = RAILS[wallet]
        usual = rate["payment_not_arrived"] / sum(rate.values()) * rails[fault.rail] / sum(rails.values())
        extra = usual * (fault.factor - 1) * _affected(fault, day)
        return extra / (1 + extra)

    def _matter(
        self, day: date, wallet: str, kind: str, campaign: CampaignPlan | None, *, faulty: bool = False
    ) -> Matter:
        dice, who = self.dice, self._person(wallet, campaign)
        version = version_of(self.order.until.date(), day, dice)
        if faulty and self.planted.fault:
            version = self.planted.fault.version
        rail = self._rail(wallet, kind, day, faulty)
        bare = self._bare(who, kind, _moment(day, dice), rail=rail, version=version)
        return self._with_findings(bare, campaign, day)

    def _person(self, wallet: str, campaign: CampaignPlan | None) -> PersonPlan:
        """Some need us often; a campaign in one language is met by those who speak it."""
        known = self.people[wallet]
        while True:
            person = known[min(len(known) - 1, int(len(known) * self.dice.random() ** 1.4))]
            if campaign is None or person.language == campaign.language or self.dice.random() < 0.02:
                return person

    def _rail(self, wallet: str, kind: str, day: date, faulty: bool) -> str:
        if kind not in ON_A_RAIL:
            return ""
        if faulty and self.planted.fault:
            return self.planted.fault.rail
        rails: dict[str, float] = {**RAILS[wallet]}
        if sales_season(day):  # people shop: the ways to pay a merchant are used more
            rails = {
                rail: share * (1.3 if rail in ("qr_code", "card") else 1.0) for rail, share in rails.items()
            }
        return self.dice.choices(list(rails), list(rails.values()))[0]

    def _bare(self, who: PersonPlan, kind: str, at: datetime, *, rail: str = "", version: str = "") -> Matter:
        """A callback with its calls and nothing else."""
        urgent = kind in URGENT
        ended = calls_of(kind, who.wallet, at, urgent, self.agents[who.wallet], self.dice)
        late = max(0, -(-(ended.at - self.order.until) // timedelta(days=1)))
        at, ended = _earlier(at, ended, timedelta(days=late))
        self.number += 1
        purpose = "security" if kind in SECURITY else "service"
        return Matter(
            number=self.number,
            wallet=who.wallet,
            person=who,
            kind=kind,
            purpose=purpose,
            priority=2 if urgent else 5,
            app_version=version,
            requested_at=at,
            calls=ended.calls,
            state=ended.state,
            ended_at=ended.at,
            rail=rail,
        )

    def _with_findings(self, bare: Matter, campaign: CampaignPlan | None, day: date) -> Matter:
        if campaign and bare.talk is None:  # a report is made by somebody we reached
            self.number -= 1
            return self._matter(day, bare.wallet, bare.kind, campaign)
        if bare.talk is None:
            return bare
        talked, dice = self._talked(bare), self.dice
        ticket = ticket_of(talked, dice)
        meets = campaign is not None or dice.random() < MEETS_FRAUD * (
            6 if bare.kind == "scam_reported" else 1
        )
        asked = talked.talk.summed not in ("refused", "call_later")
        hard = self._hard_screens(talked, bare.app_version) if asked else ()
        whole = replace(
            bare,
            ticket=ticket,
            hazard=hazard_of(talked, campaign, dice) if meets else None,
            offer=None if meets else offer_of(talked, dice),
            asked_hard=asked,
            hard_screens=hard,
            wish=wish_of(talked, hard[0] if hard and dice.random() < SAYS_HOW else "", dice)
            if asked
            else None,
        )
        self._remember_reopened(whole)
        return whole

    def _talked(self, bare: Matter) -> Talked:
        talk = bare.talk
        if talk is None:
            raise ValueError(bare.number)
        ended = Ended(bare.calls, bare.state, bare.ended_at)
        return Talked(
            bare.kind, bare.person, ended, talk, self.agents[bare.wallet][talk.agent], bare.requested_at
        )

    def _hard_screens(self, talked: Talked, version: str) -> tuple[str, ...]:
        """The screen that somebody finds hard to use, if any; the faulty version's screen is it more often."""
        fault, dice = self.planted.fault, self.dice
        screens = dict(SCREENS)
        if fault is not None and talked.person.wallet == fault.wallet and version == fault.version:
            screens[fault.screen] *= CONFUSES
        finds = dice.random() < FINDS_IT_HARD * sum(screens.values()) / 100
        return (dice.choices(list(screens), list(screens.values()))[0],) if finds else ()

    def _remember_reopened(self, matter: Matter) -> None:
        ticket = matter.ticket
        if (
            ticket
            and ticket.reopened_at
            and ticket.solved_again_at
            and ticket.solved_again_at < self.order.until
        ):
            day = ticket.reopened_at.astimezone(ZONE).date()
            heapq.heappush(self.reopened, (day, matter.number, matter))

    def _again(self, first: Matter, day: date) -> Matter:
        """The callback for a ticket that its user opened again."""
        reopened = first.ticket.reopened_at if first.ticket else None
        at = (reopened or _moment(day, self.dice)) + timedelta(minutes=1)
        return replace(self._bare(first.person, "ticket_solved", at, version=first.app_version), again=first)


def _affected(fault: FaultPlan, day: date) -> float:
    """The share of people who have the faulty version; the repaired one comes at `until`."""
    if not fault.since <= day:
        return 0.0
    return taken_up(fault.since, day) * (1 - taken_up(fault.until, day))


def _moment(day: date, dice: Random) -> datetime:
    """Some time of this day in China, as UTC."""
    hour = dice.choices(range(24), HOURS)[0]
    local = datetime(day.year, day.month, day.day, hour, dice.randrange(60), dice.randrange(60), tzinfo=ZONE)
    return local.astimezone(UTC)


def _earlier(at: datetime, ended: Ended, by: timedelta) -> tuple[datetime, Ended]:
    """The same calls some whole days earlier, so that the year ends with every callback ended."""
    if not by:
        return at, ended
    calls = tuple(
        replace(
            call,
            intended_at=call.intended_at - by,
            ended_at=call.ended_at - by,
            answered_at=call.answered_at - by if call.answered_at else None,
            confirmed_at=call.confirmed_at - by if call.confirmed_at else None,
            next_at=call.next_at - by if call.next_at else None,
        )
        for call in ended.calls
    )
    return at - by, Ended(calls, ended.state, ended.at - by)
