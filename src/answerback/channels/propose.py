"""Step 1 of a change to the registry: one person proposes it. Nothing is published by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerback.channels.canonical import Unreadable, canonical
from answerback.channels.compared import belongs_to_another, look_alikes
from answerback.channels.directions import ENDS, fits
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import LONGEST_WORDS, Change, ChangeState, Channel, ChannelState
from answerback.channels.people import acting
from answerback.channels.record import record
from answerback.channels.refusals import (
    AnothersChannel,
    BegunAlready,
    ChangeWaiting,
    ChannelUnreadable,
    DatesUnfit,
    DirectionUnfit,
    LooksAlike,
    NothingNew,
    WordsMissing,
)
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.people.rights import Right
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

LONGEST_REASON = 400


@dataclass(frozen=True)
class Wanted:
    """How a channel shall be published. `since` None: from the publication on."""

    direction: Direction
    what_for_en: str
    what_for_zh: str
    since: datetime | None = None
    until: datetime | None = None


def propose(
    wallet: Wallet, kind: Kind, text: str, wanted: Wanted, *, reason: str = "", by: Actor, at: datetime
) -> Change:
    """Propose a channel, in any spelling. The same proposal again gives the first.

    `reason` is needed, and then by the publisher too, when the entry looks like another one. Raises the refusals of
    `channels.refusals`, and SecretInText for words that hold a secret.
    """
    proposer = acting(wallet, by, Right.PROPOSE_CHANNELS)
    value = readable(wallet, kind, text)
    with transaction.atomic():
        channel, _ = Channel.objects.for_wallet(wallet).get_or_create(
            wallet=wallet, kind=kind.value, value=value, defaults={"created_at": at}
        )
        return propose_for(channel, wanted, reason=reason, proposer=proposer, by=by, at=at)


def propose_change(channel: Channel, wanted: Wanted, *, reason: str = "", by: Actor, at: datetime) -> Change:
    """Propose another direction, other words or dates for an entry that is there."""
    proposer = acting(channel.wallet, by, Right.PROPOSE_CHANNELS)
    with transaction.atomic():
        return propose_for(channel, wanted, reason=reason, proposer=proposer, by=by, at=at)


def propose_for(
    channel: Channel, wanted: Wanted, *, reason: str, proposer: Membership, by: Actor, at: datetime
) -> Change:
    """The proposal itself, inside the caller's transaction."""
    channel = Channel.objects.for_wallet(channel.wallet_id).select_for_update().get(id=channel.id)
    wanted, reason = _words(channel.wallet, wanted, at), _reason(channel.wallet, reason, at)
    _check(channel, wanted, at)
    waiting: Change | None = (
        Change.objects.for_wallet(channel.wallet_id).filter(channel=channel, state=ChangeState.OPEN).first()
    )
    if waiting is not None:
        if _says(waiting) == wanted and waiting.proposer_id == proposer.person_id:
            return waiting
        raise ChangeWaiting
    if channel.state == ChannelState.PUBLISHED and _stands(channel, wanted):
        raise NothingNew
    check_against_others(channel, wanted.direction)
    found = () if wanted.direction in ENDS else look_alikes(channel)
    if found and not reason:
        raise LooksAlike(found)
    change: Change = Change.objects.create(
        wallet_id=channel.wallet_id,
        channel=channel,
        lookalikes=[{"channel": str(one.other.id), "trick": one.trick} for one in found],
        proposed_by=proposer,
        proposer_id=proposer.person_id,
        proposed_at=at,
        reason=reason,
        **{**vars(wanted), "direction": wanted.direction.value},
    )
    if channel.state == ChannelState.DROPPED:
        channel.state = ChannelState.PROPOSED
        channel.save(update_fields=["state"])
    record("channel.proposed", change, by=by, at=at)
    return change


def readable(wallet: Wallet, kind: Kind, text: str) -> str:
    """The canonical value. Raises ChannelUnreadable."""
    try:
        return canonical(kind, text, region=wallet.region)
    except Unreadable as wrong:
        raise ChannelUnreadable(wrong.code) from wrong


def _words(wallet: Wallet, wanted: Wanted, at: datetime) -> Wanted:
    """What the public will read: without secrets, in both languages."""
    zh, en = (
        take(wallet, " ".join(text.split())[:LONGEST_WORDS], place=Place.CONSOLE, at=at, whole=True).text
        for text in (wanted.what_for_zh, wanted.what_for_en)
    )
    if not (zh and en):
        raise WordsMissing
    return Wanted(wanted.direction, en, zh, wanted.since, wanted.until)


def _reason(wallet: Wallet, reason: str, at: datetime) -> str:
    return take(wallet, reason.strip()[:LONGEST_REASON], place=Place.CONSOLE, at=at, whole=True).text


def _check(channel: Channel, wanted: Wanted, at: datetime) -> None:
    if not fits(Kind(channel.kind), wanted.direction):
        raise DirectionUnfit
    if wanted.until is not None and wanted.until <= max(at, wanted.since or at):
        raise DatesUnfit
    refuse_later_begin(channel, wanted.since, at)


def refuse_later_begin(channel: Channel, since: datetime | None, at: datetime) -> None:
    """What people trust today does not vanish until a day to come. Raises BegunAlready."""
    if channel.state == ChannelState.PUBLISHED and since is not None and since > at:
        raise BegunAlready


def check_against_others(channel: Channel, direction: Direction) -> None:
    """Nobody calls another wallet's own channel a fraud, or ended. Raises AnothersChannel."""
    if direction in ENDS and belongs_to_another(channel):
        raise AnothersChannel


def _says(change: Change) -> Wanted:
    return Wanted(
        Direction(change.direction), change.what_for_en, change.what_for_zh, change.since, change.until
    )


def _stands(channel: Channel, wanted: Wanted) -> bool:
    now = Wanted(
        Direction(channel.direction),
        channel.what_for_en,
        channel.what_for_zh,
        wanted.since and channel.since,
        channel.until,
    )
    return now == wanted
