"""Step 5 by the wallet's own dialer: a call that its call centre reports is matched, screened, and followed.

The call centre says what its dialer did; whether it was allowed is decided here, by the same screening as for our own
lines. What may not be rung is not vouched for: the user's page goes on saying that a caller is not us.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction

from answerback.callbacks import prove, talk
from answerback.callbacks.models import Attempt, Code
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.reported_call import begin
from answerback.callbacks.reported_refusals import (
    AgentUnknown,
    AnotherCall,
    CallIsOver,
    NoExternalLine,
    NotVouchedFor,
    ReportTooOld,
)
from answerback.callbacks.states import State
from answerback.callbacks.wrap_up import finish, suggested
from answerback.journal.write import Actor, Subject, write
from answerback.keys.seal import blind_index, blind_indexes
from answerback.numbers import NumberError, parse
from answerback.people.invite import Face, invite
from answerback.people.models import Membership, Role
from answerback.telephony import inbox
from answerback.telephony.events import Answered, Cause, HungUp, Ringing, Witness
from answerback.telephony.models import Leg, ReportedCall, ReportedEvent
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet

EventKind = Literal["ringing", "answered", "hung_up"]
KINDS = {"ringing": Ringing, "answered": Answered, "hung_up": HungUp}
NEWS_FOR = timedelta(minutes=2)
MOST_NAMES = 500
ELSEWHERE = "call-centre-"
CLOCKS_DIFFER = timedelta(seconds=10)
TALKED = frozenset({Cause.FINISHED, Cause.LOST})  # such an end says that there was a call to be told of first


@dataclass(frozen=True)
class Report:
    """What the call centre says. `agent` is a work number, `agent_label` a name for whom we do not know; one of them.

    `outcome`: with the end, what came of it; who has no desk here cannot say it otherwise.
    `number` as dialled; `customer` (the wallet's own id) decides where two share a number; `callback` and `order`
    name what was planned or asked for, if anything was.
    """

    call_id: str
    event: EventKind
    at: datetime
    number: str
    agent: str = ""
    agent_label: str = ""
    cause: Cause = Cause.FINISHED
    customer: str = ""
    callback: UUID | None = None
    order: UUID | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Taken:
    """`is_new`: told for the first time. `attempt` is None while nothing is vouched for (an end that came first)."""

    call: ReportedCall
    is_new: bool
    attempt: Attempt | None


def report(
    wallet: Wallet, said: Report, *, by: Actor, at: datetime, set_aside: Collection[UUID] = ()
) -> Taken:
    """Keep one event of a call, once for each call id and event, in whatever order they come, and follow it.

    `set_aside`: agents about whom an alarm waits; a new call of theirs is not vouched for.
    """
    if not (wallet.rings_by_phone and wallet.has_line(Line.EXTERNAL)):
        raise NoExternalLine
    late = at - said.at > NEWS_FOR and said.event != "hung_up"
    if late or said.at > at + CLOCKS_DIFFER:
        raise ReportTooOld
    try:
        return _report(wallet, said, set_aside, by, at)
    except NotVouchedFor:
        with transaction.atomic():
            key = Subject("api_key", by.id or wallet.id)
            write("leg.not_vouched_for", wallet_id=wallet.id, subject=key, by=by, at=at)
        raise


@transaction.atomic
def _report(wallet: Wallet, said: Report, set_aside: Collection[UUID], by: Actor, at: datetime) -> Taken:
    call = _call(wallet, said, by, at)
    is_new = _keep(call, said, at)
    if call.leg is None and _speaks_of_a_call(call):
        if call.agent_id in set_aside:
            raise NotVouchedFor
        call.leg = begin(call, said, by=by, at=at)
        call.save(update_fields=["leg"])
    if call.leg is None:
        return Taken(call, is_new, None)
    _pass_on(call, call.leg)
    _follow(call.leg, at)
    attempt = _attempt(call.leg)
    if attempt is not None:
        _sum_up(attempt, said.outcome, by, at)
    return Taken(call, is_new, attempt)


def _call(wallet: Wallet, said: Report, by: Actor, at: datetime) -> ReportedCall:
    """The call of this id, which stays one call: the same number throughout."""
    try:
        e164 = parse(said.number, wallet.region).e164
    except NumberError:
        raise NotVouchedFor from None
    rows = ReportedCall.objects.for_wallet(wallet).select_for_update(of=("self",)).select_related("leg")
    known: ReportedCall | None = rows.filter(call_id=said.call_id).first()
    if known is None:
        agent = _agent(wallet, said, by, at)
        index = blind_index(wallet.id, e164)
        fresh = ReportedCall(
            wallet=wallet, call_id=said.call_id, agent_id=agent.id, number_index=index, heard_at=at
        )
        fresh.save(force_insert=True)
        return fresh
    if known.number_index not in blind_indexes(wallet.id, e164):
        raise AnotherCall
    return known


def _agent(wallet: Wallet, said: Report, by: Actor, at: datetime) -> Membership:
    """Somebody of the staff by work number; or whoever the call centre names, who then has a place but no way in."""
    if said.agent:
        rows = Membership.objects.for_wallet(wallet).filter(work_number=said.agent, ended_at=None)
        found: Membership | None = rows.filter(role=Role.AGENT).first()
        if found is None:
            raise AgentUnknown
        return found
    return _named(wallet, " ".join(said.agent_label.split()), by, at)


def _named(wallet: Wallet, label: str, by: Actor, at: datetime) -> Membership:
    """The place of this name. One that an administrator ended stays ended, and names without end are refused."""
    digest = hashlib.sha256(label.encode()).hexdigest()
    number, begins = f"C{int(digest[:10], 16) % 10**8:08d}", f"{ELSEWHERE}{wallet.slug}-"
    places = Membership.objects.for_wallet(wallet)
    known: Membership | None = places.filter(work_number=number).first()
    if known is not None and known.ended_at is None:
        return known
    if (
        known is not None
        or not label
        or places.filter(person__username__startswith=begins).count() >= MOST_NAMES
    ):
        raise AgentUnknown
    face = Face(name_en=label, name_zh=label, team_en="Call centre", team_zh="呼叫中心")
    username = begins + digest[:16]
    return invite(wallet, username=username, role=Role.AGENT, face=face, work_number=number, by=by, at=at)


def _keep(call: ReportedCall, said: Report, at: datetime) -> bool:
    """Write the event down; False when this kind is known. What happens after the end is refused."""
    events = ReportedEvent.objects.for_wallet(call.wallet_id).filter(call=call)
    if call.leg is None or call.leg.ended_at is None:  # `answered` again is a sign of life
        ReportedCall.objects.for_wallet(call.wallet_id).filter(id=call.id).update(heard_at=at)
    if events.filter(kind=said.event).exists():
        return False
    end = events.filter(kind="hung_up").first()
    if end is not None and said.at > end.at:
        raise CallIsOver
    if said.event == "hung_up" and events.filter(at__gt=said.at).exists():
        raise ReportTooOld  # it would end before it began, in the record and in the answer to a PIN
    cause = said.cause.value if said.event == "hung_up" else ""
    ReportedEvent.objects.create(
        wallet_id=call.wallet_id, call=call, kind=said.event, at=said.at, cause=cause, received_at=at
    )
    return True


def _speaks_of_a_call(call: ReportedCall) -> bool:
    """An end that came before everything else waits for the rest; "busy" and the like are news by themselves."""
    events = ReportedEvent.objects.for_wallet(call.wallet_id).filter(call=call)
    return any(one.kind != "hung_up" or Cause(one.cause) not in TALKED for one in events)


def _pass_on(call: ReportedCall, leg: Leg) -> None:
    """Into the inbox in the order in which it happened; a line that is over takes nothing more."""
    kept = {one.kind: one for one in ReportedEvent.objects.for_wallet(call.wallet_id).filter(call=call)}
    for name, kind in KINDS.items():
        one = kept.get(name)
        if one is not None:
            cause = Cause(one.cause) if one.cause else None
            inbox.put(leg, kind, at=one.at, witness=Witness.REPORTED, cause=cause)


def _follow(leg: Leg, at: datetime) -> None:
    """Tell the story at once, so that the answer to `answered` finds its code; telling it twice changes nothing."""
    for row_id, event in inbox.undrained(leg=leg.id):
        talk.hear(event)
        inbox.drained(row_id, at=at)


def _attempt(leg: Leg) -> Attempt | None:
    rows = Attempt.objects.for_wallet(leg.wallet_id).select_related(
        "callback__ticket", "callback__wallet", "callback__customer", "agent__person"
    )
    found: Attempt | None = rows.filter(id=leg.intent_id).first()
    return found


def _sum_up(attempt: Attempt, outcome: Outcome | None, by: Actor, at: datetime) -> None:
    """Finish the wrap-up of an agent who has no desk, or whose call centre said what came of the call."""
    callback, elsewhere = attempt.callback, attempt.agent.person.username.startswith(ELSEWHERE)
    if callback.state == State.WRAP_UP and callback.finished_at is None and (outcome or elsewhere):
        finish(callback, outcome or suggested(attempt) or Outcome.WAITING, by=by, at=at)


def attempt_of(wallet: Wallet, call_id: str) -> Attempt | None:
    """The dialling behind a reported call of this wallet."""
    call = ReportedCall.objects.for_wallet(wallet).select_related("leg").filter(call_id=call_id).first()
    return _attempt(call.leg) if call is not None and call.leg is not None else None


def code_of(attempt: Attempt, *, by: Actor, at: datetime) -> Code:
    """The code that the call centre's agent reads aloud. Raises `NoCodeLeft`."""
    prove.issue(attempt, at=at)
    return prove.fetch(attempt, attempt.agent, by=by, at=at)
