"""What both browsers of an in-app call are given, as plain JSON values."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from answerback.telephony.inapp import signals, turn
from answerback.telephony.models import Leg


def mail(leg: Leg, after: str, *, reader: str) -> dict[str, object]:
    """The other side's messages after the number in `after`; anything else in it reads as 0."""
    seq = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    found = [
        {"seq": one.seq, "kind": one.kind, "body": one.body} for one in signals.after(leg, seq, reader=reader)
    ]
    return {"signals": found}


def connection(leg: Leg, side: str, *, at: datetime) -> dict[str, object]:
    """ICE servers with short-lived credentials, and whether only relays are used (neither side learns an address)."""
    given = settings.ANSWERBACK
    servers = turn.ice_servers(
        stun=given.stun_urls,
        turn=given.turn_urls,
        secret=given.turn_secret.get_secret_value(),
        user=f"{side}-{leg.id.hex[:12]}",
        at=at,
        ttl_seconds=given.turn_ttl_seconds,
    )
    return {"ice": servers, "policy": "relay" if given.relay_only else "all"}
