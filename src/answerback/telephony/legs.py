"""Legs: made once per intent, found by the drivers."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from answerback.telephony.driver import Destination, LiveLeg
from answerback.telephony.events import Placed, Witness
from answerback.telephony.inbox import put
from answerback.telephony.models import Leg
from answerback.wallets.kinds import Line


def make(
    line: Line,
    intent_id: UUID,
    to: Destination,
    *,
    ring_seconds: int,
    at: datetime,
) -> Leg:
    """The leg of this intent, made on first asking together with its `Placed` event."""
    try:
        with transaction.atomic():
            leg: Leg = Leg.objects.create(
                wallet_id=to.wallet_id,
                intent_id=intent_id,
                line=line,
                customer_id=to.customer_id,
                agent_id=to.agent_id,
                destination=to.number,
                last_two=to.number[-2:],
                ring_seconds=ring_seconds,
                placed_at=at,
                ring_until=at + timedelta(seconds=ring_seconds),
            )
            put(leg, Placed, at=at, witness=Witness.NETWORK)
    except IntegrityError:
        known: Leg = Leg.objects.for_wallet(to.wallet_id).get(intent_id=intent_id)
        return known
    return leg


def find(leg_id: UUID) -> Leg | None:
    """The leg, whichever wallet it belongs to: drivers serve the whole deployment."""
    # every wallet: drivers serve the whole deployment
    return Leg.objects.filter(id=leg_id).first()


def live(line: Line) -> list[Leg]:
    """The legs of `line` that are not over."""
    # every wallet: drivers serve the whole deployment
    return list(Leg.objects.filter(line=line, ended_at=None).order_by("placed_at"))


def live_legs(line: Line) -> list[LiveLeg]:
    """The same, as the contract gives them."""
    return [LiveLeg(leg.id, leg.intent_id, leg.placed_at) for leg in live(line)]
