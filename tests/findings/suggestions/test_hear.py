"""One wish per text of the suggestions part, as the conversation stands now."""

from __future__ import annotations

import pytest

from answerback.findings.suggestions.models import Asked, GroupTrait, Suggestion, Trait, TraitCount
from answerback.findings.suggestions.regroup import Titles, new_group
from answerback.journal.models import Entry
from tests.cast import NOON, Cast
from tests.findings.hazards.acting import Call

BUTTON = "确认按钮太小了，老是按不到"


def wishes(cast: Cast) -> list[Suggestion]:
    return list(Suggestion.objects.for_wallet(cast.wallet).order_by("made_at", "id"))


def told(cast: Cast) -> list[str]:
    rows = Entry.objects.for_wallet(cast.wallet).filter(kind__startswith="suggestion").order_by("id")
    return [entry.kind for entry in rows]


def test_text_of_the_suggestions_part_becomes_a_suggestion_with_all_that_is_known(call: Call) -> None:
    call.says(p_trouble=["yes"], s_hard=["yes"], s_where=["pay", "look"], s_better=BUTTON)

    (wish,) = wishes(call.cast)
    assert (wish.topic, wish.other_topics, wish.words, wish.language) == ("pay", ["look"], BUTTON, "zh-hans")
    assert (wish.customer, wish.callback_id, wish.callback_kind) == (
        call.cast.customer,
        call.callback.id,
        "routine_follow_up",
    )
    assert (wish.had_trouble, wish.hazards, wish.group) == (True, [], None)
    assert told(call.cast) == ["suggestion.made"]


def test_answering_the_same_again_changes_nothing(call: Call) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better=BUTTON)
    before = list(
        TraitCount.objects.for_wallet(call.cast.wallet)
        .order_by("feature")
        .values_list("feature", "suggestions")
    )

    call.says(s_better=BUTTON)

    after = list(
        TraitCount.objects.for_wallet(call.cast.wallet)
        .order_by("feature")
        .values_list("feature", "suggestions")
    )
    assert (len(wishes(call.cast)), told(call.cast), after) == (1, ["suggestion.made"], before)


def test_changed_answer_changes_its_suggestion(call: Call) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better=BUTTON)

    call.says(s_better="转账的字太小")

    (wish,) = wishes(call.cast)
    assert (wish.words, told(call.cast)) == ("转账的字太小", ["suggestion.made", "suggestion.changed"])


def test_what_a_changed_answer_takes_back_is_withdrawn_and_leaves_its_group(call: Call) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better=BUTTON)
    (wish,) = wishes(call.cast)
    new_group(
        call.cast.wallet,
        Titles("按钮大些", "Bigger buttons", "pay"),
        [wish.id],
        by=call.cast.han_meimei,
        at=NOON,
    )

    call.says(s_hard=["no"])

    (wish,) = wishes(call.cast)
    assert (wish.withdrawn_at, wish.group) == (call.at, None)
    for rows in (Trait, GroupTrait, TraitCount):
        assert rows.objects.for_wallet(call.cast.wallet).count() == 0
    assert told(call.cast)[-1] == "suggestion.withdrawn"


def test_what_was_taken_back_and_said_again_stands_again(call: Call) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better=BUTTON)
    call.says(s_hard=["no"])

    call.says(s_hard=["yes"])

    (wish,) = wishes(call.cast)
    assert (wish.withdrawn_at, Trait.objects.for_wallet(call.cast.wallet).count() > 0) == (None, True)


def test_whoever_was_asked_counts_even_if_nothing_was_wished_for(call: Call) -> None:
    call.says(s_hard=["no"])

    (asked,) = Asked.objects.for_wallet(call.cast.wallet)
    assert (asked.customer, asked.conversation_id, wishes(call.cast)) == (
        call.cast.customer,
        call.conversation.id,
        [],
    )


def test_a_wish_for_something_new_has_its_own_topic(call: Call) -> None:
    call.says(
        s_hard=["yes"], s_where=["pay"], s_better=BUTTON, s_wish=["yes"], s_wish_what="I want a dark mode"
    )

    assert [(one.topic, one.language) for one in wishes(call.cast)] == [("pay", "zh-hans"), ("wish", "en")]


@pytest.mark.parametrize("words", ["没有", "没有。", "暂时没什么建议", "无", "No, thanks", "n/a"])
def test_who_wishes_for_nothing_has_made_no_suggestion(call: Call, words: str) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better=words)

    assert wishes(call.cast) == []


def test_wish_that_begins_with_no_is_a_wish(call: Call) -> None:
    call.says(s_hard=["yes"], s_where=["pay"], s_better="没有深色模式")

    assert [wish.words for wish in wishes(call.cast)] == ["没有深色模式"]
