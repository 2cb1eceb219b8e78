"""One truth: a wallet's own number and site, from which callbacks are made, are entries of the registry.

A wallet is set up before two people work for it, so what it declares then counts as published, and says where it
comes from. From then on it may name only what two people have published, and what it names cannot be retired or given
another direction. So nobody changes alone which number users are told to trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Channel, ChannelState
from answerback.channels.refusals import NotInRegistry, StillDeclared
from answerback.guard.links.canonical import read
from answerback.journal.write import Actor
from answerback.numbers import NumberError, parse
from answerback.wallets.models import Wallet
from answerback.wallets.update import update_wallet

# What each field of a wallet needs of its channel.
NEEDED: Mapping[str, tuple[Kind, frozenset[Direction]]] = {
    "caller_number": (Kind.NUMBER, frozenset({Direction.RINGS, Direction.BOTH})),
    "official_number": (Kind.NUMBER, frozenset({Direction.DIALLED, Direction.BOTH})),
    "website": (Kind.LINK, frozenset({Direction.SITE})),
}


def change_declaration(wallet: Wallet, *, changes: Mapping[str, object], by: Actor, at: datetime) -> Wallet:
    """As `update_wallet`, for numbers and sites that are published only. Raises NotInRegistry naming the value."""
    with transaction.atomic():
        current = Wallet.objects.select_for_update().get(id=wallet.id)
        for field in NEEDED.keys() & changes.keys():
            _check(current, field, str(changes[field] or ""))
        return update_wallet(wallet, changes=changes, by=by, at=at)


def refuse_if_declared(channel: Channel, direction: Direction) -> None:
    """Raises StillDeclared when the wallet names the channel for what it would no longer be."""
    for field, kind, value in declared(channel.wallet):
        if (kind, value) == (channel.kind, channel.value) and direction not in NEEDED[field][1]:
            raise StillDeclared


def declared(wallet: Wallet) -> Iterator[tuple[str, Kind, str]]:
    """(field, kind, canonical value) of what the wallet names as its own; the caller's number only if it rings."""
    for field, (kind, _) in NEEDED.items():
        value = _value(wallet, field, getattr(wallet, field))
        if value and (field != "caller_number" or wallet.rings_by_phone):
            yield field, kind, value


def unpublished(wallet: Wallet) -> list[tuple[str, Kind, str]]:
    """What the wallet has declared since it was set up, and nobody has put into the registry yet."""
    known = set(
        Channel.objects.for_wallet(wallet).filter(state=ChannelState.PUBLISHED).values_list("kind", "value")
    )
    return [one for one in declared(wallet) if (one[1].value, one[2]) not in known]


def _check(wallet: Wallet, field: str, given: str) -> None:
    kind, directions = NEEDED[field]
    value = _value(wallet, field, given)
    if not given or value == _value(wallet, field, getattr(wallet, field)):
        return
    rows = Channel.objects.for_wallet(wallet).filter(
        kind=kind.value, value=value, state=ChannelState.PUBLISHED
    )
    if not rows.filter(direction__in=[one.value for one in directions]).exists():
        raise NotInRegistry(value=given)


def _value(wallet: Wallet, field: str, given: str) -> str:
    """As the registry spells it; what is no number stays as it is, for `check_declaration` to refuse."""
    if field == "website":
        return read(given).host if given else ""
    try:
        return parse(given, wallet.region).e164 if given else ""
    except NumberError:
        return given
