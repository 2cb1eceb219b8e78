"""WebRTC signalling: a mailbox per leg, told through the streams, emptied at the end (RFC 8829)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from answerback.journal.write import SYSTEM, Audience, Subject, write
from answerback.telephony.models import Leg, Signal
from answerback.ui.refusals import Refusal

KINDS = frozenset({"offer", "answer", "again", "candidates", "hold", "resume"})
MOST_BYTES = 64_000
MOST_PER_LEG = 200


class SignalRefused(Refusal):
    """Not a signal of a live call."""

    code = "signal_refused"
    status = 409
    says = _("This call is over, or its message could not be read.")


def send(leg: Leg, *, sender: str, kind: str, body: str, at: datetime) -> Signal:
    """Put one message into the leg's mailbox for the other side. `body` is JSON text of an SDP or candidates."""
    if kind not in KINDS or len(body) > MOST_BYTES or sender not in ("agent", "customer"):
        raise SignalRefused()
    with transaction.atomic():
        live = (
            Leg.objects.for_wallet(leg.wallet_id).select_for_update().filter(id=leg.id, ended_at=None).first()
        )
        last = (
            Signal.objects.for_wallet(leg.wallet_id).filter(leg=leg).aggregate(last=Max("seq"))["last"] or 0
        )
        if live is None or last >= MOST_PER_LEG:
            raise SignalRefused()
        signal: Signal = Signal.objects.create(
            wallet_id=leg.wallet_id, leg=leg, seq=last + 1, sender=sender, kind=kind, body=body, at=at
        )
        write(
            "leg.signalled",
            wallet_id=leg.wallet_id,
            subject=Subject("leg", leg.id),
            by=SYSTEM,
            at=at,
            customer_id=leg.customer_id,
            audience=Audience.CUSTOMER,
            data={"seq": signal.seq, "from": sender},
        )
    return signal


def after(leg: Leg, seq: int, *, reader: str) -> list[Signal]:
    """The messages of the other side after `seq`, in order."""
    rows = Signal.objects.for_wallet(leg.wallet_id).filter(leg=leg, seq__gt=seq)
    return list(rows.exclude(sender=reader).order_by("seq"))
