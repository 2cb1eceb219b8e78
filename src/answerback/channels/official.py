"""Every wallet's own channels, as it declares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answerback.channels.kinds import Direction, Kind, Official
from answerback.guard.links.canonical import read
from answerback.wallets.models import Wallet


def official_channels(wallets: Iterable[Wallet]) -> tuple[Official, ...]:
    """In the order of the wallets; names are in the reader's language."""
    return tuple(channel for wallet in wallets for channel in _of(wallet))


def _of(wallet: Wallet) -> Iterator[Official]:
    if wallet.caller_number and wallet.rings_by_phone:
        yield Official(wallet.name, Kind.NUMBER, wallet.caller_number, Direction.RINGS)
    if wallet.official_number and wallet.official_number != wallet.caller_number:
        yield Official(wallet.name, Kind.NUMBER, wallet.official_number, Direction.DIALLED)
    host = read(wallet.website).host if wallet.website else ""
    if host:
        yield Official(wallet.name, Kind.LINK, host, Direction.SITE)
