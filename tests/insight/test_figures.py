"""Figures are read from the counts: by filter, week and part; what is too young or too small is not shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from answerback.insight.behind import behind
from answerback.insight.figures import by_week, figure_of, figures, split
from answerback.insight.forget import forget_old
from answerback.insight.measures import BY_NAME, ENOUGH
from answerback.insight.models import Count, Fact
from answerback.insight.withhold import withhold, withhold_parts
from tests.insight.story import LILEI, OTHER_AGENT, Story, count_all
from tests.tickets.cast import NOON

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def test_days_whose_week_is_not_over_are_left_out_of_what_needs_a_week(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)

    def n(today: date) -> tuple[int, int, int]:
        found = figures(lanyue, MONDAY, MONDAY, today=today)
        return found["first_call"].n, found["repeat"].n, found["csat"].n

    assert (n(MONDAY), n(MONDAY + WEEK), n(MONDAY + WEEK + timedelta(days=1))) == (
        (0, 0, 1),
        (0, 0, 1),
        (1, 1, 1),
    )


def test_a_figure_says_too_few_below_its_threshold(lanyue):
    for _ in range(ENOUGH - 1):
        Story(lanyue.id).whole(NOON)
    count_all(NOON)
    assert figures(lanyue, MONDAY, MONDAY)["csat"].too_few

    Story(lanyue.id).whole(NOON)
    count_all(NOON)

    found = figures(lanyue, MONDAY, MONDAY)
    assert (found["csat"].too_few, found["requested"].too_few) == (False, False)


def test_a_week_is_named_by_its_monday_and_empty_weeks_are_shown(lanyue):
    Story(lanyue.id).whole(NOON)
    Story(lanyue.id).whole(NOON + 2 * WEEK + timedelta(days=6), csat=1)
    count_all(NOON)

    weeks = by_week(lanyue, "csat", MONDAY, MONDAY + 3 * WEEK - timedelta(days=1))

    said = [(monday, one.numerator, one.n) for monday, one in weeks]
    assert said == [(MONDAY, 1, 1), (MONDAY + WEEK, 0, 0), (MONDAY + 2 * WEEK, 0, 1)]


def test_parts_come_largest_first_and_add_up_to_the_whole(lanyue):
    Story(lanyue.id).whole(NOON)
    for _ in range(2):
        Story(lanyue.id, agent=OTHER_AGENT).whole(NOON, csat=2)
    count_all(NOON)

    parts = split(lanyue, "csat", "agent", MONDAY, MONDAY)

    assert [(name, one.numerator, one.n) for name, one in parts] == [
        (str(OTHER_AGENT), 0, 2),
        (str(LILEI), 1, 1),
    ]
    assert figures(lanyue, MONDAY, MONDAY)["csat"].n == 3


def test_a_part_by_what_is_no_dimension_is_refused(lanyue):
    with pytest.raises(ValueError, match="customer"):
        split(lanyue, "csat", "customer", MONDAY, MONDAY)


def test_a_single_small_part_takes_the_next_with_it(lanyue):
    for agent, many in ((LILEI, 6), (OTHER_AGENT, 2)):
        for _ in range(many):
            Story(lanyue.id, agent=agent).whole(NOON)
    count_all(NOON)
    parts = split(lanyue, "csat", "agent", MONDAY, MONDAY)

    shown = withhold_parts(parts)

    assert [(one.is_withheld, one.n, one.value) for _name, one in shown] == [(True, 0, None)] * 2
    assert [withhold(one).is_withheld for _name, one in parts] == [False, True]


def test_what_is_behind_a_figure_are_its_own_facts_and_no_other_wallets(lanyue, qingtan):
    mine = Story(lanyue.id).whole(NOON)
    Story(lanyue.id).whole(NOON, csat=2)
    Story(qingtan.id).whole(NOON)
    count_all(NOON)

    facts = behind("csat", lanyue, MONDAY, MONDAY, only="hits", agent=LILEI)

    assert [(one.about, one.ticket_id, one.counted["csat"]) for one in facts] == [
        ("rating", mine.ticket, "5")
    ]
    assert behind("csat", lanyue, MONDAY, MONDAY, agent=OTHER_AGENT).count() == 0


def test_facts_go_and_counts_stay(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    counted = Count.objects.count()
    much_later = NOON + timedelta(days=431)
    assert forget_old(lanyue, at=much_later) == 0  # the journal has not come so far

    Story(lanyue.id).request(much_later)
    count_all(much_later)

    assert forget_old(lanyue, at=much_later) == 4
    assert [one.about for one in Fact.objects.all()] == ["callback"]
    assert Count.objects.count() == counted + 4


def test_reading_the_figures_asks_no_more_of_ten_times_as_many_calls(lanyue, django_assert_num_queries):
    for many in (1, 10):
        for _ in range(many):
            Story(lanyue.id).whole(NOON)
        count_all(NOON)
        with django_assert_num_queries(3):
            figures(lanyue, MONDAY, MONDAY)
    assert Count.objects.count() == 4 * 7


def test_the_list_behind_a_figure_is_as_long_as_the_figure_says(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    for today in (MONDAY, MONDAY + WEEK, MONDAY + WEEK + timedelta(days=1)):
        found = figures(lanyue, MONDAY, MONDAY, today=today)
        for name in ("first_call", "repeat", "csat", "proven"):
            listed = behind(name, lanyue, MONDAY, MONDAY, today=today).count()
            assert (name, today, listed) == (name, today, found[name].n)


def test_empty_parts_are_no_cover_for_a_small_one(lanyue):
    counted = {"small": 3, "empty": 0, "large": 9}
    parts = tuple((name, figure_of(BY_NAME["csat"], {("csat", "5"): n})) for name, n in counted.items())

    assert [one.is_withheld for _name, one in withhold_parts(parts)] == [True, False, True]
