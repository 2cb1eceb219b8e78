"""A person groups, takes out, splits; every act keeps which wish it moved from where, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from answerback.findings.suggestions import index
from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.kinds import Act, Topic
from answerback.findings.suggestions.make import tell
from answerback.findings.suggestions.models import Moved, Regrouping, Suggestion, SuggestionGroup
from answerback.findings.suggestions.refusals import GroupGone, NothingToMove, TitleNeeded
from answerback.journal.write import Actor
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

LONGEST_TITLE = 120
Group = SuggestionGroup


@dataclass(frozen=True)
class Titles:
    """What a group is called, in both languages."""

    zh: str
    en: str
    topic: Topic


@transaction.atomic
def new_group(
    wallet: Wallet,
    titles: Titles,
    suggestions: Iterable[UUID],
    *,
    by: Actor,
    at: datetime,
    proposed: bool = False,
) -> Group:
    """A group of these wishes, which may come out of other groups. Raises NothingToMove, TitleNeeded."""
    found = _locked(wallet, suggestions)
    if not found:
        raise NothingToMove
    group = _made(wallet, titles, by=by, at=at)
    _act(Act.GROUPED, found, group, by=by, at=at, made_group=True, by_machine_proposal=proposed)
    return group


@transaction.atomic
def put(
    group: Group, suggestions: Iterable[UUID], *, by: Actor, at: datetime, proposed: bool = False
) -> Regrouping | None:
    """Into this group, from wherever they are; None if all of them were there. Raises GroupGone, NothingToMove."""
    _standing(group)
    found = _locked(group.wallet, suggestions)
    if not found:
        raise NothingToMove
    moving = [one for one in found if one.group_id != group.id]
    if not moving:
        return None
    return _act(Act.GROUPED, moving, group, by=by, at=at, by_machine_proposal=proposed)


@transaction.atomic
def take_out(group: Group, suggestions: Iterable[UUID], *, by: Actor, at: datetime) -> Regrouping | None:
    """Out of this group, back to those that wait; None if none of them is in it."""
    found = [one for one in _locked(group.wallet, suggestions) if one.group_id == group.id]
    return _act(Act.TAKEN_OUT, found, None, by=by, at=at, source_group=group) if found else None


@transaction.atomic
def split(group: Group, titles: Titles, suggestions: Iterable[UUID], *, by: Actor, at: datetime) -> Group:
    """These become a group of their own. Raises NothingToMove if none of them is in the group."""
    found = [one for one in _locked(group.wallet, suggestions) if one.group_id == group.id]
    if not found:
        raise NothingToMove
    made = _made(group.wallet, titles, by=by, at=at)
    _act(Act.SPLIT, found, made, by=by, at=at, source_group=group, made_group=True)
    return made


def move_all(suggestions: Sequence[Suggestion], to: UUID | None, *, by: Actor, at: datetime) -> None:
    """Change the rows, the profiles and the journal; every one is locked and stands elsewhere."""
    ordered = sorted(suggestions, key=lambda one: (str(one.group_id), one.id))
    for was, some in groupby(ordered, key=lambda one: one.group_id):
        members = list(some)
        ids = [one.id for one in members]
        Suggestion.objects.for_wallet(members[0].wallet_id).filter(id__in=ids).update(group_id=to)
        if was is None:
            index.wait_no_more(members)
        else:
            index.part(members, was)
        for one in members:
            one.group_id = to
            if to is None:
                index.wait(one)
            kind = "suggestion.ungrouped" if to is None else "suggestion.grouped"
            tell(one, kind, by=by, at=at, data={"group": to or was})
    if to is not None:
        index.join(ordered, to)
        # whoever joins an answered group is told too
        Group.objects.for_wallet(ordered[0].wallet_id).filter(id=to).update(told_at=None)


def _act(
    act: Act, moving: Sequence[Suggestion], to: Group | None, *, by: Actor, at: datetime, **more: object
) -> Regrouping:
    done = Regrouping(wallet_id=moving[0].wallet_id, act=act, group=to, at=at, actor_id=by.id, **more)
    done.save(force_insert=True)
    rows = [
        Moved(wallet_id=one.wallet_id, regrouping=done, suggestion=one, was_id=one.group_id, now=to)
        for one in moving
    ]
    Moved.objects.bulk_create(rows)
    move_all(moving, to.id if to else None, by=by, at=at)
    return done


def _made(wallet: Wallet, titles: Titles, *, by: Actor, at: datetime) -> Group:
    zh, en = (
        take(wallet, text.strip()[:LONGEST_TITLE], place=Place.CONSOLE, at=at, whole=True).text
        for text in (titles.zh, titles.en)
    )
    if not zh or not en:
        raise TitleNeeded
    group: Group = SuggestionGroup.objects.create(
        wallet=wallet, title_zh=zh, title_en=en, topic=titles.topic, made_at=at, state_at=at
    )
    write_down(group, "suggestion_group.made", by=by, at=at)
    return group


def _locked(wallet: Wallet, suggestions: Iterable[UUID]) -> list[Suggestion]:
    rows = Suggestion.objects.for_wallet(wallet).select_for_update(of=("self",))
    return list(rows.filter(id__in=list(suggestions), withdrawn_at=None).order_by("id"))


def _standing(group: Group) -> None:
    rows = SuggestionGroup.objects.for_wallet(group.wallet_id).select_for_update(of=("self",))
    if not rows.get(id=group.id).is_standing:
        raise GroupGone
