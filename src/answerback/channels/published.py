"""The registry as anybody may read it: what the public check, the signed list and the streams are made of.

`published_channels` asks the database and belongs into no hot path. Who keeps a snapshot (`live/`) draws it anew

- when a journal entry of a kind in `REFRESHED_BY` passes (they have the audience `public`, except those of wallets),
- and at least every minute, because `since` and `until` pass without an entry,
- or when `registry_version()` differs from the one it drew; that is one cheap query.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from answerback.channels.kinds import Direction, Kind, Published
from answerback.guard.links.canonical import read
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
DECLARED = {"en": "Declared by the wallet", "zh": "由钱包声明"}


def published_channels(at: datetime) -> tuple[Published, ...]:
    """Every wallet's entries that count at this time, retired and reported ones included; by wallet and age."""
    return tuple(channel for wallet in all_wallets() for channel in _declared(wallet) if channel.since <= at)


def registry_version() -> str:
    """Changes whenever `published_channels` may answer otherwise, the mere passing of time aside."""
    told = [
        f"{one.wallet} {one.kind} {one.value} {one.direction}" for w in all_wallets() for one in _declared(w)
    ]
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def _declared(wallet: Wallet) -> Iterator[Published]:
    number, caller = wallet.official_number, wallet.caller_number if wallet.rings_by_phone else ""
    if caller:
        both = caller == number
        yield _one(wallet, Kind.NUMBER, caller, Direction.BOTH if both else Direction.RINGS)
    if number and number != caller:
        yield _one(wallet, Kind.NUMBER, number, Direction.DIALLED)
    host = read(wallet.website).host if wallet.website else ""
    if host:
        yield _one(wallet, Kind.LINK, host, Direction.SITE)


def _one(wallet: Wallet, kind: Kind, value: str, direction: Direction) -> Published:
    names = {"en": wallet.name_en, "zh": wallet.name_zh}
    id = uuid5(UUID(str(wallet.id)), f"{kind}:{value}")
    return Published(id, wallet.slug, names, kind, value, direction, dict(DECLARED), wallet.created_at)
