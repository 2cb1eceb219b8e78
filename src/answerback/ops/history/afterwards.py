"""What comes of a talk: its ticket, promise and ratings, a hazard, a wish, an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from answerback.ops.history.calls import Ended
from answerback.ops.history.shapes import (
    Agent,
    Call,
    CampaignPlan,
    HazardPlan,
    OfferPlan,
    PersonPlan,
    PromisePlan,
    RatingPlan,
    TicketPlan,
    WishPlan,
)
from answerback.ops.history.words import independent, retold, scams, wish_said, wishes

NO_TICKET = frozenset({"onboarding_finished", "routine_follow_up", "ticket_solved"})
REOPENED, RATED, SAYS_WHETHER_SURE = 0.06, 0.34, 0.8
PROMISED, EXPLAINED = 0.5, 0.6
CONTACTS = {"sms": 0.45, "call": 0.25, "chat": 0.18, "email": 0.07, "website": 0.05}
DID = (("nothing", 0.7), ("opened_link", 0.13), ("told_code", 0.06), ("installed", 0.04), ("paid", 0.07))
HAS_A_WISH = 0.06
OFFERED, ACCEPTED, USED = 0.5, 0.22, 0.6
SAFE_BY = {
    "suspicious_message": "nothing_happened",
    "suspicious_call": "nothing_happened",
    "link_opened": "password_changed",
    "shared_secret": "account_secured",
    "app_installed": "app_removed",
    "fraud_loss": "user_informed",
    "reused_password": "password_changed",
}


@dataclass(frozen=True)
class Talked:
    """A talk that ended, and with whom."""

    kind: str
    person: PersonPlan
    ended: Ended
    talk: Call
    agent: Agent
    requested_at: datetime


def ticket_of(talked: Talked, dice: Random) -> TicketPlan | None:
    """The matter's ticket, for kinds that are about a matter."""
    if talked.kind in NO_TICKET:
        return None
    opened = talked.talk.ended_at - timedelta(seconds=20)
    last = talked.ended.calls[-1]
    promise = _promise(talked, dice) if last.summed == "waiting" and dice.random() < PROMISED else None
    solved = _solved_at(talked, last, promise, dice)
    if last.summed == "refused":
        return TicketPlan(opened, None)
    reopened = _reopened(talked, solved, dice)
    again = reopened + timedelta(hours=dice.uniform(20, 120)) if reopened else None
    plan = TicketPlan(opened, solved, reopened, again, promise)
    return TicketPlan(opened, solved, reopened, again, promise, tuple(_ratings(talked, plan, dice)))


def _promise(talked: Talked, dice: Random) -> PromisePlan:
    made = talked.ended.at
    due = made + timedelta(days=dice.choice((1, 2, 3, 3, 5)))
    in_time = dice.random() < 0.62 + 0.3 * talked.agent.skill
    if in_time:
        return PromisePlan(made, due, made + (due - made) * dice.uniform(0.3, 0.97))
    kept = due + timedelta(hours=dice.uniform(5, 90)) if dice.random() < 0.8 else None
    explained = due + timedelta(hours=dice.uniform(1, 4)) if dice.random() < EXPLAINED else None
    return PromisePlan(made, due, kept, explained)


def _solved_at(talked: Talked, last: Call, promise: PromisePlan | None, dice: Random) -> datetime | None:
    """With the call; else when somebody else has done his part, never while a promise is open."""
    if last.summed == "solved":
        return talked.ended.at
    if promise is not None:
        return promise.kept_at + timedelta(hours=dice.uniform(0.1, 6)) if promise.kept_at else None
    return talked.ended.at + timedelta(hours=dice.lognormvariate(3.4, 0.6))


def _reopened(talked: Talked, solved: datetime | None, dice: Random) -> datetime | None:
    if solved is None or dice.random() > REOPENED * (1.7 - talked.agent.skill):
        return None
    return solved + timedelta(hours=dice.uniform(6, 150))


def _ratings(talked: Talked, plan: TicketPlan, dice: Random) -> list[RatingPlan]:
    found = []
    for closing, solved in enumerate((plan.solved_at, plan.solved_again_at)):
        if solved is None or dice.random() > RATED:
            continue
        at = solved + timedelta(hours=dice.uniform(0.2, 40))
        if closing == 0 and plan.reopened_at and at >= plan.reopened_at:
            continue
        content = _content(talked, plan, closing, solved)
        found.append(_rating(at, closing, content, _sure(talked.talk, dice), dice))
    return found


def _content(talked: Talked, plan: TicketPlan, closing: int, solved: datetime) -> float:
    """How content somebody is, about 1 to 5: the outcome and the waiting weigh most."""
    waited_days = (solved - talked.requested_at) / timedelta(days=1)
    late = 0.9 if plan.promise and plan.promise.is_late else 0.0
    proven = 0.3 if talked.talk.confirmed_at else 0.0
    return 3.6 + proven + 1.4 * (talked.agent.skill - 0.5) - min(1.2, waited_days / 5) - late - closing


def _sure(talk: Call, dice: Random) -> str:
    """Whoever was shown the proof is surer."""
    if dice.random() > SAYS_WHETHER_SURE:
        return ""
    weights = (92, 6, 2) if talk.confirmed_at else (55, 30, 15)
    return dice.choices(("yes", "unsure", "no"), weights)[0]


def _rating(at: datetime, closing: int, content: float, sure: str, dice: Random) -> RatingPlan:
    def on(low: int, high: int, noise: float) -> int:
        share = (content + dice.gauss(0.35, noise) - 1) / 4
        return max(low, min(high, round(low + share * (high - low))))

    return RatingPlan(
        at,
        csat=on(1, 5, 0.8),
        ces=on(1, 7, 0.9) if dice.random() < 0.8 else None,
        nps=on(0, 10, 0.9) if dice.random() < 0.7 else None,
        sure=sure,
        closing=closing,
    )


def hazard_of(talked: Talked, campaign: CampaignPlan | None, dice: Random) -> HazardPlan:
    """What somebody met: a planted campaign's message, or one of nobody's."""
    language = talked.person.language
    contact = dice.choices(list(CONTACTS), list(CONTACTS.values()))[0]
    words = retold(campaign, dice) if campaign else independent(dice.choice(_themes()), language, dice)
    did = dice.choices([name for name, _ in DID], [share for _, share in DID])[0]
    kind = "suspicious_call" if contact == "call" else "suspicious_message"
    opened = talked.talk.ended_at - timedelta(seconds=35)
    closed = opened + timedelta(days=dice.lognormvariate(1.2, 0.7)) if dice.random() < 0.86 else None
    return HazardPlan(
        kind, contact, (did,), words, opened, closed, SAFE_BY[kind], campaign.code if campaign else ""
    )


def _themes() -> list[str]:
    return sorted(scams()["themes"])


def wish_of(talked: Talked, screen: str, dice: Random) -> WishPlan | None:
    """A wish in somebody's own words; `screen`: about this one."""
    if not screen and dice.random() > HAS_A_WISH:
        return None
    fitting = [one for one in wishes()["wish"] if not screen or one["where"] == screen]
    weights = [1 / (2 + place) for place in range(len(fitting))]
    wish = dice.choices(fitting, weights)[0]
    said = wish_said(wish, talked.person.language, dice)
    return WishPlan(wish["code"], wish["where"], said, talked.talk.ended_at - timedelta(seconds=28))


def offer_of(talked: Talked, dice: Random) -> OfferPlan | None:
    """Said only to those who agreed and have no trouble."""
    if not talked.person.takes_offers or talked.kind not in NO_TICKET or dice.random() > OFFERED:
        return None
    said = talked.talk.ended_at - timedelta(seconds=25)
    if dice.random() > ACCEPTED:
        return OfferPlan(said, "refused", None)
    used = said + timedelta(days=dice.uniform(0.2, 12)) if dice.random() < USED else None
    return OfferPlan(said, "accepted", used)
