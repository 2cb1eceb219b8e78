"""The registry of the whole deployment, as the look-alike check reads it."""

from __future__ import annotations

from uuid import UUID

from answerback.channels.kinds import Kind
from answerback.channels.lookalikes import Entry, Resembles, resembling
from answerback.channels.models import Channel, ChannelState


def look_alikes(channel: Channel) -> tuple[Resembles, ...]:
    """What the channel could be taken for, among the entries of every wallet, retired and reported ones included."""
    # every wallet: an entry may imitate another wallet's just as well
    rows = Channel.objects.exclude(state=ChannelState.DROPPED).exclude(id=channel.id)
    return resembling(
        entry_of(channel), (_entry(*row) for row in rows.values_list("id", "wallet_id", "kind", "value"))
    )


def entry_of(channel: Channel) -> Entry:
    """The channel as it is compared."""
    return _entry(channel.id, channel.wallet_id, channel.kind, channel.value)


def _entry(id: UUID, wallet_id: UUID, kind: str, value: str) -> Entry:
    return Entry(id, wallet_id, Kind(kind), value)
