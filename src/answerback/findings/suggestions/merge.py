"""Two groups turn out to be one: the second's wishes go over, it leaves the lists, and undoing brings it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.kinds import OPEN, Act
from answerback.findings.suggestions.models import Moved, Regrouping, Suggestion, SuggestionGroup
from answerback.findings.suggestions.refusals import NotMergeable
from answerback.findings.suggestions.regroup import move_all
from answerback.journal.write import Actor


@transaction.atomic
def merge(group: SuggestionGroup, into: SuggestionGroup, *, by: Actor, at: datetime) -> Regrouping:
    """All of `group` goes into `into`; the second time the first merging is returned. Raises NotMergeable."""
    rows = SuggestionGroup.objects.for_wallet(group.wallet_id).select_for_update(of=("self",))
    locked = {one.id: one for one in rows.filter(id__in=[group.id, into.id]).order_by("id")}
    gone, stays = locked.get(group.id), locked.get(into.id)
    if gone is None or stays is None or gone.id == stays.id:
        raise NotMergeable
    if gone.merged_into_id == stays.id:
        return _earlier(gone, stays)
    if not (gone.is_standing and stays.is_standing and gone.state in OPEN and stays.state in OPEN):
        raise NotMergeable
    done = _merged(gone, stays, by=by, at=at)
    group.merged_into = into
    write_down(gone, "suggestion_group.merged", by=by, at=at, data={"into": stays.id})
    return done


def _merged(gone: SuggestionGroup, stays: SuggestionGroup, *, by: Actor, at: datetime) -> Regrouping:
    members = Suggestion.objects.for_wallet(gone.wallet_id).select_for_update(of=("self",)).filter(group=gone)
    moving = list(members.order_by("id"))
    done: Regrouping = Regrouping.objects.create(
        wallet_id=gone.wallet_id, act=Act.MERGED, group=stays, source_group=gone, at=at, actor_id=by.id
    )
    Moved.objects.bulk_create(
        Moved(wallet_id=gone.wallet_id, regrouping=done, suggestion=one, was=gone, now=stays)
        for one in moving
    )
    move_all(moving, stays.id, by=by, at=at)
    gone.merged_into = stays
    gone.save(update_fields=["merged_into"])
    return done


def _earlier(gone: SuggestionGroup, stays: SuggestionGroup) -> Regrouping:
    acts = Regrouping.objects.for_wallet(gone.wallet_id).filter(act=Act.MERGED, undone_at=None)
    found: Regrouping = acts.filter(source_group=gone, group=stays).latest("at")
    return found
