"""The registry of the whole deployment, as the look-alike check reads it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from answerback.channels.kinds import Direction, Kind
from answerback.channels.lookalikes import SAME, Entry, Resembles, resembling
from answerback.channels.models import ChangeState, Channel, ChannelState

_FRAUD = Q(direction=Direction.REPORTED) | Q(
    state=ChannelState.PROPOSED, changes__state=ChangeState.OPEN, changes__direction=Direction.REPORTED
)


def look_alikes(channel: Channel) -> tuple[Resembles, ...]:
    """What the channel could be taken for, among the entries of every wallet, retired ones included.

    Fraud that is reported looks like ours because it is meant to: of that only the very same counts.
    """
    # every wallet: an entry may imitate another wallet's just as well
    rows = Channel.objects.exclude(state=ChannelState.DROPPED).exclude(id=channel.id)
    found = resembling(
        entry_of(channel), (_entry(*row) for row in rows.values_list("id", "wallet_id", "kind", "value"))
    )
    fraud = set(
        rows.filter(id__in=[one.other.id for one in found]).filter(_FRAUD).values_list("id", flat=True)
    )
    return tuple(one for one in found if one.trick == SAME or one.other.id not in fraud)


def entry_of(channel: Channel) -> Entry:
    """The channel as it is compared."""
    return _entry(channel.id, channel.wallet_id, channel.kind, channel.value)


def _entry(id: UUID, wallet_id: UUID, kind: str, value: str) -> Entry:
    return Entry(id, wallet_id, Kind(kind), value)
