"""What the journal and the public log keep of a change, in the transaction of its verb."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerback.channels.models import Change, Channel
from answerback.journal.canonical import instant, payload_text
from answerback.journal.log import append
from answerback.journal.write import Actor, Audience, Subject, write


def record(
    kind: str, change: Change, *, by: Actor, at: datetime, audience: Audience = Audience.STAFF
) -> None:
    """One entry about the channel. Values and words stand in the tables; here are ids and codes."""
    write(
        kind,
        wallet_id=change.wallet_id,
        subject=Subject("channel", change.channel_id),
        by=by,
        at=at,
        audience=audience,
        data={
            "change": change.id,
            "kind": change.channel.kind,
            "direction": change.direction,
            "lookalikes": len(change.lookalikes),
        },
    )


def log(kind: str, change: Change, channel: Channel, *, at: datetime) -> UUID:
    """The id of the entry in the public log: canonical JSON (RFC 8785) of what anybody may read, and no person."""
    told = {
        "entry": kind,
        "at": instant(at),
        "id": str(channel.id),
        "change": str(change.id),
        "wallet": channel.wallet.slug,
        "kind": channel.kind,
        "value": channel.value,
        "direction": channel.direction,
        "what_for": {"en": channel.what_for_en, "zh": channel.what_for_zh},
        "since": instant(channel.since) if channel.since else None,
        "until": instant(channel.until) if channel.until else None,
        "people": 2,
    }
    return append(payload_text(told).encode(), at=at)
