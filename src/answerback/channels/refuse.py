"""A proposal comes to nothing: somebody else refuses it, or whoever proposed it withdraws it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.channels.models import Change, ChangeState, ChannelState
from answerback.channels.people import acting
from answerback.channels.propose import LONGEST_REASON
from answerback.channels.publish import locked
from answerback.channels.record import record
from answerback.channels.refusals import ChangeDecided, NotTheProposer, ReasonMissing, SamePerson
from answerback.journal.write import Actor
from answerback.people.rights import Right
from answerback.texts.take import take
from answerback.wallets.places import Place


def refuse(change: Change, *, reason: str, by: Actor, at: datetime) -> Change:
    """Refuse what somebody else proposed, saying why; refusing it again changes nothing."""
    decider = acting(change.wallet, by, Right.PUBLISH_CHANNELS)
    reason = take(change.wallet, reason.strip()[:LONGEST_REASON], place=Place.CONSOLE, at=at, whole=True).text
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        change = locked(change)
        if change.state == ChangeState.REFUSED:
            return change
        if change.state == ChangeState.OPEN and decider.person_id == change.proposer_id:
            raise SamePerson
        change.decided_by, change.decider_id, change.decision_reason = decider, decider.person_id, reason
        return _ended(change, ChangeState.REFUSED, "channel.refused", by=by, at=at)


def withdraw(change: Change, *, by: Actor, at: datetime) -> Change:
    """Take back what one proposed oneself; doing it again changes nothing."""
    member = acting(change.wallet, by, Right.PROPOSE_CHANNELS)
    with transaction.atomic():
        change = locked(change)
        if member.person_id != change.proposer_id:
            raise NotTheProposer
        if change.state == ChangeState.WITHDRAWN:
            return change
        return _ended(change, ChangeState.WITHDRAWN, "channel.withdrawn", by=by, at=at)


def _ended(change: Change, state: ChangeState, kind: str, *, by: Actor, at: datetime) -> Change:
    if change.state != ChangeState.OPEN:
        raise ChangeDecided
    change.state, change.decided_at = state, at
    change.save()
    channel = change.channel
    if channel.state == ChannelState.PROPOSED:
        channel.state = ChannelState.DROPPED
        channel.save(update_fields=["state"])
    record(kind, change, by=by, at=at)
    return change
