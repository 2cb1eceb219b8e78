"""A callback and its attempts, with the entries that the story's verbs write on the way."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.states import AttemptState
from answerback.journal.kinds import SYSTEM, Actor, Audience
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.rows.tale import Tale
from answerback.ops.history.shapes import Call, Matter
from answerback.wallets.kinds import Line

FINISHED, SETTLED = timedelta(seconds=45), timedelta(seconds=55)
STAFF = Audience.STAFF


def callback_of(setting: Setting, matter: Matter) -> Callback:
    """The callback as it stands when all is over."""
    last = matter.calls[-1]
    return Callback(
        id=setting.callback_id(matter),
        wallet=setting.wallet,
        customer_id=setting.customer_id(matter.person),
        ticket_id=setting.ticket_id(matter),
        kind=matter.kind,
        purpose=matter.purpose,
        guide=matter.kind,
        language=matter.person.language,
        priority=matter.priority,
        about=_about(matter),
        state=matter.state,
        fence=sum(5 + call.spoke for call in matter.calls),
        not_before=last.intended_at - timedelta(seconds=40),
        in_app=not setting.wallet.rings_by_phone,
        agent_id=setting.agents[last.agent],
        wrap_up_since=last.ended_at,
        finished_at=last.ended_at + FINISHED,
        outcome=last.summed,
        created_at=matter.requested_at,
        ended_at=matter.ended_at,
    )


def _about(matter: Matter) -> dict[str, str]:
    return {"rail": matter.rail} if matter.rail else {}


def attempts_of(setting: Setting, matter: Matter) -> list[Attempt]:
    """One row for each dialling."""
    return [_attempt(setting, matter, call) for call in matter.calls]


def _attempt(setting: Setting, matter: Matter, call: Call) -> Attempt:
    phone = setting.phone_id(matter.person) if setting.wallet.rings_by_phone else None
    answered = call.answered_at
    return Attempt(
        id=attempt_id(setting, matter, call),
        wallet=setting.wallet,
        callback_id=setting.callback_id(matter),
        agent_id=setting.agents[call.agent],
        number=call.number,
        line=_line(setting),
        phone_id=phone,
        last_two=f"{matter.person.number % 80:02d}" if phone else "",
        leg_id=_leg_id(setting, matter, call),
        state=AttemptState.ENDED,
        outcome=AttemptOutcome(call.outcome),
        intended_at=call.intended_at,
        placed_at=call.intended_at + timedelta(seconds=1),
        ringing_at=call.intended_at + timedelta(seconds=3),
        answered_at=answered,
        media_at=answered + timedelta(seconds=1) if answered else None,
        confirmed_at=call.confirmed_at,
        ended_at=call.ended_at,
    )


def attempt_id(setting: Setting, matter: Matter, call: Call) -> UUID:
    """The id of this dialling."""
    return setting.id_of(call.intended_at, matter.number, "attempt", call.number)


def _leg_id(setting: Setting, matter: Matter, call: Call) -> UUID:
    return setting.id_of(call.intended_at, matter.number, "leg", call.number)


def _line(setting: Setting) -> Line:
    return Line.SIMULATED if setting.wallet.rings_by_phone else Line.IN_APP


def tell_calls(tale: Tale, setting: Setting, matter: Matter) -> None:
    """From the request to the end."""
    about = ("callback", setting.callback_id(matter))
    ticket = setting.ticket_id(matter)
    tale.tell(
        "callback.requested",
        matter.requested_at,
        about,
        kind=matter.kind,
        priority=matter.priority,
        purpose=matter.purpose,
        language=matter.person.language,
        ticket=ticket if matter.again else None,
    )
    for call in matter.calls:
        _tell_ringing(tale, setting, matter, call, about)
        if call.answered_at:
            _tell_talking(tale, setting, matter, call, about)
        _tell_end(tale, setting, matter, call, about)


def _tell_ringing(tale: Tale, setting: Setting, matter: Matter, call: Call, about: tuple[str, UUID]) -> None:
    agent, attempt = setting.agents[call.agent], attempt_id(setting, matter, call)
    at, by = call.intended_at, Actor("staff", agent)
    tale.tell("callback.ready", at - timedelta(seconds=40), about, audience=STAFF)
    tale.tell("callback.offered", at - timedelta(seconds=20), about, by=by, was="planned", agent=agent)
    tale.tell("callback.dialling", at, about, by=by, was="offered", attempt=attempt)
    leg = _leg_id(setting, matter, call)
    line = _line(setting).value
    tale.tell("attempt.placed", at + timedelta(seconds=1), about, attempt=attempt, leg=leg, line=line)
    tale.tell("attempt.ringing", at + timedelta(seconds=3), about, attempt=attempt)


def _tell_talking(tale: Tale, setting: Setting, matter: Matter, call: Call, about: tuple[str, UUID]) -> None:
    attempt, at = attempt_id(setting, matter, call), call.answered_at
    if at is None:
        return
    tale.tell("callback.talking", at, about, was="dialling")
    tale.tell("attempt.answered", at, about, attempt=attempt)
    sound = at + timedelta(seconds=1)
    tale.tell("attempt.media_flowing", sound, about, attempt=attempt)
    by = SYSTEM
    if setting.wallet.rings_by_phone:
        by = Actor("customer", tale.customer_id)
        agent = Actor("staff", setting.agents[call.agent])
        tale.tell("code.made", sound, about, audience=STAFF, attempt=attempt, number=1)
        read = sound + timedelta(seconds=3)
        tale.tell("code.read", read, about, by=agent, audience=STAFF, attempt=attempt, number=1)
        for tries in range(1, call.wrong_codes + 1):
            tale.tell("code.missed", read + timedelta(seconds=5), about, by=by, attempt=attempt, tries=tries)
    how = "code" if setting.wallet.rings_by_phone else "own_session"
    tale.tell("attempt.confirmed", call.confirmed_at, about, by=by, attempt=attempt, how=how)


def _tell_end(tale: Tale, setting: Setting, matter: Matter, call: Call, about: tuple[str, UUID]) -> None:
    agent = Actor("staff", setting.agents[call.agent])
    was = "talking" if call.spoke else "dialling"
    tale.tell("callback.wrap_up", call.ended_at, about, was=was)
    attempt = attempt_id(setting, matter, call)
    tale.tell("attempt.ended", call.ended_at, about, attempt=attempt, outcome=call.outcome)
    finished = call.ended_at + FINISHED
    tale.tell("callback.finished", finished, about, by=agent, audience=STAFF, outcome=call.summed)
    state = matter.state if call is matter.calls[-1] else "planned"
    ticket = setting.ticket_id(matter)
    tale.tell(
        f"callback.{state}",
        call.ended_at + SETTLED,
        about,
        was="wrap_up",
        outcome=call.summed,
        ticket=ticket if ticket and (matter.again or _has_ticket_by(matter, call)) else None,
    )


def _has_ticket_by(matter: Matter, call: Call) -> bool:
    return matter.ticket is not None and matter.ticket.opened_at <= call.ended_at + SETTLED
