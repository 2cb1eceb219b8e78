"""A matter's ticket with its promises and ratings, and the entries about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

from answerback.callbacks.promised import HALF_HOUR
from answerback.journal.kinds import SYSTEM, Actor
from answerback.ops.history.rows.calls import SETTLED
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.rows.tale import Tale
from answerback.ops.history.shapes import Matter, PromisePlan, RatingPlan, TicketPlan
from answerback.tickets.close import CLOSES_AFTER
from answerback.tickets.kinds import UNFINISHED, Closing, State
from answerback.tickets.models import Promise, Rating, Ticket
from answerback.tickets.reference import new_reference

MARKED = timedelta(seconds=20)
"""After a promise's time the dispatcher sees within so long that it is broken."""
CALL_AGAIN = {"zh-hans": "我们会再次给您打电话。", "en": "We ring you again."}
RESULT = {"zh-hans": "我们查清这件事，把结果告诉您。", "en": "We look into it and tell you the result."}
HAPPENED = {
    "payment_not_arrived": {"zh-hans": "一笔付款没有按时到账。", "en": "A payment did not arrive in time."},
    "account_locked": {"zh-hans": "账户被锁，登录不了。", "en": "The account is locked."},
    "mistaken_transfer": {"zh-hans": "转账转错了对象。", "en": "A transfer went to the wrong place."},
    "suspicious_login": {"zh-hans": "有一次登录不像本人。", "en": "A sign-in did not look like the user."},
    "scam_reported": {"zh-hans": "遇到了疑似诈骗。", "en": "The user met what looks like a fraud."},
    "customer_request": {"zh-hans": "用户请我们回电。", "en": "The user asked us to ring."},
}


@dataclass
class _Standing:
    """Where a ticket stands as its course is told."""

    state: State = State.OPEN
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    code: str = ""
    reopened: int = 0


class References:
    """References that are drawn from the history's own dice, none of them twice."""

    def __init__(self, setting: Setting) -> None:
        self.dice = setting.order.dice(setting.wallet.slug, "references")
        self.drawn: set[str] = set()

    def draw(self) -> str:
        """A new reference."""
        while True:
            reference = new_reference(self.dice.choice)
            if reference not in self.drawn:
                self.drawn.add(reference)
                return reference


def ticket_rows(tale: Tale, setting: Setting, matter: Matter, references: References) -> list[Model]:
    """The ticket, its promises and its ratings; nothing when the matter has no ticket of its own."""
    plan, ticket_id, talk = matter.ticket, setting.ticket_id(matter), matter.talk
    if plan is None or ticket_id is None or talk is None:
        return []
    agent = setting.agents[talk.agent]
    about = ("ticket", ticket_id)
    origin = f"callback:{setting.callback_id(matter)}"
    tale.tell(
        "ticket.opened",
        plan.opened_at,
        about,
        by=Actor("staff", agent),
        category=matter.kind,
        priority="normal",
        origin=origin,
        language=matter.person.language,
    )
    standing = _course(tale, setting, matter, plan, about)
    ticket = Ticket(
        id=ticket_id,
        wallet=setting.wallet,
        customer_id=setting.customer_id(matter.person),
        reference=references.draw(),
        category=matter.kind,
        state=standing.state,
        origin=origin,
        happened=HAPPENED.get(matter.kind, {}).get(matter.person.language, ""),
        owner_id=agent,
        opened_at=plan.opened_at,
        solved_at=standing.solved_at,
        closed_at=standing.closed_at,
        closed_code=standing.code,
        reopened=standing.reopened,
    )
    ratings = [_rating(tale, setting, matter, one, about) for one in plan.ratings]
    return [ticket, *_promises(tale, setting, matter, about), *(one for one in ratings if one)]


def _course(
    tale: Tale, setting: Setting, matter: Matter, plan: TicketPlan, about: tuple[str, UUID]
) -> _Standing:
    """Tell its moves, as far as they have come."""
    now = _Standing()
    agent = Actor("staff", setting.agents[matter.calls[-1].agent])
    summed = matter.calls[-1].summed
    if summed == "waiting":
        _move(tale, now, "ticket.moved", State.WAITING_WALLET, matter.ended_at, about, agent)
    if summed == "refused":
        _close(tale, now, Closing.WITHDRAWN, matter.ended_at + timedelta(minutes=5), about)
        return now
    by = SYSTEM if summed == "solved" else agent
    if not _move(tale, now, "ticket.solved", State.SOLVED, plan.solved_at, about, by):
        return now
    if plan.reopened_at and setting.past(plan.reopened_at):
        customer = Actor("customer", tale.customer_id)
        _close_in_time(tale, now, plan.solved_at, plan.reopened_at, about)
        times = now.reopened + 1
        _move(tale, now, "ticket.reopened", State.OPEN, plan.reopened_at, about, customer, times=times)
        now.reopened, now.closed_at, now.code = times, None, ""
        if not _move(tale, now, "ticket.solved", State.SOLVED, plan.solved_again_at, about, agent):
            return now
    _close_in_time(tale, now, now.solved_at, setting.until, about)
    return now


def _move(
    tale: Tale,
    now: _Standing,
    kind: str,
    to: State,
    at: datetime | None,
    about: tuple[str, UUID],
    by: Actor,
    **data: Any,
) -> bool:
    """Whether it has come to that."""
    if not tale.tell(kind, at, about, by=by, was=now.state.value, now=to.value, **data):
        return False
    now.state = to
    if to == State.SOLVED:
        now.solved_at = at
    elif to in UNFINISHED:
        now.solved_at = None
    return True


def _close(tale: Tale, now: _Standing, code: Closing, at: datetime, about: tuple[str, UUID]) -> bool:
    if not _move(tale, now, "ticket.closed", State.CLOSED, at, about, SYSTEM, code=code.value):
        return False
    now.closed_at, now.code = at, code.value
    return True


def _close_in_time(
    tale: Tale, now: _Standing, solved: datetime | None, before: datetime, about: tuple[str, UUID]
) -> bool:
    """A week after it was solved, unless something came before."""
    if solved is None or solved + CLOSES_AFTER + MARKED >= before:
        return False
    return _close(tale, now, Closing.SOLVED, solved + CLOSES_AFTER + MARKED, about)


def _rating(
    tale: Tale, setting: Setting, matter: Matter, plan: RatingPlan, about: tuple[str, UUID]
) -> Rating | None:
    scores: dict[str, Any] = {"csat": plan.csat, "ces": plan.ces, "nps": plan.nps, "sure": plan.sure}
    by = Actor("customer", tale.customer_id)
    if not tale.tell(
        "ticket.rated", plan.at, about, by=by, closing=plan.closing, has_comment=False, **scores
    ):
        return None
    return Rating(
        id=setting.id_of(plan.at, matter.number, "rating", plan.closing),
        wallet=setting.wallet,
        ticket_id=about[1],
        closing=plan.closing,
        at=plan.at,
        **scores,
    )


def _promises(tale: Tale, setting: Setting, matter: Matter, about: tuple[str, UUID]) -> list[Promise]:
    """Those of another call, and that of a result."""
    rows = []
    for number, plan in enumerate(_call_promises(matter)):
        rows.append(_promise(tale, setting, matter, plan, about, CALL_AGAIN, f"call-{number}"))
    if matter.ticket and matter.ticket.promise:
        rows.append(_promise(tale, setting, matter, matter.ticket.promise, about, RESULT, "result"))
    return [row for row in rows if row is not None]


def _call_promises(matter: Matter) -> list[PromisePlan]:
    """Each "we ring you again", kept when the user is next spoken to."""
    found = []
    for call in matter.calls:
        if call.next_at is not None:
            later = (one.answered_at for one in matter.calls[call.number :] if one.answered_at)
            found.append(PromisePlan(call.ended_at + SETTLED, call.next_at + HALF_HOUR, next(later, None)))
    return found


def _promise(
    tale: Tale,
    setting: Setting,
    matter: Matter,
    plan: PromisePlan,
    about: tuple[str, UUID],
    words: dict[str, str],
    name: str,
) -> Promise | None:
    promise_id = setting.id_of(plan.made_at, matter.number, "promise", name)
    callback, agent = setting.callback_id(matter), setting.agents[matter.calls[-1].agent]
    by = SYSTEM if words is CALL_AGAIN else Actor("staff", agent)
    data: dict[str, Any] = {"promise": promise_id, "due_at": plan.due_at}
    if not tale.tell("promise.made", plan.made_at, about, by=by, callback=callback, **data):
        return None
    kept, broken = setting.past(plan.kept_at), None
    if plan.is_late and tale.tell("promise.broken", plan.due_at + MARKED, about, **data):
        broken = plan.due_at + MARKED
    tale.tell("promise.kept", kept, about, by=by, promise=promise_id, late=plan.is_late)
    if broken:
        staff = Actor("staff", agent)
        tale.tell("promise.explained", plan.explained_at, about, by=staff, promise=promise_id)
    origin = f"callback:{callback}:{plan.due_at.timestamp():.0f}" if words is CALL_AGAIN else ""
    return Promise(
        id=promise_id,
        wallet=setting.wallet,
        ticket_id=about[1],
        text=words[matter.person.language],
        origin=origin,
        due_at=plan.due_at,
        made_by_id=None if words is CALL_AGAIN else agent,
        made_at=plan.made_at,
        kept_at=kept,
        broken_at=broken,
        callback_id=callback,
    )
