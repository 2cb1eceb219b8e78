"""The story reads as a person would write it, in both languages, with one, with many and with none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from answerback.insight.weekly.facts import (
    CampaignFact,
    Change,
    Facts,
    HazardFact,
    ProblemFact,
    PromiseFact,
    ShippedFact,
    StepFact,
    WishFact,
)
from answerback.insight.weekly.names import Names, duration
from answerback.insight.weekly.sentences import changes, problem, promises
from answerback.insight.weekly.tables import tables
from answerback.insight.weekly.tasks import campaigns, decisions, hazards, shipped, wishes
from tests.insight.weekly.cast import A_GROUP, BUSY, QUIET, a_figure, facts

NAMES = Names({A_GROUP: "Dark mode"}, {A_GROUP: "Ask the bank"})


def story(found: Facts, *, so_far: bool = False) -> list[str]:
    return [
        *changes(found, so_far=so_far),
        *problem(found),
        *hazards(found),
        *campaigns(found),
        *wishes(found, NAMES),
        *promises(found),
        *shipped(found, NAMES),
        *decisions(found, NAMES),
    ]


def test_a_quiet_week_says_so_in_english() -> None:
    with translation.override("en"):
        assert story(QUIET) == [
            "No figure changed by more than chance explains.",
            "Nobody asked for a callback.",
            "No hazard was found.",
            "No urgent hazard is open.",
            "No new fraud campaign was found.",
            "No wish waits in the plan.",
            "No promise fell due.",
            "Nothing that users had asked for was finished this week.",
            "Nothing waits for a decision.",
        ]


def test_a_quiet_week_says_so_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert story(QUIET) == [
            "没有指标的变化超出偶然波动。",
            "没有人要求回访。",
            "没有发现隐患。",
            "没有未消除的紧急隐患。",
            "没有发现新的同源骗局。",
            "计划里没有待办的建议。",
            "没有到期的承诺。",
            "本周没有完成用户提过的建议。",
            "没有待决定的事项。",
        ]


BUSY_AND_WISHED = replace(
    BUSY,
    wishes=(WishFact(A_GROUP, "new", 14, 120, 15, 1.5, Change.UP),),
    shipped=(ShippedFact(A_GROUP, 9),),
)


def test_a_busy_week_in_english() -> None:
    with translation.override("en"):
        assert story(BUSY_AND_WISHED) == [
            "The share of satisfied users fell from 92% to 81%. That is worse, by more than chance explains.",
            "The median time to reassurance rose from 25 minutes to 90 minutes. That is worse, by more than chance"
            " explains.",
            "The share of calls proven rose from 90% to 97%. That is better, by more than chance explains.",
            "The number of callbacks asked for rose from 900 to 1240, by more than chance explains.",
            "1 figure rests on too few answers to be compared with the week before.",
            "More callbacks were about this than about anything else: Payment not arrived, 700 of 1240. In the week"
            " before it was 400.",
            "12 of the 15 solutions that were carried out for it helped.",
            "9 hazards were found. Of these, 2 are urgent.",
            "1 urgent hazard is still open. Nobody looks after one of them.",
            "A new fraud campaign, 00CCCC: 6 people have met it.",
            "“Dark mode” is wished for by 14 of the 120 users who were asked. A larger share of users asks for"
            " it than four weeks ago, by more than chance explains. Nobody has decided on it yet.",
            "16 of the 20 promises that fell due were kept in time.",
            "1 was kept late.",
            "3 are broken and still owed.",
            "Most often it was this that was promised: A call.",
            "2 users have not been told why.",
            "“Dark mode” is there now. 9 users who asked for it have been told.",
            "Who looks after the urgent hazard that nobody looks after?",
            "One fraud campaign waits for its review.",
            "2 broken promises have to be explained to their users.",
            "Do we do “Dark mode”, or do we say why not?",
            "Step ask_bank of “Ask the bank” failed 14 of 20 times: who looks at it?",
        ]


def test_a_busy_week_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert story(BUSY_AND_WISHED) == [
            "满意用户占比由92%降至81%，变差的幅度超出偶然波动。",
            "安心用时的中位数由25分钟升至90分钟，变差的幅度超出偶然波动。",
            "通话核验比例由90%升至97%，变好的幅度超出偶然波动。",
            "要求回访的次数由900升至1240，幅度超出偶然波动。",
            "有1项指标样本太少，无法与前一周比较。",
            "回访最多的是“支付不到账”，占1240次中的700次，前一周为400次。",
            "为它执行的15个解决方案中，12个有效。",
            "发现9项隐患。其中2项紧急。",
            "仍有1项紧急隐患未消除。其中1项无人负责。",
            "新发现同源骗局00CCCC：有6人遇到。",
            "在被问到的120位用户中，有14位希望“Dark mode”。提的人占比高于四周前，幅度超出偶然波动。"
            "还没有人作出决定。",
            "到期的20项承诺中，16项按时兑现。",
            "1项迟了才兑现。",
            "3项已违约，仍未兑现。",
            "其中最多的是：再次回访。",
            "有2位用户还不知道原因。",
            "“Dark mode”已上线。已告知9位提过的用户。",
            "1项紧急隐患无人负责，由谁负责？",
            "1个同源骗局等待审核。",
            "2项违约的承诺须向用户说明原因。",
            "“Dark mode”要做，还是说明为什么不做？",
            "“Ask the bank”的步骤ask_bank在20次中失败14次：由谁来看？",
        ]


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        (facts(promises=PromiseFact(1, 1, 0, 0, 0, ())), ["The one promise that fell due was kept in time."]),
        (facts(promises=PromiseFact(7, 7, 0, 0, 0, ())), ["All 7 promises that fell due were kept in time."]),
        (
            facts(promises=PromiseFact(1, 0, 1, 0, 0, (("call", 1),))),
            ["The one promise that fell due was not kept in time.", "1 was kept late."],
        ),
        (
            facts(promises=PromiseFact(3, 1, 0, 1, 1, (("call", 1),))),
            [
                "1 of the 3 promises that fell due was kept in time.",
                "1 is broken and still owed.",
                "One user has not been told why.",
            ],
        ),
    ],
)
def test_promises_with_one_and_with_many(found: Facts, sentences: list[str]) -> None:
    with translation.override("en"):
        assert list(promises(found)) == sentences


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (ProblemFact("account_locked", 1, 0, 0, 0), "No solution for it came to its end this week."),
        (ProblemFact("account_locked", 1, 0, 1, 1), "The one solution that was carried out for it helped."),
        (
            ProblemFact("account_locked", 1, 0, 0, 1),
            "The one solution that was carried out for it did not help.",
        ),
        (
            ProblemFact("account_locked", 1, 0, 2, 3),
            "2 of the 3 solutions that were carried out for it helped. These are too few to judge by.",
        ),
    ],
)
def test_the_biggest_problem_and_its_solutions(one: ProblemFact, said: str) -> None:
    found = facts(a_figure("requested", 1, 0, Change.TOO_FEW, 1), problems=(one,))

    with translation.override("en"):
        assert problem(found) == ("The only callback was about this: Account locked.", said)


def test_single_things_are_singular() -> None:
    one = facts(
        hazards=HazardFact(1, 1, 1, 0),
        campaigns=(CampaignFact(A_GROUP, "00CCCC", "found", 2, 1),),
        wishes=(WishFact(A_GROUP, "planned", 1, 40, 1, 1.0, Change.ALIKE),),
        shipped=(ShippedFact(A_GROUP, 1),),
    )

    with translation.override("en"):
        assert [*hazards(one), *campaigns(one), *wishes(one, NAMES), *shipped(one, NAMES)] == [
            "1 hazard was found. It is urgent.",
            "1 urgent hazard is still open.",
            "A new fraud campaign, 00CCCC: one person has met it.",
            "“Dark mode” is wished for by one of the 40 users who were asked. Its share has not changed by more"
            " than chance explains. It is planned.",
            "“Dark mode” is there now. One user who asked for it has been told.",
        ]


def test_a_wish_nobody_was_asked_about_has_no_share() -> None:
    alone = facts(wishes=(WishFact(A_GROUP, "considered", 0, 0, 2, 0.5),))

    with translation.override("en"):
        assert wishes(alone, NAMES) == (
            "“Dark mode” is wished for by 2 users. Too few users were asked to say whether it is wished for"
            " more or less. It is being considered.",
        )


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        (2.0, "Its share has not changed by more than chance explains."),
        (0.5, "Its share has not changed by more than chance explains."),
    ],
)
def test_a_trend_that_ranks_is_no_claim(trend: float, said: str) -> None:
    one = facts(wishes=(WishFact(A_GROUP, "shipped", 2, 60, 2, trend, Change.ALIKE),))

    with translation.override("en"):
        (sentence,) = wishes(one, NAMES)
    assert sentence.endswith(said)


def test_where_two_matters_are_equal_none_is_the_biggest() -> None:
    pair = (ProblemFact("account_locked", 2, 1, 3, 3), ProblemFact("mistaken_transfer", 2, 0, 0, 0))
    two = facts(a_figure("requested", 8, 9, Change.ALIKE, 8), problems=pair)
    one = facts(
        a_figure("requested", 2, 9, Change.ALIKE, 2),
        problems=tuple(replace(each, callbacks=1) for each in pair),
    )

    with translation.override("en"):
        assert [problem(two), problem(one)] == [
            ("No matter stands out: the most frequent ones had 2 callbacks each, of 8.",),
            ("No matter stands out: the most frequent ones had one callback each, of 2.",),
        ]
    with translation.override("zh-hans"):
        assert problem(two) == ("没有哪一类特别突出：最多的几类各有2次，共8次。",)


def test_no_kind_is_named_where_two_were_broken_as_often() -> None:
    broken = facts(promises=PromiseFact(4, 2, 0, 2, 0, (("call", 1), ("news", 1))))

    with translation.override("en"):
        assert promises(broken) == (
            "2 of the 4 promises that fell due were kept in time.",
            "2 are broken and still owed.",
        )


def test_a_matter_that_no_callback_is_named_by_shows_its_solutions() -> None:
    one = facts(problems=(ProblemFact("account_locked", 3, 1, 0, 0), ProblemFact("scammed", 0, 0, 1, 2)))

    with translation.override("en"):
        (table,) = (each for each in tables(one, NAMES) if each.anchor == "problems")
    assert table.rows == (("Account locked", "3", "1", "–"), ("Cheated into paying", "–", "–", "1 of 2"))


def test_what_is_gone_is_not_named() -> None:
    gone = facts(failing=(StepFact("0190f3a0-0000-7000-8000-00000000dddd", "x", 10, 12),))

    with translation.override("en"):
        assert decisions(gone, NAMES) == (
            "Step x of “a solution that no longer exists” failed 10 of 12 times: who looks at it?",
        )


def test_a_running_week_says_what_cannot_be_compared_yet() -> None:
    one = facts(a_figure("hazards", 3, 40, Change.TOO_FEW, 3))

    with translation.override("en"):
        assert changes(one, so_far=True)[-1] == "1 figure cannot be compared with the week before yet."


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7199, "120 minutes"),
        (7200, "2 hours"),
        (180000, "2 days"),
    ],
)
def test_times_in_the_largest_unit_that_hides_little(seconds: int, said: str) -> None:
    with translation.override("en"):
        assert duration(seconds) == said
