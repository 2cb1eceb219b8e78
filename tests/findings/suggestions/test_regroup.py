"""Grouping, merging, splitting, and taking each of it back exactly."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from answerback.findings.suggestions import index
from answerback.findings.suggestions.kinds import State
from answerback.findings.suggestions.merge import merge
from answerback.findings.suggestions.models import (
    GroupTrait,
    Regrouping,
    Suggestion,
    SuggestionGroup,
    Trait,
    TraitCount,
)
from answerback.findings.suggestions.refusals import (
    AlreadyUndone,
    GroupGone,
    NothingToMove,
    NotMergeable,
    TitleNeeded,
)
from answerback.findings.suggestions.regroup import Titles, new_group, put, split, take_out
from answerback.findings.suggestions.states import move
from answerback.findings.suggestions.undo import Undone, undo
from tests.cast import NOON, Cast
from tests.findings.suggestions.saying import FEE, FONT, grouped, kinds, people, says

LATER = NOON + timedelta(minutes=5)


def standing(cast: Cast) -> tuple[object, ...]:
    """All that grouping may change: who is where, every profile, who waits, which groups stand."""
    wallet = cast.wallet
    return (
        sorted(Suggestion.objects.for_wallet(wallet).values_list("id", "group")),
        sorted(GroupTrait.objects.for_wallet(wallet).values_list("group", "feature", "members")),
        sorted(Trait.objects.for_wallet(wallet).values_list("suggestion", "feature")),
        sorted(TraitCount.objects.for_wallet(wallet).values_list("feature", "suggestions")),
        sorted(
            SuggestionGroup.objects.for_wallet(wallet)
            .filter(merged_into=None, dissolved_at=None)
            .values_list("id", "members", "length_meaning", "length_chinese", "length_english")
        ),
    )


def last_act(cast: Cast) -> Regrouping:
    return Regrouping.objects.for_wallet(cast.wallet).latest("at", "id")


@pytest.fixture
def wishes(cast: Cast) -> list[Suggestion]:
    words = ("字体太小", "字太小看不清", "The letters are too small", "手续费写清楚", "Show the fee first")
    return [says(one, text) for one, text in zip(people(cast, 5), words, strict=True)]


def test_grouping_moves_the_wish_from_those_that_wait_into_the_profile(
    cast: Cast, wishes: list[Suggestion]
) -> None:
    group = grouped(cast, FONT, wishes[0], wishes[1])

    group.refresh_from_db()
    shared = set(index.keys_of(wishes[0])) & set(index.keys_of(wishes[1]))
    twice = GroupTrait.objects.for_wallet(cast.wallet).filter(group=group, members=2)
    assert (group.members, set(twice.values_list("feature", flat=True))) == (2, shared)
    assert Trait.objects.for_wallet(cast.wallet).filter(suggestion__in=wishes[:2]).count() == 0
    assert kinds(cast)[-3:] == ["suggestion_group.made", "suggestion.grouped", "suggestion.grouped"]


def test_putting_what_is_there_already_changes_nothing(cast: Cast, wishes: list[Suggestion]) -> None:
    group = grouped(cast, FONT, wishes[0])
    before = standing(cast)

    assert put(group, [wishes[0].id], by=cast.han_meimei, at=LATER) is None
    assert standing(cast) == before


@pytest.mark.parametrize("act", ["group", "put", "move", "take_out", "split", "merge"])
def test_each_act_undone_leaves_everything_as_it_was(cast: Cast, wishes: list[Suggestion], act: str) -> None:
    first, second = grouped(cast, FONT, *wishes[:2]), grouped(cast, FEE, wishes[3])
    before, by = standing(cast), cast.han_meimei
    match act:
        case "group":
            new_group(cast.wallet, FEE, [wishes[4].id, wishes[0].id], by=by, at=LATER)
        case "put":
            put(first, [wishes[2].id], by=by, at=LATER)
        case "move":
            put(second, [wishes[0].id, wishes[2].id], by=by, at=LATER)
        case "take_out":
            take_out(first, [wishes[0].id], by=by, at=LATER)
        case "split":
            split(first, FEE, [wishes[1].id], by=by, at=LATER)
        case "merge":
            merge(second, first, by=by, at=LATER)
    changed = standing(cast) != before

    undo(last_act(cast), by=by, at=LATER)

    assert (changed, standing(cast)) == (True, before)
    with pytest.raises(AlreadyUndone):
        undo(last_act(cast), by=by, at=LATER)


def test_undone_merge_keeps_who_came_later_and_says_how_many(cast: Cast, wishes: list[Suggestion]) -> None:
    first, second = grouped(cast, FONT, wishes[0]), grouped(cast, FEE, wishes[3], wishes[4])
    act = merge(second, first, by=cast.han_meimei, at=LATER)
    put(first, [wishes[2].id], by=cast.han_meimei, at=LATER + timedelta(minutes=1))
    take_out(first, [wishes[4].id], by=cast.han_meimei, at=LATER + timedelta(minutes=2))

    done = undo(act, by=cast.han_meimei, at=LATER + timedelta(minutes=3))

    where = dict(Suggestion.objects.for_wallet(cast.wallet).values_list("id", "group"))
    assert done == Undone(back=1, elsewhere=1, stay=1)
    assert [where[one.id] for one in wishes] == [first.id, None, first.id, second.id, None]


def test_merging_twice_is_one_merging(cast: Cast, wishes: list[Suggestion]) -> None:
    first, second = grouped(cast, FONT, wishes[0]), grouped(cast, FEE, wishes[3])

    acts = {merge(second, first, by=cast.han_meimei, at=LATER).id for _ in range(2)}

    assert (len(acts), kinds(cast).count("suggestion_group.merged")) == (1, 1)
    with pytest.raises(GroupGone):
        put(second, [wishes[1].id], by=cast.han_meimei, at=LATER)


def test_answered_group_or_itself_is_not_merged(cast: Cast, wishes: list[Suggestion]) -> None:
    first, second = grouped(cast, FONT, wishes[0]), grouped(cast, FEE, wishes[3])
    for state in (State.CONSIDERED, State.PLANNED, State.SHIPPED):
        move(second, state, by=cast.han_meimei, at=LATER)

    for pair in ((second, first), (first, second), (first, first)):
        with pytest.raises(NotMergeable):
            merge(*pair, by=cast.han_meimei, at=LATER)


def test_nothing_is_grouped_without_title_or_members(cast: Cast, wishes: list[Suggestion]) -> None:
    stranger = UUID(int=1)
    with pytest.raises(NothingToMove):
        new_group(cast.wallet, FONT, [stranger], by=cast.han_meimei, at=NOON)
    with pytest.raises(TitleNeeded):
        new_group(cast.wallet, Titles("", " ", FONT.topic), [wishes[0].id], by=cast.han_meimei, at=NOON)
    assert SuggestionGroup.objects.for_wallet(cast.wallet).count() == 0


def test_another_wallets_wish_is_not_moved(cast: Cast) -> None:
    from tests.cast import make_cast

    other = make_cast("qingtan", "+8617000000031")
    theirs = says(other.customer, "字太小")

    with pytest.raises(NothingToMove):
        new_group(cast.wallet, FONT, [theirs.id], by=cast.han_meimei, at=NOON)
