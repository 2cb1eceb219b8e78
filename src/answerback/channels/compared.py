"""The registry of the whole deployment, as the look-alike check reads it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.db.models import Q

from answerback.channels.declared import declared
from answerback.channels.directions import ENDS
from answerback.channels.kinds import Direction, Kind
from answerback.channels.lookalikes import (
    SAME,
    SAME_DOMAIN,
    Entry,
    Resembles,
    compared_with,
    resembling,
)
from answerback.channels.models import ChangeState, Channel, ChannelState
from answerback.wallets.queries import all_wallets

_FRAUD = Q(direction=Direction.REPORTED) | Q(
    state=ChannelState.PROPOSED, changes__state=ChangeState.OPEN, changes__direction=Direction.REPORTED
)


def look_alikes(channel: Channel) -> tuple[Resembles, ...]:
    """What the channel could be taken for, among the entries of every wallet, retired ones included.

    What a wallet named when it was set up counts too.
    Fraud that is reported looks like ours because it is meant to: of that only the very same counts.
    """
    # every wallet: an entry may imitate another wallet's just as well
    rows = Channel.objects.exclude(state=ChannelState.DROPPED).exclude(id=channel.id)
    new = entry_of(channel)
    near = rows.filter(kind__in=compared_with(new.kind)).values_list("id", "wallet_id", "kind", "value")
    others = [_entry(*row) for row in near]
    known = {(one.wallet, one.kind, one.value) for one in (new, *others)}
    others += [one for one in named_at_set_up() if (one.wallet, one.kind, one.value) not in known]
    found = resembling(new, others)
    fraud = set(
        rows.filter(id__in=[one.other.id for one in found]).filter(_FRAUD).values_list("id", flat=True)
    )
    return tuple(one for one in found if one.trick == SAME or one.other.id not in fraud)


def belongs_to_another(channel: Channel) -> bool:
    """Whether another wallet stands behind it, or behind the domain that it lies below: published, and not ended."""
    # every wallet: the question is whose it is
    rows = Channel.objects.filter(state=ChannelState.PUBLISHED).exclude(direction__in=ENDS)
    new = entry_of(channel)
    near = rows.exclude(wallet_id=channel.wallet_id).filter(kind__in=compared_with(new.kind))
    others = [_entry(*row) for row in near.values_list("id", "wallet_id", "kind", "value")]
    others += [one for one in named_at_set_up() if one.wallet != channel.wallet_id]
    return any(one.trick in (SAME, SAME_DOMAIN) for one in resembling(new, others))


def named_at_set_up() -> Iterator[Entry]:
    """What the wallets named as theirs, whether or not the registry has it; under the ids of `published_channels`."""
    for wallet in all_wallets():
        for _field, kind, value in declared(wallet):
            yield Entry(uuid5(wallet.id, f"{kind}:{value}"), wallet.id, kind, value)


def entry_of(channel: Channel) -> Entry:
    """The channel as it is compared."""
    return _entry(channel.id, channel.wallet_id, channel.kind, channel.value)


def _entry(id: UUID, wallet_id: UUID, kind: str, value: str) -> Entry:
    return Entry(id, wallet_id, Kind(kind), value)
