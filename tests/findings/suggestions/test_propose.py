"""The machine proposes and says why; it groups nothing."""

from __future__ import annotations

from answerback.findings.suggestions.kinds import Topic
from answerback.findings.suggestions.make import change
from answerback.findings.suggestions.models import Suggestion
from answerback.findings.suggestions.propose import new_groups, proposals, waiting_beside
from tests.cast import Cast
from tests.findings.suggestions.saying import FEE, FONT, grouped, people, says


def test_english_wish_is_proposed_for_a_chinese_group_by_the_terms_they_share(cast: Cast) -> None:
    first, second, third = people(cast, 3)
    group = grouped(cast, FONT, says(first, "字体太小了，看不清"))
    grouped(cast, FEE, says(second, "转账前把手续费写清楚", topic=Topic.PAY))

    wish = says(third, "The letters are far too small for me to read")

    (proposal,) = proposals(wish)
    assert (proposal.group, [reason.shown for reason in proposal.reasons][:2]) == (
        group,
        ["字体 · font", "太小 · small"],
    )
    assert Suggestion.objects.for_wallet(cast.wallet).get(id=wish.id).group is None


def test_misheard_characters_are_found_by_their_sound(cast: Cast) -> None:
    first, second = people(cast, 2)
    group = grouped(cast, FONT, says(first, "常用收款人列表放在首页", topic=Topic.PAY))

    wish = says(second, "长用收宽人列表放在手页", topic=Topic.PAY)

    (proposal,) = proposals(wish)
    assert (proposal.group, "sound" in {reason.kind for reason in proposal.reasons}) == (group, True)


def test_wish_like_no_group_is_proposed_for_none(cast: Cast) -> None:
    first, second = people(cast, 2)
    grouped(cast, FONT, says(first, "字体太小"))

    assert proposals(says(second, "希望支持指纹登录", topic=Topic.SIGN_IN)) == ()


def test_waiting_wishes_that_are_alike_are_proposed_as_a_new_group(cast: Cast) -> None:
    first, second, third, fourth = people(cast, 4)
    alike = [
        says(first, "希望有深色模式，晚上太亮刺眼"),
        says(second, "Please add a dark mode, it is too bright at night"),
        says(third, "夜间模式什么时候有，晃眼"),
    ]
    says(fourth, "导出一年的账单到表格", topic=Topic.RECORDS)

    (new,) = new_groups(cast.wallet)

    assert ({one.id for one in new.suggestions}, new.people, new.topic) == (
        {one.id for one in alike},
        3,
        "look",
    )
    assert new.reasons[0].shown == "深色 · dark mode"


def test_others_that_wait_are_found_by_the_index(cast: Cast) -> None:
    first, second, third = people(cast, 3)
    wish = says(first, "扫码太慢")
    near = says(second, "Scanning the code is slow")
    says(third, "希望有指纹登录", topic=Topic.SIGN_IN)

    assert waiting_beside(wish)[0] == near


def test_changed_words_change_what_is_proposed(cast: Cast) -> None:
    from answerback.findings.suggestions.make import Said
    from answerback.journal.write import SYSTEM
    from tests.cast import NOON

    first, second = people(cast, 2)
    group = grouped(cast, FONT, says(first, "字体太小"))
    wish = says(second, "扫码太慢")
    before = proposals(wish)

    said = Said("字体太小看不清", (Topic.LOOK,), conversation_id=wish.conversation_id, step=wish.step)
    changed = change(wish, said, by=SYSTEM, at=NOON)

    assert (before, [one.group for one in proposals(changed)]) == ((), [group])


def test_a_proposal_asks_the_database_as_often_however_many_wishes_there_were(
    cast: Cast, django_assert_num_queries
) -> None:
    """Growth without a clock: the number of questions and of rows looked at stays the same."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    crowd = people(cast, 12)
    group = grouped(cast, FONT, says(crowd[0], "字体太小"))
    wish = says(crowd[1], "字太小，看不清")
    with CaptureQueriesContext(
        connection,
    ) as few:
        proposals(wish)
    from answerback.findings.suggestions.regroup import put
    from tests.cast import NOON

    for number, one in enumerate(crowd[2:]):
        put(group, [says(one, f"字体太小 {number}").id], by=cast.han_meimei, at=NOON)
    with CaptureQueriesContext(connection) as many:
        proposals(wish)

    assert len(many) == len(few)
