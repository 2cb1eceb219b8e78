"""Step 2 of a change to the registry: somebody else decides it. Only here does anything become published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.channels.apart import refuse_if_near
from answerback.channels.compared import look_alikes
from answerback.channels.declared import refuse_if_declared
from answerback.channels.directions import ENDS
from answerback.channels.kinds import Direction
from answerback.channels.models import Change, ChangeState, Channel, ChannelState
from answerback.channels.people import acting
from answerback.channels.propose import LONGEST_REASON, check_against_others, refuse_later_begin
from answerback.channels.record import log, record
from answerback.channels.refusals import ChangeDecided, DatesUnfit, LooksAlike, SamePerson
from answerback.journal.write import Actor, Audience
from answerback.people.models import Membership
from answerback.people.rights import Right
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

TOLD = {Direction.RETIRED: "channel.retired", Direction.REPORTED: "channel.reported"}


def publish(change: Change, *, reason: str = "", by: Actor, at: datetime) -> Change:
    """Publish what somebody else proposed; publishing it again changes nothing.

    An entry that looks like another needs the proposer's written reason and this one. Raises SamePerson, LooksAlike,
    StillDeclared, ChangeDecided, NotAllowed, TooNear, AnothersChannel, BegunAlready.
    """
    decider = acting(change.wallet, by, Right.PUBLISH_CHANNELS)
    reason = take(change.wallet, reason.strip()[:LONGEST_REASON], place=Place.CONSOLE, at=at, whole=True).text
    with transaction.atomic():
        change = locked(change)
        if change.state == ChangeState.PUBLISHED:
            return change
        if change.state != ChangeState.OPEN:
            raise ChangeDecided
        if decider.person_id == change.proposer_id:
            raise SamePerson
        refuse_if_near(change, decider, at=at)
        _check(change, reason, at)
        return _published(change, decider, reason, by=by, at=at)


def locked(change: Change) -> Change:
    """The change as it stands now; nobody else decides it meanwhile, nor names other numbers as the wallet's."""
    Wallet.objects.select_for_update(no_key=True).get(id=change.wallet_id)
    rows = Change.objects.for_wallet(change.wallet_id).select_related("channel__wallet", "wallet")
    Channel.objects.for_wallet(change.wallet_id).select_for_update().get(id=change.channel_id)
    found: Change = rows.get(id=change.id)
    return found


def _check(change: Change, reason: str, at: datetime) -> None:
    if change.until is not None and change.until <= at:
        raise DatesUnfit
    refuse_later_begin(change.channel, change.since, at)
    refuse_if_declared(change.channel, Direction(change.direction))
    check_against_others(change.channel, Direction(change.direction))
    found = () if change.direction in ENDS else look_alikes(change.channel)
    if found and not (change.reason and reason):
        raise LooksAlike(found)


def _published(change: Change, decider: Membership, reason: str, *, by: Actor, at: datetime) -> Change:
    channel = change.channel
    told = TOLD.get(
        Direction(change.direction),
        "channel.changed" if channel.state == ChannelState.PUBLISHED else "channel.published",
    )
    channel.since = change.since or channel.since or at
    channel.direction, channel.until, channel.state = change.direction, change.until, ChannelState.PUBLISHED
    channel.what_for_en, channel.what_for_zh = change.what_for_en, change.what_for_zh
    channel.save()
    change.state, change.decided_by, change.decider_id = ChangeState.PUBLISHED, decider, decider.person_id
    change.decided_at, change.decision_reason = at, reason
    change.leaf_id = log(told, change, channel, at=at)
    change.save()
    record(told, change, by=by, at=at, audience=Audience.PUBLIC)
    return change
