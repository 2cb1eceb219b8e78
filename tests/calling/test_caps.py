"""Caps, retries and the plan that keeps hours and caps together."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.calling import (
    Caps,
    Outcome,
    counts_as_attempt,
    is_allowed,
    next_attempt,
    next_by_caps,
    retry_after,
)

SHANGHAI = "Asia/Shanghai"
CLOCK = ZoneInfo(SHANGHAI)
MONDAY_TEN = datetime(2026, 11, 23, 10, tzinfo=CLOCK)


def test_first_attempt_is_free() -> None:
    assert next_by_caps([], MONDAY_TEN, SHANGHAI) == MONDAY_TEN


def test_second_attempt_waits_for_the_next_local_day() -> None:
    assert next_by_caps([MONDAY_TEN], MONDAY_TEN, SHANGHAI) == datetime(2026, 11, 24, tzinfo=CLOCK)


def test_attempts_of_one_day_keep_their_distance() -> None:
    caps = Caps(per_day=2)

    assert next_by_caps([MONDAY_TEN], MONDAY_TEN, SHANGHAI, caps) == MONDAY_TEN + timedelta(hours=4)


def test_after_three_attempts_nobody_is_tried_again() -> None:
    spent = [MONDAY_TEN + timedelta(days=day) for day in range(3)]

    assert next_by_caps(spent, MONDAY_TEN + timedelta(days=9), SHANGHAI) is None


def test_weekly_cap_waits_until_the_oldest_is_a_week_old() -> None:
    caps = Caps(per_day=9, total=99, gap=timedelta(), per_week=2)
    tried = [MONDAY_TEN, MONDAY_TEN + timedelta(days=1)]

    assert next_by_caps(tried, tried[-1], SHANGHAI, caps) == MONDAY_TEN + timedelta(days=7)


def test_next_attempt_keeps_caps_and_hours() -> None:
    assert next_attempt([MONDAY_TEN], MONDAY_TEN, SHANGHAI) == datetime(2026, 11, 24, 9, tzinfo=CLOCK)


def test_next_attempt_with_the_total_spent_is_none() -> None:
    assert next_attempt([MONDAY_TEN] * 3, MONDAY_TEN, SHANGHAI) is None


@pytest.mark.parametrize(
    ("outcome", "number", "wait"),
    [
        (Outcome.BUSY, 1, timedelta(minutes=15)),
        (Outcome.NO_ANSWER, 1, timedelta(hours=4)),
        (Outcome.NO_ANSWER, 2, timedelta(hours=29)),
        (Outcome.DROPPED, 1, timedelta(minutes=1)),
        (Outcome.REFUSED, 1, None),
        (Outcome.WRONG_PERSON, 1, None),
        (Outcome.COMPLETED, 1, None),
        (Outcome.BUSY, 4, None),
        (Outcome.BUSY, 0, None),
    ],
)
def test_retry_after_depends_on_the_outcome(outcome: Outcome, number: int, wait: timedelta | None) -> None:
    assert retry_after(outcome, number, MONDAY_TEN) == wait


def test_retry_after_an_unanswered_evening_tries_earlier_in_the_day() -> None:
    assert retry_after(Outcome.NO_ANSWER, 2, MONDAY_TEN.replace(hour=20)) == timedelta(hours=19)


def test_every_outcome_has_an_answer() -> None:
    assert all(retry_after(outcome, 99, MONDAY_TEN) is None for outcome in Outcome)


def test_a_call_that_never_left_spends_no_cap() -> None:
    assert [counts_as_attempt(outcome) for outcome in (Outcome.NETWORK_FAILURE, Outcome.NO_ANSWER)] == [
        False,
        True,
    ]


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(1, 3), st.integers(1, 5), st.integers(0, 12), st.integers(1, 4) | st.none())
def test_following_the_plan_never_breaks_a_cap(
    start: datetime, per_day: int, total: int, gap_hours: int, per_week: int | None
) -> None:
    caps = Caps(per_day=per_day, total=total, gap=timedelta(hours=gap_hours), per_week=per_week)
    made: list[datetime] = []
    at: datetime | None = start
    while at := next_attempt(made, at, SHANGHAI, caps=caps):
        made.append(at)

    days = [moment.astimezone(CLOCK).date() for moment in made]
    assert len(made) == total
    assert all(later - earlier >= caps.gap for earlier, later in pairwise(made))
    assert max(map(days.count, days)) <= per_day
    assert all(is_allowed(moment, SHANGHAI) for moment in made)
    if per_week is not None:
        assert all(
            sum(moment - timedelta(days=7) < other <= moment for other in made) <= per_week for moment in made
        )
