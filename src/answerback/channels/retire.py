"""A channel that is no longer ours is proposed for retirement; it stays in the registry and says so."""

from __future__ import annotations

from datetime import datetime

from answerback.channels.kinds import Direction
from answerback.channels.models import Change, Channel, ChannelState
from answerback.channels.propose import Wanted, propose_change
from answerback.channels.refusals import NotYetPublished, ReasonMissing
from answerback.journal.write import Actor


def propose_retirement(channel: Channel, *, reason: str, by: Actor, at: datetime) -> Change:
    """Propose that a published channel is no longer the wallet's, saying why; somebody else publishes that."""
    if not reason.strip():
        raise ReasonMissing
    if channel.state != ChannelState.PUBLISHED:
        raise NotYetPublished
    wanted = Wanted(Direction.RETIRED, channel.what_for_en, channel.what_for_zh)
    return propose_change(channel, wanted, reason=reason, by=by, at=at)
