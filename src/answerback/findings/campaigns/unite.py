"""Two campaigns turn out to be one; those that a person took apart, or judged otherwise, stay two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from answerback.findings.campaigns.models import (
    Apart,
    FraudCampaign,
    Member,
    State,
    Warning,
    WarningState,
)
from answerback.wallets.models import Wallet

STAYS = (State.CONFIRMED, State.DISMISSED, State.FOUND, State.GATHERING)
"""Which of two lives on: the one that people decided on, then the older one."""


def are_apart(wallet_id: UUID, groups: Iterable[str]) -> Callable[[str, str], bool]:
    """For `joining.settle`: what a person said of these campaigns, read at once."""
    ids = [UUID(group) for group in groups]
    rows = Apart.objects.for_wallet(wallet_id).filter(one__in=ids, other__in=ids)
    pairs = {frozenset(map(str, pair)) for pair in rows.values_list("one_id", "other_id")}
    judged = FraudCampaign.objects.for_wallet(wallet_id).filter(id__in=ids)
    states = {str(id): State(state) for id, state in judged.values_list("id", "state")}

    def asked(group: str, other: str) -> bool:
        return frozenset({group, other}) in pairs or _judged_otherwise(states[group], states[other])

    return asked


def _judged_otherwise(one: State, other: State) -> bool:
    """A dismissed campaign takes in what nobody has looked at, and nothing else."""
    return State.DISMISSED in (one, other) and {one, other} != {State.DISMISSED, State.GATHERING}


def unite(wallet: Wallet, member: Member, other_id: UUID, *, at: datetime) -> FraudCampaign:
    """The member's campaign and the other become one; returns the one that lives on."""
    rows = FraudCampaign.objects.for_wallet(wallet)
    pair = [
        rows.get(id=Member.objects.for_wallet(wallet).get(id=member.id).campaign_id),
        rows.get(id=other_id),
    ]
    if pair[0].id == pair[1].id or pair[1].state == State.MERGED:
        return pair[0]
    stays, goes = sorted(pair, key=lambda one: (STAYS.index(State(one.state)), one.opened_at, one.id))
    absorb(stays, goes)
    return stays


def absorb(stays: FraudCampaign, goes: FraudCampaign) -> None:
    """All members and all that was taken apart from the one count for the other."""
    Member.objects.for_wallet(stays.wallet_id).filter(campaign=goes).update(campaign=stays)
    _carry_apart(stays, goes)
    _carry_warnings(stays, goes)
    stays.last_at = max(stays.last_at, goes.last_at)
    stays.save(update_fields=["last_at"])
    goes.state, goes.merged_into = State.MERGED, stays
    goes.save(update_fields=["state", "merged_into"])


def _carry_apart(stays: FraudCampaign, goes: FraudCampaign) -> None:
    rows = Apart.objects.for_wallet(stays.wallet_id).filter(Q(one=goes) | Q(other=goes))
    for row in rows:
        set_apart(stays, row.other_id if row.one_id == goes.id else row.one_id)
    rows.delete()


def _carry_warnings(stays: FraudCampaign, goes: FraudCampaign) -> None:
    """Else they would reach those who are members now. Of two that wait one goes on: a campaign has one at a time."""
    rows = Warning.objects.for_wallet(stays.wallet_id)
    waiting = rows.filter(state=WarningState.PROPOSED)
    if waiting.filter(campaign=stays).exists():
        waiting.filter(campaign=goes).update(state=WarningState.REFUSED)
    rows.filter(campaign=goes).update(campaign=stays)


def set_apart(campaign: FraudCampaign, other_id: UUID) -> None:
    """The engine makes these two never one; the second time is harmless."""
    one, other = sorted([campaign.id, other_id])
    if one != other:
        Apart.objects.for_wallet(campaign.wallet_id).get_or_create(
            wallet_id=campaign.wallet_id, one_id=one, other_id=other
        )
