"""The iteration plan ranks by a formula whose factors are all in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.findings.suggestions.evidence import Weight, weeks, weigh
from answerback.findings.suggestions.kinds import Source, State
from answerback.findings.suggestions.plan import iteration_plan, lower_end, severity, trend
from answerback.findings.suggestions.states import follow
from tests.cast import NOON, Cast
from tests.findings.suggestions.saying import FEE, FONT, asked, grouped, people, says

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("hits", "of", "lower"),
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (Wilson score).
    [(81, 263, 0.2553), (15, 148, 0.0624), (0, 20, 0.0), (1, 29, 0.0061)],
)
def test_reach_is_the_published_wilson_bound(hits: int, of: int, lower: float) -> None:
    assert round(lower_end(hits, of), 4) == lower


def test_people_count_once_and_whoever_was_not_asked_is_not_in_the_share(cast: Cast) -> None:
    first, second, third, fourth = people(cast, 4)
    asked(fourth)
    group = grouped(
        cast,
        FONT,
        says(first, "字太小", had_trouble=True),
        says(first, "字体太小", had_trouble=True, hazards=["link_opened"]),
        says(second, "字太小了"),
        says(third, "字太小", source=Source.PORTAL),
    )

    weight = weigh(cast.wallet, since=NOON - DAY, until=NOON + DAY)[group.id]

    assert weight == Weight(people=3, people_now=3, suggesters=2, asked=3, with_trouble=1, with_hazard=1)


def test_factors_are_what_the_page_says() -> None:
    weight = Weight(people_now=4, suggesters=4, asked=10, with_trouble=2, with_hazard=1)

    assert (severity(weight), severity(Weight()), trend(Weight(), Weight())) == (1.75, 1.0, 1.0)
    assert trend(Weight(suggesters=9, asked=9), Weight(suggesters=0, asked=9)) == 2.0
    assert trend(Weight(suggesters=2, asked=29), Weight(suggesters=1, asked=29)) == 1.5


def test_plan_puts_first_what_more_people_in_trouble_ask_for_and_leaves_out_what_is_answered(
    cast: Cast,
) -> None:
    crowd = people(cast, 8)
    few = grouped(cast, FONT, says(crowd[0], "字太小"))
    many = grouped(cast, FEE, *(says(one, "手续费写清楚", had_trouble=True) for one in crowd[1:4]))
    done = grouped(cast, FEE, *(says(one, "手续费太高") for one in crowd[4:]))
    follow(done, State.SHIPPED, by=cast.han_meimei, at=NOON)

    ranked = iteration_plan(cast.wallet, NOON + DAY)

    assert [(one.place, one.group) for one in ranked] == [(1, many), (2, few)]
    assert ranked[0].score == 1000 * lower_end(3, 8) * 2.0 * ranked[0].trend


def test_weeks_begin_on_the_wallets_monday(cast: Cast) -> None:
    first, second = people(cast, 2)
    # Monday 00:30 in Shanghai is still Sunday in UTC.
    monday = NOON.replace(hour=16, minute=30) - DAY
    group = grouped(cast, FONT, says(first, "字太小", at=monday), says(second, "字太小", at=monday - DAY))

    told = weeks(group, until=NOON + DAY)

    assert [(one.people, one.asked) for one in told[-2:]] == [(1, 1), (1, 1)]
    assert (len(told), told[-1].monday.isoformat()) == (13, "2026-11-23")
