"""After a rotation of the INDEX key the features have other names: the index is built anew from the words."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from answerback.findings.suggestions import index
from answerback.findings.suggestions.models import GroupTrait, Suggestion, Trait, TraitCount
from answerback.wallets.models import Wallet


def step_for(wallet: Wallet) -> int:
    """Build the wallet's index anew if it stands under an older key; returns how many wishes were read."""
    counts = TraitCount.objects.for_wallet(wallet)
    if not counts.exists():
        return 0
    if counts.filter(feature=index.marker(wallet.id)).exists():
        return 0
    return rebuild(wallet)


@transaction.atomic
def rebuild(wallet: Wallet) -> int:
    """Every wish whose words are kept is read again."""
    for model in (Trait, GroupTrait, TraitCount):
        model.objects.for_wallet(wallet).delete()
    rows = Suggestion.objects.for_wallet(wallet).filter(withdrawn_at=None, words_erased_at=None)
    members: dict[UUID, list[Suggestion]] = defaultdict(list)
    for one in rows.order_by("made_at", "id"):
        one.traits = index.pack(index.keyed(one.wallet_id, one.words, [one.topic, *one.other_topics]))
        one.save(update_fields=["traits"])
        index.count(one)
        if one.group_id is None:
            index.wait(one)
        else:
            members[one.group_id].append(one)
    for group, some in members.items():
        index.join(some, group)
    return rows.count()
