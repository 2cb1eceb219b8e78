"""Step 5 by the wallet's own dialer, the matching: whose number is it, which callback is meant, may it be rung?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction

from answerback.callbacks import dial
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.offer import LEASE
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.queries import held_by
from answerback.callbacks.reported_refusals import AgentBusy, AnotherCall, NotVouchedFor
from answerback.callbacks.request import request
from answerback.callbacks.screen import Allowed, screen
from answerback.callbacks.states import AttemptState, LostRace, State, move
from answerback.customers.models import Customer, PhoneNumber, Purpose
from answerback.journal.write import Actor
from answerback.keys.seal import blind_indexes
from answerback.numbers import parse
from answerback.people.models import Membership
from answerback.telephony import legs
from answerback.telephony.driver import Destination
from answerback.telephony.models import Leg, ReportedCall
from answerback.wallets.kinds import Line
from answerback.wallets.policies import policies_of

PRIORITY = 5


class Named(Protocol):
    """What a report may name besides the number (`callbacks.reported.Report`)."""

    @property
    def number(self) -> str: ...
    @property
    def customer(self) -> str: ...
    @property
    def callback(self) -> UUID | None: ...
    @property
    def order(self) -> UUID | None: ...


def begin(call: ReportedCall, said: Named, *, by: Actor, at: datetime) -> Leg:
    """The leg of a reported call: that of an order of ours, or a new one by the same door as every dialling."""
    phone = _on_file(call, said)
    agent = Membership.objects.for_wallet(call.wallet_id).get(id=call.agent_id)
    ordered = _ordered(phone, agent, said)
    if ordered is not None:
        return ordered
    callback = _taken(phone, agent, said, by, at)
    try:
        attempt = dial.dial(callback, by=by, at=at, dialled=phone)
    except (dial.MayNotRing, LostRace) as refused:
        raise NotVouchedFor from refused
    return _leg(attempt, phone, at)


def _on_file(call: ReportedCall, said: Named) -> PhoneNumber:
    """The number on file of exactly one customer of this wallet; anything else is answered alike."""
    indexes = blind_indexes(call.wallet_id, parse(said.number, call.wallet.region).e164)
    rows = PhoneNumber.objects.for_wallet(call.wallet_id).filter(
        blind_index__in=indexes, retired_at=None, customer__erased_at=None
    )
    if said.customer:
        rows = rows.filter(customer__external_id=said.customer)
    found: list[PhoneNumber] = list(rows.select_related("customer__wallet")[:2])
    if len(found) != 1:
        raise NotVouchedFor
    return found[0]


def _ordered(phone: PhoneNumber, agent: Membership, said: Named) -> Leg | None:
    """The leg that our desk asked the call centre for (`leg.wanted`), to this customer and by this agent."""
    rows = Attempt.objects.for_wallet(phone.wallet_id).exclude(state=AttemptState.ENDED)
    attempt = rows.filter(callback__customer=phone.customer_id, agent=agent, line=Line.EXTERNAL).first()
    if attempt is None:
        if said.order is not None:
            raise NotVouchedFor
        return None
    leg = Leg.objects.for_wallet(phone.wallet_id).filter(intent_id=attempt.id).first()
    if attempt.phone_id != phone.id or said.order not in (None, attempt.id):
        raise NotVouchedFor
    if leg is not None and ReportedCall.objects.for_wallet(phone.wallet_id).filter(leg=leg).exists():
        raise AnotherCall
    return leg


def _taken(phone: PhoneNumber, agent: Membership, said: Named, by: Actor, at: datetime) -> Callback:
    """The callback that this call is, on this agent's desk from now on."""
    callback = _meant(phone, agent, said, by, at)
    if callback.state == State.OFFERED:
        return callback
    data = {"agent": str(agent.id), "line": Line.EXTERNAL.value}
    lease = {"agent": agent, "lease_until": at + LEASE, "ready_at": None}
    try:
        with transaction.atomic():
            move(callback, State.OFFERED, by=by, at=at, data=data, **lease)
    except IntegrityError as held:
        raise (AgentBusy if held_by(agent) else NotVouchedFor) from held
    return callback


def _meant(phone: PhoneNumber, agent: Membership, said: Named, by: Actor, at: datetime) -> Callback:
    """The one named; else the one on the agent's desk, else the most urgent that may be rung now; else a new one."""
    rows = Callback.objects.for_wallet(phone.wallet_id).filter(customer=phone.customer_id)
    rows = rows.select_related("customer", "wallet", "ticket", "agent")
    held = rows.filter(state=State.OFFERED, agent=agent)
    planned = rows.filter(state=State.PLANNED).order_by("priority", "not_before")
    if said.callback is not None:
        held, planned = held.filter(id=said.callback), planned.filter(id=said.callback)
    found = _allowed([*held, *planned], phone, at)
    if found is None and said.callback is None:
        found = _allowed([_new(phone.customer, by, at)], phone, at)
    if found is None:
        raise NotVouchedFor
    return found


def _allowed(callbacks: Iterable[Callback], phone: PhoneNumber, at: datetime) -> Callback | None:
    allowed = (one for one in callbacks if isinstance(screen(one, at, dialled=phone), Allowed))
    return next(allowed, None)


def _new(customer: Customer, by: Actor, at: datetime) -> Callback:
    """A call that nobody had planned: a follow-up like any other, under consent, hours and caps."""
    return request(
        wallet=customer.wallet,
        customer=customer,
        kind=Kind.ROUTINE_FOLLOW_UP,
        purpose=Purpose.SERVICE,
        priority=PRIORITY,
        guide=Kind.ROUTINE_FOLLOW_UP,
        not_before=at,
        deadline_at=None,
        by=by,
        at=at,
    )


def _leg(attempt: Attempt, phone: PhoneNumber, at: datetime) -> Leg:
    """The leg stands at once: nobody has to be asked to ring."""
    wallet = phone.customer.wallet
    to = Destination(wallet.id, phone.customer_id, attempt.agent_id, phone.e164)
    leg = legs.make(Line.EXTERNAL, attempt.id, to, ring_seconds=policies_of(wallet).ring_seconds, at=at)
    dial.placed(attempt, leg.id, at=at)
    return leg
