"""A group's states have one door; answers are told once per customer."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product

import pytest

from answerback.customers.models import Stop
from answerback.findings.suggestions import answer_people
from answerback.findings.suggestions.kinds import Reason, State
from answerback.findings.suggestions.models import SuggestionGroup, Told
from answerback.findings.suggestions.refusals import GroupMoved, ReasonNeeded
from answerback.findings.suggestions.regroup import put
from answerback.findings.suggestions.states import MOVES, Answer, follow, move
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import NOON, Cast
from tests.findings.suggestions.saying import FONT, grouped, kinds, people, says

SOON, LATER = NOON + timedelta(minutes=5), NOON + timedelta(minutes=11)
DECLINE = Answer(Reason.EXISTS, "在设置里。", "It is in the settings.")


@pytest.fixture
def group(cast: Cast) -> SuggestionGroup:
    first, second = people(cast, 2)
    return grouped(cast, FONT, says(first, "字太小"), says(first, "字体太小"), says(second, "字太小了"))


def ship(group: SuggestionGroup, cast: Cast) -> SuggestionGroup:
    return follow(
        group, State.SHIPPED, answer=Answer(None, "已上线。", "It is there."), by=cast.han_meimei, at=NOON
    )


@pytest.mark.parametrize(("was", "to"), list(product(State, State)))
def test_only_moves_of_the_table_are_made(cast: Cast, group: SuggestionGroup, was: State, to: State) -> None:
    reason = Reason.FEW if was == State.DECLINED else ""
    SuggestionGroup.objects.filter(id=group.id).update(state=was, answers=1, reason_code=reason)

    if to == was or to in MOVES[was]:
        assert move(group, to, answer=DECLINE, by=cast.han_meimei, at=SOON).state == to
    else:
        with pytest.raises(GroupMoved):
            move(group, to, answer=DECLINE, by=cast.han_meimei, at=SOON)


def test_declining_needs_a_reason(cast: Cast, group: SuggestionGroup) -> None:
    with pytest.raises(ReasonNeeded):
        move(group, State.DECLINED, by=cast.han_meimei, at=SOON)


def test_entry_says_how_many_people_and_why(cast: Cast, group: SuggestionGroup) -> None:
    move(group, State.DECLINED, answer=DECLINE, by=cast.han_meimei, at=SOON)
    move(group, State.DECLINED, answer=DECLINE, by=cast.han_meimei, at=SOON)

    (entry,) = Entry.objects.for_wallet(cast.wallet).filter(kind="suggestion_group.declined")
    assert entry.data == {"group": str(group.id), "suggesters": 2, "reason_code": "exists"}


def test_nobody_is_told_in_the_first_ten_minutes_nor_after_it_was_taken_back(
    cast: Cast, group: SuggestionGroup
) -> None:
    ship(group, cast)
    early = answer_people.step(SOON)
    move(group, State.CONSIDERED, by=cast.han_meimei, at=SOON)

    assert (early, answer_people.step(LATER), Told.objects.for_wallet(cast.wallet).count()) == (0, 0, 0)


def test_each_customer_is_told_once_by_webhook_if_he_may_be(cast: Cast, group: SuggestionGroup) -> None:
    add_endpoint(cast.wallet, url="https://backend.example/hooks", by=SYSTEM, at=NOON)
    quiet = people(cast, 1, begin=900)[0]
    quiet.stop = Stop.EVERYTHING
    quiet.save()
    put(group, [says(quiet, "字太小").id], by=cast.han_meimei, at=NOON)
    ship(group, cast)

    counts = [answer_people.step(LATER), answer_people.step(LATER)]

    bodies = [
        json.loads(opened_body(one))["data"] for one in Delivery.objects.filter(kind="suggestion.answered")
    ]
    assert (counts, sorted(body["customer"] for body in bodies)) == ([3, 0], ["wisher-100", "wisher-101"])
    assert {(body["state"], body["answer_en"], len(body["suggestions"])) for body in bodies} == {
        ("shipped", "It is there.", 2),
        ("shipped", "It is there.", 1),
    }
    assert sorted(Told.objects.for_wallet(cast.wallet).values_list("by_webhook", flat=True)) == [
        False,
        True,
        True,
    ]
    assert kinds(cast).count("suggestion.answered") == 3


def test_batches_tell_everybody_once(cast: Cast, group: SuggestionGroup, monkeypatch) -> None:
    monkeypatch.setattr(answer_people, "BATCH", 1)
    ship(group, cast)

    counts = [answer_people.step(LATER) for _ in range(4)]

    group.refresh_from_db()
    assert (counts, group.told_at) == ([1, 1, 0, 0], LATER)


def test_whoever_joins_an_answered_group_is_told_too(cast: Cast, group: SuggestionGroup) -> None:
    ship(group, cast)
    answer_people.step(LATER)
    late = people(cast, 1, begin=900)[0]

    put(group, [says(late, "字太小").id], by=cast.han_meimei, at=LATER)

    assert (answer_people.step(LATER), Told.objects.filter(customer=late).count()) == (1, 1)
