"""Questions about the registry of one wallet; nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from answerback.channels.models import Change, ChangeState, Channel, ChannelState, Proof, Way
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Standing:
    """How control of a channel was last proven. `is_current`: the proof still counts."""

    way: Way
    proven_at: datetime
    valid_until: datetime
    is_current: bool


def channels_of(wallet: Wallet | UUID) -> QuerySet[Channel]:
    """Every entry of the wallet, proposed and dropped ones included."""
    return Channel.objects.for_wallet(wallet).select_related("wallet").order_by("kind", "value")


def published_of(wallet: Wallet | UUID) -> QuerySet[Channel]:
    """What two people stand behind, retired and reported entries included."""
    return channels_of(wallet).filter(state=ChannelState.PUBLISHED)


def changes_of(channel: Channel) -> QuerySet[Change]:
    """What was ever proposed for it, the newest first."""
    return _changes(channel.wallet_id).filter(channel=channel)


def change_rows(wallet: Wallet | UUID) -> QuerySet[Change]:
    """The wallet's proposals, decided ones included, the newest first."""
    return _changes(wallet)


def open_changes(wallet: Wallet | UUID) -> QuerySet[Change]:
    """What waits for a second person, the oldest first."""
    return _changes(wallet).filter(state=ChangeState.OPEN).order_by("proposed_at", "id")


def proof_rows(wallet: Wallet | UUID) -> QuerySet[Proof]:
    """Every attempt to prove control of a channel of the wallet, the newest first."""
    rows = Proof.objects.for_wallet(wallet).select_related(
        "channel__wallet", "wallet", "asked_by", "proven_by"
    )
    return rows.order_by("-asked_at", "-id")


def proofs_of(channel: Channel) -> QuerySet[Proof]:
    """The attempts at one channel, the newest first."""
    return proof_rows(channel.wallet_id).filter(channel=channel)


def standing_of(channel: Channel, *, at: datetime) -> Standing | None:
    """The proof that counts longest; None where control was never proven."""
    return _standings(proofs_of(channel), at).get(channel.id)


def standings_of(wallet: Wallet | UUID, *, at: datetime) -> dict[UUID, Standing]:
    """The same for every channel of the wallet that was ever proven, by id, in one query."""
    return _standings(proof_rows(wallet), at)


def _standings(rows: QuerySet[Proof], at: datetime) -> dict[UUID, Standing]:
    """Of several proofs of a channel the last to run out wins."""
    proven = rows.filter(proven_at__isnull=False).order_by("valid_until", "id")
    return {
        one.channel_id: Standing(Way(one.way), one.proven_at, one.valid_until, one.valid_until > at)
        for one in proven
        if one.proven_at is not None and one.valid_until is not None
    }


def _changes(wallet: Wallet | UUID) -> QuerySet[Change]:
    rows = Change.objects.for_wallet(wallet).select_related("channel__wallet", "proposed_by", "decided_by")
    return rows.order_by("-proposed_at", "-id")
