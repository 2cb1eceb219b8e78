"""What a person did to groups is taken back: every wish that still stands where that act put it goes back.

A wish that somebody moved since stays where it was put later; so does one that came into the group after the act.
Both are counted and said. A group that the act made and that is empty afterwards is dissolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.kinds import Act
from answerback.findings.suggestions.models import Moved, Regrouping, Suggestion, SuggestionGroup
from answerback.findings.suggestions.refusals import AlreadyUndone
from answerback.findings.suggestions.regroup import move_all
from answerback.journal.write import Actor


@dataclass(frozen=True)
class Undone:
    """`back`: returned to where they were. `elsewhere`: moved or withdrawn since. `stay`: came after the act."""

    back: int
    elsewhere: int
    stay: int


@transaction.atomic
def undo(regrouping: Regrouping, *, by: Actor, at: datetime) -> Undone:
    """Raises AlreadyUndone."""
    rows = Regrouping.objects.for_wallet(regrouping.wallet_id).select_for_update(of=("self",))
    act = rows.select_related("group", "source_group").get(id=regrouping.id)
    if act.undone_at is not None:
        raise AlreadyUndone
    _stand_again(act.source_group)
    moved, back = list(act.moved.all()), 0
    for was, some in groupby(sorted(moved, key=lambda one: str(one.was_id)), key=lambda one: one.was_id):
        back += _back(list(some), _destination(act, was), by=by, at=at)
    act.undone_at = at
    act.save(update_fields=["undone_at"])
    result = Undone(back, len(moved) - back, _left_in(act, at=at))
    _tell(act, result, by=by, at=at)
    return result


def _destination(act: Regrouping, was: UUID | None) -> UUID | None:
    """Where to: a group that was merged away or dissolved meanwhile takes nobody, then they wait again."""
    if was is None:
        return None
    group = SuggestionGroup.objects.for_wallet(act.wallet_id).get(id=was)
    _stand_again(group if group.dissolved_at else None)
    return _standing_in(group)


def _standing_in(group: SuggestionGroup) -> UUID:
    """The group itself, or the one it was merged into since."""
    while group.merged_into is not None:
        group = group.merged_into
    return group.id


def _back(moved: list[Moved], to: UUID | None, *, by: Actor, at: datetime) -> int:
    """Those that still stand where the act put them."""
    rows = Suggestion.objects.for_wallet(moved[0].wallet_id).select_for_update(of=("self",))
    standing = rows.filter(
        id__in=[one.suggestion_id for one in moved], group_id=moved[0].now_id, withdrawn_at=None
    )
    going = [one for one in standing.order_by("id") if one.group_id != to]
    if going:
        move_all(going, to, by=by, at=at)
    return len(going)


def _stand_again(group: SuggestionGroup | None) -> None:
    """The group that was merged away, or dissolved when it was emptied."""
    if group is not None and not group.is_standing:
        group.merged_into, group.dissolved_at = None, None
        group.save(update_fields=["merged_into", "dissolved_at"])


def _left_in(act: Regrouping, *, at: datetime) -> int:
    """How many stay in the group because they came after; a group made by the act and empty now is dissolved."""
    if act.group is None:
        return 0
    members = Suggestion.objects.for_wallet(act.wallet_id).filter(group=act.group)
    known = act.moved.values("suggestion_id")
    later = Moved.objects.for_wallet(act.wallet_id).filter(now=act.group, regrouping__at__gt=act.at)
    came = members.exclude(id__in=known).filter(id__in=later.values("suggestion_id")).count()
    if act.made_group and not members.exists():
        act.group.dissolved_at = at
        act.group.save(update_fields=["dissolved_at"])
    return came


def _tell(act: Regrouping, result: Undone, *, by: Actor, at: datetime) -> None:
    group = act.group or act.source_group
    if group is not None:
        data = {"act": Act(act.act).value, "back": result.back, "elsewhere": result.elsewhere}
        write_down(
            group, "suggestion_group.regrouping_undone", by=by, at=at, data=data | {"stay": result.stay}
        )
