"""The inbox of call events: a row first, told to the story afterwards, in order, once.

A leg's `seq` counts without gaps; the same kind from the same witness is written once, so a page that reports
twice changes nothing. Nothing is accepted on a leg that is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from answerback.journal import wake
from answerback.telephony.events import (
    Answered,
    CallEvent,
    Cause,
    DigitPressed,
    HungUp,
    MediaFlowing,
    Placed,
    Ringing,
    TrunkSilent,
    Witness,
)
from answerback.telephony.models import InboxEvent, Leg

PLAIN: dict[str, type[CallEvent]] = {
    kind.__name__: kind for kind in (Placed, Ringing, Answered, MediaFlowing, TrunkSilent)
}
FINAL = (HungUp.__name__, TrunkSilent.__name__)


def put(
    leg: Leg,
    kind: type[CallEvent],
    *,
    at: datetime,
    witness: Witness,
    cause: Cause | None = None,
    digit: str = "",
) -> bool:
    """Write an event of `leg`; False when it was known already or the leg is over."""
    with transaction.atomic():
        live = (
            Leg.objects.for_wallet(leg.wallet_id).select_for_update().filter(id=leg.id, ended_at=None).first()
        )
        if live is None or _known(leg, kind, witness):
            return False
        last = (
            InboxEvent.objects.for_wallet(leg.wallet_id).filter(leg=leg).aggregate(last=Max("seq"))["last"]
            or 0
        )
        InboxEvent.objects.create(
            wallet_id=leg.wallet_id,
            leg=leg,
            seq=last + 1,
            kind=kind.__name__,
            at=at,
            witness=witness,
            cause=cause or "",
            digit=digit,
        )
        if kind.__name__ in FINAL:
            Leg.objects.for_wallet(leg.wallet_id).filter(id=leg.id).update(ended_at=at)
            leg.signals.all().delete()
        wake.written()
    return True


def _known(leg: Leg, kind: type[CallEvent], witness: Witness) -> bool:
    if kind is DigitPressed:
        return False
    rows = InboxEvent.objects.for_wallet(leg.wallet_id).filter(leg=leg, kind=kind.__name__)
    return rows.filter(witness=witness).exists() or (kind.__name__ in FINAL and rows.exists())


def has(leg: Leg, kind: type[CallEvent], *witnesses: Witness) -> bool:
    """Whether such an event is known of `leg`, from any of `witnesses` when given."""
    rows = InboxEvent.objects.for_wallet(leg.wallet_id).filter(leg=leg, kind=kind.__name__)
    return (rows.filter(witness__in=witnesses) if witnesses else rows).exists()


def undrained(limit: int = 200, *, leg: UUID | None = None) -> Iterator[tuple[UUID, CallEvent]]:
    """Rows not yet told to the story, in the order of each leg (or of this `leg` alone), with their event."""
    # every wallet: one process drains for all of them
    rows = InboxEvent.objects.filter(drained_at=None).order_by("leg", "seq")
    rows = rows if leg is None else rows.filter(leg=leg)
    for row in list(rows[:limit]):
        yield row.id, as_event(row)


def drained(row_id: UUID, *, at: datetime) -> None:
    """The story knows this event."""
    # every wallet: the row was given out by `undrained`
    InboxEvent.objects.filter(id=row_id).update(drained_at=at)


def as_event(row: InboxEvent) -> CallEvent:
    """The dataclass of a row."""
    witness = Witness(row.witness)
    if row.kind == HungUp.__name__:
        return HungUp(row.leg_id, row.seq, row.at, witness, Cause(row.cause))
    if row.kind == DigitPressed.__name__:
        return DigitPressed(row.leg_id, row.seq, row.at, witness, row.digit)
    return PLAIN[row.kind](row.leg_id, row.seq, row.at, witness)
