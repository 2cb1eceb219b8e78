"""The registry as anybody may read it: what the public check, the signed list and the streams are made of.

`published_channels` asks the database (two queries) and belongs into no hot path. Who keeps a snapshot (`live/`) draws
it anew

- when a journal entry of a kind in `REFRESHED_BY` passes (those of channels have the audience `public`),
- and at least every minute, because `since` and `until` pass without an entry,
- or when `registry_version()` differs from the one it drew; that is two cheap queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from uuid import uuid5

from answerback.channels.declared import NEEDED, declared
from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.models import Change, ChangeState, Channel, ChannelState
from answerback.wallets.models import Wallet
from answerback.wallets.queries import all_wallets

REFRESHED_BY = frozenset(
    {
        "channel.published",
        "channel.changed",
        "channel.retired",
        "channel.reported",
        "wallet.created",
        "wallet.changed",
    }
)
SET_UP = {"en": "Named when the wallet was set up", "zh": "开通钱包时登记"}


def published_channels(at: datetime) -> tuple[Published, ...]:
    """Every wallet's entries that count at this time, by wallet and age; retired and reported ones are among them.

    What a wallet named when it was set up counts until the registry has an entry for it (`channels.declared`).
    """
    rows: dict[str, list[Channel]] = {}
    for channel in _channels():
        rows.setdefault(channel.wallet.slug, []).append(channel)
    entries = (one for wallet in all_wallets() for one in _of(wallet, rows.get(wallet.slug, ()), at))
    return tuple(one for one in entries if one.since <= at)


def registry_version() -> str:
    """Changes whenever `published_channels` may answer otherwise, the mere passing of time aside."""
    # every wallet: one registry serves them all
    decided = Change.objects.filter(state=ChangeState.PUBLISHED)
    newest = decided.order_by("-decided_at", "-id").values_list("id", flat=True).first()
    wallets = all_wallets().values_list("slug", "name_en", "name_zh", "calling", *sorted(NEEDED))
    return sha256(repr((newest, decided.count(), list(wallets))).encode()).hexdigest()[:16]


def _channels() -> Iterable[Channel]:
    # every wallet: one registry serves them all
    rows = Channel.objects.filter(state=ChannelState.PUBLISHED).select_related("wallet")
    return rows.order_by("since", "id")


def _of(wallet: Wallet, channels: Iterable[Channel], at: datetime) -> Iterator[Published]:
    known = set()
    for channel in channels:
        known.add((channel.kind, channel.value))
        yield entry_as_published(channel, at)
    for (kind, value), direction in _set_up(wallet).items():
        if (kind.value, value) not in known:
            id = uuid5(wallet.id, f"{kind}:{value}")
            yield Published(
                id, wallet.slug, _names(wallet), kind, value, direction, dict(SET_UP), wallet.created_at
            )


def entry_as_published(channel: Channel, at: datetime) -> Published:
    """One published row with its wallet, as anybody may read it; after its `until` it is retired."""
    is_over = channel.until is not None and channel.until <= at
    direction = Direction(channel.direction)
    return Published(
        id=channel.id,
        wallet=channel.wallet.slug,
        wallet_name=_names(channel.wallet),
        kind=Kind(channel.kind),
        value=channel.value,
        direction=Direction.RETIRED if is_over and direction is not Direction.REPORTED else direction,
        what_for={"en": channel.what_for_en, "zh": channel.what_for_zh},
        since=channel.since or channel.created_at,
        until=channel.until,
    )


def _set_up(wallet: Wallet) -> dict[tuple[Kind, str], Direction]:
    """A number that is both rung from and dialled is one entry."""
    found: dict[tuple[Kind, str], Direction] = {}
    for field, kind, value in declared(wallet):
        direction = DIRECTIONS[field]
        is_two = found.get((kind, value), direction) is not direction
        found[kind, value] = Direction.BOTH if is_two else direction
    return found


def _names(wallet: Wallet) -> dict[str, str]:
    return {"en": wallet.name_en, "zh": wallet.name_zh}


DIRECTIONS = {
    "caller_number": Direction.RINGS,
    "official_number": Direction.DIALLED,
    "website": Direction.SITE,
}
