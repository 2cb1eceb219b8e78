"""How the calls of one callback go: when they are made, who answers, how the agent sums up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from answerback.ops.history.people import QINGTAN
from answerback.ops.history.shapes import Agent, Call

ZONE = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = 9, 20
ENDINGS = (
    ("spoke", 0.64),
    ("no_answer", 0.19),
    ("busy", 0.06),
    ("refused", 0.03),
    ("voicemail", 0.05),
    ("unreachable", 0.03),
)
SUMMED = {
    "no_answer": "no_answer",
    "busy": "busy",
    "refused": "no_answer",
    "voicemail": "voicemail",
    "unreachable": "no_answer",
}
TRIES = 4
PROVEN = 0.86
WANTS_NONE, LATER = 0.015, 0.03
SOLVED = {
    "payment_not_arrived": 0.42,
    "account_locked": 0.72,
    "mistaken_transfer": 0.3,
    "suspicious_login": 0.75,
    "scam_reported": 0.5,
    "onboarding_finished": 0.95,
    "ticket_solved": 0.9,
    "routine_follow_up": 0.95,
    "customer_request": 0.6,
}
FOLLOWED_UP = 0.25
"""Of what a talk does not solve, so much is promised another call; the rest waits for somebody else."""


@dataclass(frozen=True)
class Ended:
    """All calls of a callback and where it ended."""

    calls: tuple[Call, ...]
    state: str
    at: datetime


def calls_of(
    kind: str, wallet: str, requested_at: datetime, urgent: bool, agents: tuple[Agent, ...], dice: Random
) -> Ended:
    """Call until somebody answers and the matter is summed up, or nobody is reached."""
    calls: list[Call] = []
    waits = timedelta(minutes=min(dice.lognormvariate(2.2 if urgent else 3.6, 0.9), 900))
    at = next_open(requested_at + waits, dice)
    while True:
        call = _call(len(calls) + 1, kind, wallet, at, dice.choice(agents), calls, dice)
        calls.append(call)
        if call.spoke and call.next_at is None:
            state = "refused" if call.summed == "refused" else "done"
            return Ended(tuple(calls), state, _settled(call))
        if not call.spoke and len(calls) >= TRIES:
            return Ended(tuple(calls), "unreachable", _settled(call))
        wanted = call.next_at or call.ended_at + timedelta(hours=dice.choice((2, 3, 4, 20)))
        at = wanted if call.next_at else next_open(wanted, dice)


def _settled(call: Call) -> datetime:
    """After wrapping up, and the ten seconds in which it can be taken back."""
    return call.ended_at + timedelta(seconds=55)


def _call(
    number: int, kind: str, wallet: str, at: datetime, agent: Agent, before: list[Call], dice: Random
) -> Call:
    outcome = dice.choices([name for name, _ in ENDINGS], [share for _, share in ENDINGS])[0]
    rang = timedelta(seconds=dice.randrange(6, 28))
    if outcome != "spoke":
        return Call(number, agent.number, at, at + rang + timedelta(seconds=9), outcome, SUMMED[outcome])
    answered = at + rang
    length = timedelta(seconds=max(50, round(dice.lognormvariate(5.4, 0.45) * (1.35 - agent.skill / 2))))
    summed = _summed(kind, agent, already=any(call.spoke for call in before), dice=dice)
    again = summed in ("follow_up", "call_later")
    ended = answered + length
    return Call(
        number,
        agent.number,
        at,
        ended,
        outcome,
        summed,
        answered_at=answered,
        confirmed_at=_confirmed(wallet, answered, dice),
        wrong_codes=1 if dice.random() < 0.06 and wallet != QINGTAN else 0,
        next_at=next_open(ended + timedelta(hours=dice.choice((4, 24, 24, 48))), dice) if again else None,
    )


def _confirmed(wallet: str, answered: datetime, dice: Random) -> datetime | None:
    """In the app the user's own session proves the call; by telephone most people type the code."""
    if wallet == QINGTAN:
        return answered + timedelta(seconds=2)
    return answered + timedelta(seconds=dice.randrange(12, 50)) if dice.random() < PROVEN else None


def _summed(kind: str, agent: Agent, *, already: bool, dice: Random) -> str:
    draw = dice.random()
    if not already and draw < WANTS_NONE:
        return "refused"
    if not already and draw < WANTS_NONE + LATER:
        return "call_later"
    if dice.random() < min(0.98, SOLVED[kind] * (0.72 + agent.skill * 0.4)):
        return "solved"
    return "follow_up" if not already and dice.random() < FOLLOWED_UP else "waiting"


def next_open(at: datetime, dice: Random) -> datetime:
    """The first moment from `at` at which people may be rung, in China."""
    local = at.astimezone(ZONE)
    if local.hour < OPENS:
        local = local.replace(hour=OPENS, minute=0)
    elif local.hour >= CLOSES:
        local = (local + timedelta(days=1)).replace(hour=OPENS, minute=0)
    else:
        return at
    return (local + timedelta(minutes=dice.randrange(90))).astimezone(at.tzinfo)
