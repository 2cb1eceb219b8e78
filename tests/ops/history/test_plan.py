"""A year is planned from a seed: the same every time, plausible, with what is planted in it and recorded."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from answerback.callbacks.outcomes import AttemptOutcome, Kind, Outcome
from answerback.callbacks.states import State
from answerback.ops.history.plan import plan
from answerback.ops.history.planting import planted
from answerback.ops.history.seasons import weight
from answerback.ops.history.shapes import Matter, Order
from answerback.ops.history.words import wishes

ORDER = Order(seed=7, callbacks=3000, until=datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def year() -> list[Matter]:
    return list(plan(ORDER))


def test_the_same_seed_plans_the_same_year(year: list[Matter]) -> None:
    assert list(plan(ORDER)) == year


def test_another_seed_plans_another_year(year: list[Matter]) -> None:
    assert list(plan(replace(ORDER, seed=8))) != year


def test_exactly_so_many_callbacks_as_ordered(year: list[Matter]) -> None:
    assert sorted(one.number for one in year) == list(range(1, ORDER.callbacks + 1))


def test_all_is_over_by_the_end_and_within_the_year(year: list[Matter]) -> None:
    assert max(one.ended_at for one in year) <= ORDER.until
    assert min(one.requested_at for one in year) >= ORDER.until - timedelta(days=372)


def test_times_within_a_callback_go_forward(year: list[Matter]) -> None:
    for one in year:
        times = [one.requested_at, *(at for call in one.calls for at in (call.intended_at, call.ended_at))]
        assert times == sorted(times)


def test_its_words_are_those_of_the_story(year: list[Matter]) -> None:
    assert {one.kind for one in year} <= set(Kind.values)
    assert {one.state for one in year} <= set(State.values)
    assert {call.outcome for one in year for call in one.calls} <= set(AttemptOutcome.values)
    assert {call.summed for one in year for call in one.calls} <= set(Outcome.values)


def test_every_planted_report_is_in_the_year_with_its_campaign_s_language(year: list[Matter]) -> None:
    told = Counter(one.hazard.campaign for one in year if one.hazard and one.hazard.campaign)
    assert told == {one.code: len(one.days) for one in planted(ORDER).campaigns}


def test_a_report_of_nobody_s_campaign_names_no_planted_number(year: list[Matter]) -> None:
    numbers = {number for one in planted(ORDER).campaigns for number in one.numbers}
    free = [one.hazard.words for one in year if one.hazard and not one.hazard.campaign]
    assert len(free) > 50
    assert [words for words in free if any(number in words for number in numbers)] == []


def test_the_fault_s_rail_fails_more_often_while_it_lasts(year: list[Matter]) -> None:
    fault = planted(ORDER).fault
    assert fault is not None
    on_rail = [
        one.requested_at.date()
        for one in year
        if one.rail == fault.rail and one.kind == "payment_not_arrived"
    ]
    during = sum(fault.since + timedelta(days=7) <= day <= fault.until for day in on_rail) / 35
    before = sum(day < fault.since for day in on_rail) / (fault.since - min(on_rail)).days
    assert during > 2 * before


def test_the_days_of_the_sales_are_busier_than_an_ordinary_wednesday() -> None:
    assert weight(datetime(2026, 11, 11, tzinfo=UTC).date()) == 2.4
    assert weight(datetime(2026, 9, 2, tzinfo=UTC).date()) == 1.0


def test_content_users_are_those_whose_matter_did_not_wait(year: list[Matter]) -> None:
    scores: dict[bool, list[int]] = {True: [], False: []}
    for one in year:
        for rating in one.ticket.ratings if one.ticket else ():
            if rating.csat and one.ticket and one.ticket.solved_at:
                scores[one.ticket.solved_at - one.requested_at < timedelta(hours=12)].append(rating.csat)
    soon, late = (sum(found) / len(found) for found in (scores[True], scores[False]))
    assert soon > late + 0.2


def test_a_wish_is_said_in_many_wordings(year: list[Matter]) -> None:
    said = [one.wish for one in year if one.wish]
    assert {one.code for one in said} <= {one["code"] for one in wishes()["wish"]}
    assert len({one.words for one in said}) > len(said) * 0.6
