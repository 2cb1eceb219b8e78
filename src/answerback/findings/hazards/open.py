"""A hazard is opened, its risk reckoned again when more is known, and withdrawn when its answer is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.customers.models import Customer
from answerback.findings.hazards.causes import CauseRule, Derived, derived
from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.facts import Fact, concluded
from answerback.findings.hazards.kinds import Cause, Kind, Level, MeasureState, Source, State
from answerback.findings.hazards.measures import ready_for
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.own import first_owner
from answerback.findings.hazards.rules import assess
from answerback.journal.write import Actor, Audience
from answerback.people.models import Membership
from answerback.tickets.models import Ticket
from answerback.wallets.outbox import queue

FOLLOW_UP = {
    Level.URGENT: timedelta(days=1),
    Level.HIGH: timedelta(days=3),
    Level.MEDIUM: timedelta(days=7),
    Level.LOW: timedelta(days=14),
}


@dataclass(frozen=True)
class Found:
    """Where a hazard came to light: `origin` makes the second telling harmless; `agent` is on the call, if any."""

    source: Source
    origin: str = ""
    callback_id: UUID | None = None
    ticket: Ticket | None = None
    agent: Membership | None = None
    words: str = field(default="", repr=False)

    @property
    def by_hand_in_call(self) -> bool:
        """Whether an agent chose it on his desk."""
        return self.source == Source.STAFF and self.callback_id is not None


def open_hazard(
    customer: Customer,
    *,
    kind: Kind,
    found: Found,
    facts: Iterable[Fact] = (),
    cause: Cause | None = None,
    by: Actor,
    at: datetime,
) -> Hazard:
    """The hazard of this origin: opened, opened again if its answer was taken back, or reckoned again with these facts.

    One that was closed stays closed, and one that a person withdrew stays withdrawn until a person opens it again
    in the call. `cause` is said by staff; without it the rules derive it. `found.words` have passed the guard.
    Telling the same twice changes nothing.
    """
    with transaction.atomic():
        Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
        known = _known(customer, found)
        if known is None:
            return _opened(_new(customer, kind, found, at), facts, cause, found, by=by, at=at)
        if known.state == State.WITHDRAWN and (known.closed_by_id is None or found.by_hand_in_call):
            Measure.objects.for_wallet(known.wallet_id).filter(hazard=known, state=MeasureState.OPEN).delete()
            return _opened(known, facts, cause, found, by=by, at=at)
        if known.state == State.OPEN:
            _reckon_again(known, facts, cause, found, by=by, at=at)
        return known


def withdraw(hazard: Hazard, *, by: Actor, at: datetime, person: Membership | None = None) -> bool:
    """The answer was taken back, or `person` says it was none; whether this changed anything."""
    with transaction.atomic():
        rows = Hazard.objects.for_wallet(hazard.wallet_id).filter(id=hazard.id, state=State.OPEN)
        if not rows.update(state=State.WITHDRAWN, late_since=None, closed_by=person):
            return False
        hazard.state = State.WITHDRAWN
        write_down(hazard, "hazard.withdrawn", by=by, at=at)
        return True


def _known(customer: Customer, found: Found) -> Hazard | None:
    if not found.origin:
        return None
    rows = Hazard.objects.for_wallet(customer.wallet_id).filter(customer=customer, origin=found.origin)
    # Locked, or a closing meanwhile would be written over.
    known: Hazard | None = rows.select_for_update(of=("self",)).select_related("wallet", "customer").first()
    return known


def _new(customer: Customer, kind: Kind, found: Found, at: datetime) -> Hazard:
    return Hazard(
        wallet=customer.wallet,
        customer=customer,
        kind=kind,
        source=found.source,
        origin=found.origin,
        callback_id=found.callback_id,
        ticket=found.ticket,
        words=found.words,
        opened_at=at,
    )


def _opened(
    hazard: Hazard,
    facts: Iterable[Fact],
    cause: Cause | None,
    found: Found,
    *,
    by: Actor,
    at: datetime,
) -> Hazard:
    """Write it as open from now on, with its measures and its owner, and interrupt whoever must know."""
    hazard.state, hazard.opened_at, hazard.follow_up_callback_id = State.OPEN, at, None
    hazard.closed_by = None
    hazard.ticket = hazard.ticket or found.ticket
    _reckon(hazard, facts, cause)
    hazard.follow_up_at = at + FOLLOW_UP[Level(hazard.level)]
    hazard.owner = first_owner(hazard, found.agent)
    hazard.save()
    _measures(hazard, at)
    names = ("kind", "cause", "level", "points", "source")
    data = {name: getattr(hazard, name) for name in names} | {"callback": hazard.callback_id}
    write_down(hazard, "hazard.opened", by=by, at=at, data=data)
    if hazard.level == Level.URGENT:
        _interrupt(hazard, at)
    return hazard


def _reckon_again(
    hazard: Hazard,
    facts: Iterable[Fact],
    cause: Cause | None,
    found: Found,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """More is known, or less: new points, another date for the follow-up, more measures."""
    before = (list(hazard.facts), hazard.points, hazard.level, hazard.cause)
    was = Level(hazard.level)
    _reckon(hazard, facts, cause)
    if (list(hazard.facts), hazard.points, hazard.level, hazard.cause) == before:
        return
    wanted = hazard.opened_at + FOLLOW_UP[Level(hazard.level)]
    hazard.follow_up_at = (
        min(hazard.follow_up_at or wanted, wanted) if hazard.follow_up_callback_id else wanted
    )
    hazard.owner = hazard.owner or first_owner(hazard, found.agent)
    hazard.save()
    _measures(hazard, at)
    data = {"level": hazard.level, "points": hazard.points, "was": was}
    write_down(hazard, "hazard.assessed", by=by, at=at, data=data, audience=Audience.STAFF)
    if hazard.level == Level.URGENT != was:
        _interrupt(hazard, at)


def _reckon(hazard: Hazard, facts: Iterable[Fact], cause: Cause | None) -> None:
    kind = Kind(hazard.kind)
    known = sorted(concluded(kind, facts))
    risk = assess(kind, known)
    why = Derived(cause, CauseRule.STAFF) if cause else derived(kind, known)
    hazard.facts = [fact.value for fact in known]
    hazard.points, hazard.level = risk.points, risk.level
    hazard.cause, hazard.cause_rule = why.cause, why.rule


def _measures(hazard: Hazard, at: datetime) -> None:
    """The ready measures that are not there yet; one that fits no more and was not done goes."""
    ready = ready_for(Kind(hazard.kind), hazard.wallet, [Fact(one) for one in hazard.facts])
    rows = Measure.objects.for_wallet(hazard.wallet_id).filter(hazard=hazard)
    rows.filter(state=MeasureState.OPEN).exclude(code__in=[one.code for one in ready]).delete()
    there = set(rows.values_list("code", flat=True))
    for position, one in enumerate(ready):
        if one.code not in there:
            Measure.objects.create(
                wallet_id=hazard.wallet_id,
                hazard=hazard,
                code=one.code,
                who=one.who,
                position=position,
                due_at=at + one.within,
            )


def _interrupt(hazard: Hazard, at: datetime) -> None:
    """An urgent one: the wallet's backend is told at once; desk, console and wallboard read the row."""
    body = {
        "hazard": str(hazard.id),
        "customer": hazard.customer.external_id,
        "kind": hazard.kind,
        "level": hazard.level,
        "points": hazard.points,
        "ticket": hazard.ticket.reference if hazard.ticket else "",
    }
    queue(
        hazard.wallet,
        "hazard.urgent",
        body,
        at=at,
        subject_id=hazard.id,
        message_id=f"hazard_urgent_{hazard.id.hex}_{hazard.opened_at.timestamp():.0f}",
    )
